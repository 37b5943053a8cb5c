"""Runs every rule over a question."""

from collections.abc import Callable

from guardrails.questions import shape, wording
from guardrails.questions.asked import Asked

ORDER = (
    "leading",
    "double_barrelled",
    "closed",
    "generational",
    "hypothetical",
    "loaded",
    "jargon",
    "identity_probe",
    "solution_seeking",
    "too_long",
)
_RULES: dict[str, Callable[[Asked], str]] = {
    "leading": wording.leading,
    "double_barrelled": shape.double_barrelled,
    "closed": shape.closed,
    "generational": wording.generational,
    "hypothetical": wording.hypothetical,
    "loaded": wording.loaded,
    "identity_probe": wording.identity_probe,
    "solution_seeking": wording.solution_seeking,
    "too_long": shape.too_long,
}


def find_codes(asked: Asked, glossary: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return code -> the words that caused it, without rewrites."""
    found = {code: rule(asked) for code, rule in _RULES.items()}
    found["jargon"] = wording.jargon(asked, glossary)
    return {code: found[code] for code in ORDER if found[code]}
