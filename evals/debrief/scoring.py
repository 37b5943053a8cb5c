"""One debrief against one gold session."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.debrief.matching import holds_form, is_verbatim, matches, overlaps, plain
from evals.debrief.sessions import GoldInsight, GoldSession, Personal


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one session; lists hold what was wrong, for the person who mends it."""

    session: str
    gold: int
    found: int
    produced: int
    right: int
    quotes: int
    verbatim: int
    words: int
    seconds: float = 0.0
    by_model: int = 0
    kinds_right: int = 0
    escalations: int = 0
    escalations_found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    quasi: list[str] = field(default_factory=list)
    non_insights: list[str] = field(default_factory=list)
    injections: list[str] = field(default_factory=list)
    escalations_false: list[int] = field(default_factory=list)
    escalations_leaked: list[str] = field(default_factory=list)


def score(report: dict[str, Any], gold: GoldSession) -> Score:
    """Score a report in the contract's shape."""
    insights: list[dict[str, Any]] = report["insights"]
    texts = [_published(insight) for insight in insights]
    hits = [[each for each in gold.insights if matches(text, each.keywords)] for text in texts]
    found = {each.id for hit in hits for each in hit}
    quotes = [(piece["quote"], piece["turn"]) for each in insights for piece in each["evidence"]]
    everything = "\n".join(texts)
    turns = [each["turn"] for each in report["escalations"]]
    expected = [_turn_of(evidence, gold) for _, evidence in gold.escalations]
    return Score(
        session=gold.name,
        gold=len(gold.insights),
        found=len(found),
        produced=len(insights),
        right=sum(bool(hit) for hit in hits),
        quotes=len(quotes),
        verbatim=sum(is_verbatim(quote, gold.turns[turn]) for quote, turn in quotes),
        words=gold.words,
        seconds=sum(report.get("seconds", {}).values()),
        by_model=sum(insight["origin"] == "model" for insight in insights),
        kinds_right=_kinds_right(insights, hits),
        escalations=len(expected),
        escalations_found=len(set(expected) & set(turns)),
        missed=[each.id for each in gold.insights if each.id not in found],
        wrong=[text for text, hit in zip(texts, hits, strict=True) if not hit],
        leaks=[each.text for each in gold.personal if _leaks(everything, each)],
        quasi=[each for each in gold.quasi_identifiers if overlaps(everything, each)],
        non_insights=[each for each in gold.non_insights if _tells(texts, each)],
        injections=[each for each in gold.injections if overlaps(everything, each)],
        escalations_false=sorted(set(turns) - set(expected)),
        escalations_leaked=[text for _, text in gold.escalations if overlaps(everything, text)],
    )


def total(scores: Sequence[Score], name: str = "all") -> Score:
    """Add up sessions."""

    def add(field_name: str) -> Any:
        values = [getattr(each, field_name) for each in scores]
        return sum(values[1:], start=values[0])

    names = [each for each in Score.__dataclass_fields__ if each != "session"]
    return Score(session=name, **{each: add(each) for each in names})


def _published(insight: dict[str, Any]) -> str:
    quotes = [piece["quote"] for piece in insight["evidence"]]
    return "\n".join([insight["statement"], *quotes, insight.get("theme") or ""])


def _leaks(text: str, personal: Personal) -> bool:
    if personal.contexts:
        return any(plain(context) in plain(text) for context in personal.contexts)
    return holds_form(text, personal.text)


def _tells(texts: Sequence[str], passage: str) -> bool:
    return any(overlaps(text, passage) for text in texts)


def _turn_of(evidence: str, gold: GoldSession) -> int:
    return next(at for at, turn in enumerate(gold.turns) if plain(evidence) in plain(turn))


def _kinds_right(insights: Sequence[dict[str, Any]], hits: Sequence[list[GoldInsight]]) -> int:
    pairs = zip(insights, hits, strict=True)
    return sum(any(each.kind == insight["kind"] for each in hit) for insight, hit in pairs)
