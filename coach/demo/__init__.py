"""The demonstration programme: an invented company, its talks, and what it has learned."""
