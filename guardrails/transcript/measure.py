"""Measures of raw text that say nothing about its content."""

from guardrails.text import RawText


def count_words(text: RawText) -> int:
    """Number of whitespace-separated words."""
    return len(text.reveal().split())
