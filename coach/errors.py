"""Every error of the application, as one tree.

CoachError                     base; carries ``code`` and a sentence that is safe to show
├── UserMistake                the caller can mend it (exit code 2, or a message on the page)
│   ├── NotAllowed             the signed-in person may not do this
│   ├── NotFound               no such session, brief, user or release
│   ├── InvalidInput           an argument or a file with the wrong content
│   └── HomeInUse              another process owns this COACH_HOME
└── OurFailure                 something on our side (exit code 1)
    ├── ModelUnavailable       no model answered: no network, timeout, out of order
    │   └── ModelRefused       also a UserMistake: wrong key, unknown model, wrong address
    ├── WeightsMissing         model files are absent or differ from their SHA-256
    └── StorageFailed          the disk or the database refused to write

The sentence never contains words of a session: it names the problem and the remedy.
"""

from graphs.errors import ModelSilent


class CoachError(Exception):
    """Base of all application errors; ``sentence`` is safe to show to anybody."""

    code = "coach"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UserMistake(CoachError):
    """Something the person at the keyboard can mend."""

    code = "user_mistake"


class NotAllowed(UserMistake):
    """The signed-in person lacks the permission."""

    code = "not_allowed"


class NotFound(UserMistake):
    """What was asked for does not exist (or must not be known to exist)."""

    code = "not_found"


class InvalidInput(UserMistake):
    """An argument or a file has the wrong content."""

    code = "invalid_input"


class HomeInUse(UserMistake):
    """Another process owns this COACH_HOME."""

    code = "home_in_use"


class OurFailure(CoachError):
    """Something on our side failed."""

    code = "our_failure"


class ModelUnavailable(OurFailure, ModelSilent):
    """No model answered; flows know it as :class:`graphs.errors.ModelSilent`."""

    code = "model_unavailable"


class ModelRefused(ModelUnavailable, UserMistake):
    """The settings name a model that will not answer: wrong key, unknown name, wrong address."""

    code = "model_refused"


class WeightsMissing(OurFailure):
    """Model files are absent or are not what their SHA-256 promises."""

    code = "weights_missing"


class StorageFailed(OurFailure):
    """The disk or the database refused to write."""

    code = "storage_failed"
