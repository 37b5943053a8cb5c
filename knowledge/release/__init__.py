"""A release: everything that may be searched, computed at once, audited, frozen and hashed."""
