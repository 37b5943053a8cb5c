"""The scrubber that the settings ask for; used by the services and by ``coach scrub``."""

from typing import TYPE_CHECKING

from coach.sentences import sentence_model
from coach.settings import PrivacySettings

if TYPE_CHECKING:
    from guardrails.scrub.port import Scrubber


def scrubber_of(privacy: PrivacySettings) -> "Scrubber":
    """Return it; nothing is loaded before the first text."""
    from guardrails.scrub import ScrubOptions  # noqa: PLC0415 - seconds, which --help must not pay
    from guardrails.scrub.scrubber import PresidioScrubber  # noqa: PLC0415 - as above
    from guardrails.text import RawText  # noqa: PLC0415 - as above

    clients = tuple(RawText(name) for name in privacy.clients)
    options = ScrubOptions(language=privacy.language, keep=privacy.products, clients=clients)
    return PresidioScrubber(options, sentence_model())
