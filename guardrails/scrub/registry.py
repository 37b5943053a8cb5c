"""Which recognizers read a talk, by language and by the layers that are switched on."""

from presidio_analyzer import EntityRecognizer

from guardrails.scrub.lexicon import Lexicon
from guardrails.scrub.options import Layer
from guardrails.scrub.profiles import Profile
from guardrails.scrub.recognizers.clients import ClientContext
from guardrails.scrub.recognizers.configured import configured_recognizers
from guardrails.scrub.recognizers.dates import ExactDates
from guardrails.scrub.recognizers.heard import HeardNames
from guardrails.scrub.recognizers.patterns import pattern_recognizers
from guardrails.scrub.recognizers.places import FinePlaces
from guardrails.scrub.recognizers.rampart import Rampart
from guardrails.scrub.recognizers.spacy_names import SpacyNames
from guardrails.scrub.recognizers.spoken import SpokenIdentifiers
from guardrails.scrub.windows import windows_of


def recognizers_of(
    profile: Profile, layers: frozenset[Layer], lexicon: Lexicon
) -> list[EntityRecognizer]:
    """Build the recognizers of a language; loads no model."""
    found: list[EntityRecognizer] = []
    if "patterns" in layers:
        found += pattern_recognizers(profile.code)
    if "spacy" in layers:
        found.append(SpacyNames(profile.code))
    return found + (
        _english(layers, lexicon) if profile.trained else configured_recognizers(profile)
    )


def _english(layers: frozenset[Layer], lexicon: Lexicon) -> list[EntityRecognizer]:
    """The grammars and the classifier that read English only."""
    found: list[EntityRecognizer] = []
    if "spoken" in layers:
        found.append(SpokenIdentifiers())
    if "dates" in layers:
        found.append(ExactDates())
    if "places" in layers:
        found.append(FinePlaces())
    if "context" in layers:
        found.append(HeardNames())
    if "clients" in layers:
        found.append(ClientContext())
    if "rampart" in layers:
        found.append(Rampart(lambda text: windows_of(text, lexicon)))
    return found
