"""What a guide must test: the items of the brief, and how each can be said in a question."""

import re
from dataclasses import dataclass
from typing import Literal

from guardrails.briefs.brief import Brief, Metric
from guardrails.text import CleanText, derived
from knowledge.bank.bank import Place

Kind = Literal["change", "metric", "option"]
_BARE = 3
_KEEP = re.compile(
    r"(?:keep(?:s|ing)?(?: (?:it|them|as is|as now|the present \w+|things))?|as (?:now|is|it is|before|today)|no change"
    r"|leave(?: (?:it|them|things|both|all|the split))?(?: \w+)? as (?:is|now|it is|they are)|leave it|leave them"
    r"|none this year|neither(?: this year)?|continue|stay|unchanged|status quo|do nothing"
    r"|no, .{0,20}as now|present \w+|paper count as now)\W*$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:minutes|hours|days|weeks|time|cost|costs|number|numbers|share|percentage|revenue|price|how (?:many|much|often|long))\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:where|how|what|which|whether|who|whom|if|when|why)\b", re.IGNORECASE)
_WOVEN = re.compile(
    r"(?!(?:no|none|nobody|nothing|not|never|any|more|fewer|less|time|hours|minutes|days|news|always|perhaps)\b)"
    r"(?:(?:the|our|an?) )?(?:[\w'-]+ ){0,2}?(?:[\w'-]*[a-z]s|people|children|staff|crew)"
    r" (?:that|who|which|whose|being|about|without) [^“”:;?!(,]{3,70}$"
    r"|an? [\w' -]{3,30}? (?:that|who|which|without|about) [^“”:;?!(,]{3,70}$",
    re.IGNORECASE,
)
"""A thing with a clause hung on it ("labels that fall off"): it stands in a sentence as it is."""
_ABBREVIATED = re.compile(r"\b[a-z]\.[a-z]\.$", re.IGNORECASE)
_MOST_WORDS = 18
_EVIDENCE = re.compile(
    r"^(?:any |some |clear |hard |new |good |real )*(?:evidence|signs?|proof|indications?|hints?|data"
    r"|reports?|stories|a sign|an indication|the fact|confirmation) (?:that|of the fact that) ",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"^(?:a |any |some |one )?(?:good )?reasons? to (?:distrust|doubt|mistrust|question) ",
    re.IGNORECASE,
)
_WORKAROUND = re.compile(
    r"\b(?:already|instead|another way|by hand|by phone|on paper|work(?:s|ing)? around|unasked|private"
    r"|personal accounts?|themselves|copied|retype|twice|on purpose|at home|by mouth|unofficial)\b",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"\b(?:lost|late|cost|costs|come back|came back|returned|wrong|fail|fails|failed|queried|missing"
    r"|drop|leave|left|stop|stopped|give up|gave up|unsold|error|errors|fine|time|hours|minutes)\b",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"\b(?:channel|advert|heard|saw|see us|first saw|applied|applicants?|candidates?|trust)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:word|words|wording|sentence|language|read|reading|letter|notice|message)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """``need`` is the brief's own wording; ``said`` is what a question quotes of it.

    ``place`` is the shelf of the bank whose questions fit the item's wording.
    """

    need: CleanText
    kind: Kind
    said: CleanText
    figures: CleanText
    doubted: bool
    looks_for: str
    place: Place


def items_of(brief: Brief) -> list[Item]:
    """Return every item of the brief that a guide must test, duplicates once."""
    items = [_item(text, "change") for text in brief.what_would_change_it]
    items += [_item(metric.name, "metric", _figures(metric)) for metric in brief.metrics]
    items += [_item(text, "option") for text in brief.options]
    seen: set[str] = set()
    return [
        item
        for item in items
        if item.need.strip() and not (item.need in seen or seen.add(item.need))  # type: ignore[func-returns-value]
    ]


def _item(text: CleanText, kind: Kind, figures: str = "") -> Item:
    bare = re.sub(r"[“”\"]", "'", text).strip().rstrip(";")
    bare = bare if _ABBREVIATED.search(bare) else bare.rstrip(".")
    doubted = bool(_DOUBT.match(bare))
    said = _DOUBT.sub("", _EVIDENCE.sub("", bare))
    said = _shortened(said[:1].upper() + said[1:])
    return Item(
        text,
        kind,
        derived(said),
        derived(figures),
        doubted,
        _looks_for(bare),
        _place(said, kind, doubted=doubted),
    )


def _shortened(text: str) -> str:
    """Cut a long item at a joint of its sentence, so that it can be said in one breath."""
    words = text.split()
    if len(words) <= _MOST_WORDS:
        return text
    head = " ".join(words[:_MOST_WORDS])
    joints = [
        hit.start() for hit in re.finditer(r"[,;:]|\s(?:and|or|but|which|that|because|so)\s", head)
    ]
    cut = next((place for place in reversed(joints) if len(head[:place].split()) > 4), len(head))  # noqa: PLR2004
    return head[:cut].rstrip(" ,;:")


def _place(said: str, kind: Kind, *, doubted: bool) -> Place:
    """Choose the shelf: a number, a question, a bare word and a sentence are asked differently."""
    if kind == "option":
        if _KEEP.match(said):
            return "option_keep"
        return "option" if len(said.split()) > _BARE else "option_short"
    if kind == "metric" or doubted or _MEASURE.match(said):
        return "metric"
    if _QUESTION.match(said):
        return "opener_question"
    return "opener_woven" if _WOVEN.match(said) else "opener"


def _looks_for(text: str) -> str:
    """Name the need that the item's words point at."""
    for need, pattern in (
        ("wording", _WORDS),
        ("channel", _CHANNEL),
        ("workaround", _WORKAROUND),
        ("consequence", _CONSEQUENCE),
    ):
        if pattern.search(text):
            return need
    return "experience"


def _figures(metric: Metric) -> str:
    """Say baseline and target in brackets: `` (17 per month today, 6 wanted)``."""
    unit = str(metric.unit).strip()
    spoken = "%" if unit.lower() in {"percent", "%", "per cent"} else unit
    parts = []
    if metric.baseline is not None:
        parts.append(f"{_number(metric.baseline, spoken)} today")
    if metric.target is not None:
        parts.append(
            f"{_number(metric.target, spoken if not parts else '%' * (spoken == '%'))} wanted"
        )
    return f" ({', '.join(parts)})" if parts else ""


def _number(value: float, unit: str) -> str:
    number = f"{value:g}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()
