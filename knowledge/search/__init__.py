"""Finding released themes for a question; what was not released cannot be reached from here."""
