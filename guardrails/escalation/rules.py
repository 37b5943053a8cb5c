"""The rules of ``rules.yaml``: patterns that must stand together, and what speaks against them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, cast

import yaml

from guardrails.families import EscalationCategory

CATEGORIES: Final[tuple[EscalationCategory, ...]] = (
    "self_harm",
    "harassment",
    "data_breach",
    "safety",
    "legal",
)
"""In the order in which they win when one sentence fits several."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Every pattern must be found in the same few sentences."""

    category: EscalationCategory
    sure: bool
    patterns: tuple[re.Pattern[str], ...]

    def holds(self, text: str) -> bool:
        """Whether all patterns stand in ``text`` (lower case)."""
        return all(pattern.search(text) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, and the patterns of figures of speech, policy talk, what-ifs and denials.

    ``handled`` is how somebody answers a disclosure: "that cannot stay in this room".
    """

    rules: tuple[Rule, ...]
    figures: re.Pattern[str]
    policy: re.Pattern[str]
    hypothetical: re.Pattern[str]
    denied: re.Pattern[str]
    handled: re.Pattern[str]


@lru_cache(maxsize=1)
def read_rules() -> RuleBook:
    """The rules that ship; read once."""
    text = files("guardrails.escalation").joinpath("rules.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    against = {
        name: re.compile("|".join(loaded[name]))
        for name in ("figures", "policy", "hypothetical", "denied", "handled")
    }
    return RuleBook(tuple(_rules(loaded)), **against)


def _rules(loaded: Mapping[str, Any]) -> Iterator[Rule]:
    for category in CATEGORIES:
        for certainty in ("sure", "unsure"):
            for patterns in loaded[category].get(certainty, ()):
                compiled = tuple(re.compile(pattern) for pattern in cast("list[str]", patterns))
                yield Rule(category, certainty == "sure", compiled)
