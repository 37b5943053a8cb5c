"""The words beside a word."""

from collections.abc import Sequence

from guardrails.scrub.talk import Word


def small_at(words: Sequence[Word], place: int) -> str:
    """The word at a place, written small; "" beyond the text."""
    return words[place].text.lower() if 0 <= place < len(words) else ""


def joined(words: Sequence[Word], place: int) -> bool:
    """Whether nothing but a space stands between this word and the one before."""
    return 0 < place < len(words) and words[place].gap in {" ", ". ", "\u00a0"}
