"""Privacy as a type: words as they were said, and words that may leave the guardrails.

``RawText`` is opaque on purpose: it cannot be printed, formatted, pickled or compared by
content, so a raw word cannot slip into a log, an exception or a checkpoint by accident.
``CleanText`` is a ``str`` to every library and a distinct type to mypy. An architecture test
allows ``.reveal()`` and ``CleanText(...)`` inside ``guardrails`` only.
"""

from collections.abc import Iterable
from typing import Final, NewType, NoReturn

CleanText = NewType("CleanText", str)
"""Text that went through the scrubber (or was written by us): may be prompted, stored, shown."""


class RawText:
    """Words as they were said or typed, before scrubbing."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value: Final = value

    def reveal(self) -> str:
        """Return the words themselves; callable inside ``guardrails`` only."""
        return self.__value

    def __len__(self) -> int:
        return len(self.__value)

    def __bool__(self) -> bool:
        return bool(self.__value.strip())

    def __repr__(self) -> str:
        return f"RawText({len(self.__value)} characters)"

    def __str__(self) -> NoReturn:
        raise TypeError("raw text has no str(): scrub it first")

    def __format__(self, _spec: str) -> NoReturn:
        raise TypeError("raw text cannot be formatted: scrub it first")

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text cannot be pickled: seal it in the vault")


def authored(text: str) -> CleanText:
    """Declare words of our own writing (a bank question, a fixed sentence) to be clean."""
    return CleanText(text)


def derived(text: str) -> CleanText:
    """Declare text made from clean text alone to be clean: a slice, a join, a model's wording.

    Safe because whoever made it never saw a raw word: flows hold no :class:`RawText`, and
    models are prompted with clean text only. What is published is leak-checked once more.
    """
    return CleanText(text)


def join_clean(pieces: Iterable[CleanText], separator: str = " ") -> CleanText:
    """Join clean pieces; ``separator`` is our own punctuation, never input."""
    return CleanText(separator.join(pieces))
