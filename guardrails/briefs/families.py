"""Infers which of the five business questions a brief belongs to."""

import re
from functools import lru_cache
from typing import cast

import yaml

from guardrails.briefs.view import BriefView
from guardrails.families import Family
from guardrails.lexicon import read_phrases

_DECISION_WEIGHT = 3
_DEFAULT: Family = "language_and_policy"


@lru_cache(maxsize=1)
def _vocabulary() -> dict[Family, re.Pattern[str]]:
    lines = "\n".join(read_phrases("guardrails.briefs", "lexicons/families.yaml"))
    table = cast("dict[Family, list[str]]", yaml.safe_load(lines))
    return {
        family: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for family, words in table.items()
    }


def infer_family(brief: BriefView) -> Family:
    """Return the family whose vocabulary the brief uses most; its decision counts threefold."""
    body = " . ".join(
        text for _, text in brief.parts("options", "changes", "metrics", "vantage", "senior")
    )
    scores = {
        family: _DECISION_WEIGHT * len(pattern.findall(brief.decision))
        + len(pattern.findall(f"{body} . {brief.owner_role}"))
        for family, pattern in _vocabulary().items()
    }
    best = max(scores, key=lambda family: scores[family])
    return best if scores[best] else _DEFAULT
