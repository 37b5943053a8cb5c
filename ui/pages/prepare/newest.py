"""Answers overtake one another on the way; only the one to the last question may be shown."""


class Newest:
    """Numbers the questions of one open page; lives in its ``gr.State``, never beyond it."""

    def __init__(self) -> None:
        self._last = 0

    def ask(self) -> int:
        """Return the number of a question asked now; all earlier ones are out of date."""
        self._last += 1
        return self._last

    def is_last(self, number: int) -> bool:
        """Tell whether nothing was asked since question ``number``."""
        return number == self._last
