"""How the scrubber is set up; every layer can be switched off, to be measured alone."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from guardrails.text import RawText

Layer = Literal[
    "patterns",  # Presidio's own pattern recognizers, by allowlist
    "spoken",  # identifiers as speech and captions spell them
    "spacy",  # en_core_web_md names, on re-cased text where there are no capitals
    "rampart",  # the uncased token classifier
    "network",  # the classifier that weighs all evidence on a word; without it, any finding counts
    "namesakes",  # a taught reader: june the colleague, june the month
    "lists",  # given names and surnames minus common words
    "context",  # "my manager NAME", "NAME from legal", "I'm NAME"
    "roster",  # roster names in any form, nickname, spelling or sound
    "propagation",  # every found name, again, in every form
    "vetoes",  # products, fillers, words used as words
    "clients",  # client organisations
    "places",  # streets, sites, villages
    "dates",  # exact dates that identify
]
ALL_LAYERS: Final = frozenset[Layer](get_args(Layer))


@dataclass(frozen=True, slots=True)
class ScrubOptions:
    """What to look for and how hard.

    ``keep`` are the company's own products and assistants with human names; ``clients`` the
    programme's client list. ``timeout_s`` bounds one regular expression on one chunk of
    ``chunk`` characters. ``language`` is a language of ``languages.yaml``.
    """

    layers: frozenset[Layer] = ALL_LAYERS
    language: str = "en"
    keep: tuple[str, ...] = ()
    clients: tuple[RawText, ...] = ()
    timeout_s: int = 3
    chunk: int = 2000
    check_language: bool = True
