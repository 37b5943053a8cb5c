"""Guides as documents that people print, send and carry."""
