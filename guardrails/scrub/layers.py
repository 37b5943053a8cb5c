"""Which layer a finding comes from, so that one analysis serves every choice of layers."""

from collections.abc import Iterable, Sequence

from guardrails.scrub.hits import Hit
from guardrails.scrub.options import Layer
from guardrails.scrub.recognizers import patterns, spoken

_OWN: dict[str, Layer] = {
    "SPELLED": "spoken",
    "EXACT_DATE": "dates",
    "STREET_ADDRESS": "places",
    "FINE_PLACE": "places",
    "CLIENT_CUE": "clients",
    "CLIENT_SHAPE": "clients",
    "HEARD_NAME": "context",
    "TOLD_NAME": "context",
}
_FAMILIES: dict[str, Layer] = {"SPACY": "spacy", "RAMPART": "rampart", "ROSTER": "roster"}


def _layer(kind: str) -> Layer:
    if kind in _OWN:
        return _OWN[kind]
    if kind in spoken.TYPES:
        return "spoken"
    if kind in patterns.TYPES:
        return "patterns"
    return _FAMILIES[kind.partition("_")[0]]


def of_layers(hits: Iterable[Hit], layers: frozenset[Layer]) -> Sequence[Hit]:
    """The hits that recognizers of these layers would have made alone."""
    return [hit for hit in hits if _layer(hit.type) in layers]
