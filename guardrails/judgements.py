"""What a rule has to say about a brief or a question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a contract ``code``, why it matters, what to do, and the words that caused it.

    ``suggestion`` is a rewrite (or concrete advice) the user can accept; ``quote`` is shown to
    the author of the words only and never stored. In a brief, ``field`` names the key the finding
    is about and ``alternatives`` are whole values for that key, each acceptable with one click;
    ``advice`` is for reading only and never a value.
    """

    code: str
    message: str
    suggestion: str = ""
    quote: str = ""
    field: str = ""
    alternatives: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
