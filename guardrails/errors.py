"""Every error of this package, as one tree.

GuardrailError                 base; carries ``code`` and a sentence that is safe to show
├── UnreadableInput            a file that cannot be read: empty, binary, truncated, too large
├── InvalidBrief               a brief that is not the expected mapping (``problems`` names fields)
├── InvalidRoster              a roster without the expected columns
├── ScrubFailed                a recognizer failed or timed out: nothing may pass
│   └── UnsupportedLanguage    text in a language this installation has no model for
├── LeakFound                  the second opinion found something that looks personal
└── VaultError                 a sealed record is missing, expired or was sealed with another key

The sentence never contains words of the input: it names the problem and the remedy.
"""


class GuardrailError(Exception):
    """Base of all guardrail errors; ``sentence`` is safe to show to anybody."""

    code = "guardrail"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnreadableInput(GuardrailError):
    """The bytes given are not something we can read as a transcript, notes, brief or roster."""

    code = "unreadable_input"


class InvalidBrief(GuardrailError):
    """The brief lacks a field or has one of the wrong shape."""

    code = "invalid_brief"


class InvalidRoster(GuardrailError):
    """The roster lacks a column or has an unknown role."""

    code = "invalid_roster"


class ScrubFailed(GuardrailError):
    """Scrubbing did not complete, so nothing was let through."""

    code = "scrub_failed"


class UnsupportedLanguage(ScrubFailed):
    """The text is in a language that no installed model covers."""

    code = "unsupported_language"


class LeakFound(GuardrailError):
    """Something that looks like personal data stands in text about to be shown."""

    code = "leak_found"


class VaultError(GuardrailError):
    """A sealed record is missing, expired or cannot be opened with this key."""

    code = "vault"
