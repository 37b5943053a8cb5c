"""How well released themes answer, and that they single nobody out."""
