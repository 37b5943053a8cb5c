"""Picks bank questions: fitting the need, not yet used, ranked by what opened talks before."""

import re
from collections.abc import Mapping, Sequence

from graphs.ports import KnownTheme
from graphs.prepare.guide import GuideQuestion
from graphs.prepare.items import Item
from guardrails.briefs.brief import Brief
from guardrails.families import Family
from guardrails.questions.lint import passes
from guardrails.text import CleanText, derived
from knowledge.bank.bank import BankQuestion, Place

_SAME_THEME = 0.5
_TOOLS = re.compile(
    r"\b(?:tools?|screens?|entry|entries|enter|app|log|field|internet|phone)\b", re.IGNORECASE
)
_DIGITAL = re.compile(
    r"\b(?:tools?|screens?|apps?|systems?|software|tablets?|portals?|crm|scanners?|handhelds?|suite|dashboards?|chatbots?"
    r"|devices?|kiosks?|intranet|database|mailbox|spreadsheets?|log|logs|website|digital"
    r"|ai|transcriber|terminals?|bot|form|forms)\b",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "that",
        "this",
        "it",
        "they",
        "we",
        "you",
        "not",
        "no",
        "than",
        "as",
        "who",
        "which",
        "what",
        "when",
        "where",
        "how",
        "their",
        "our",
        "your",
        "its",
        "has",
        "have",
        "had",
    ]
)


_PROPER = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|(?:january|february|march|april|june|july|august|september|october"
    r"|november|december)$|[a-z]+(?:ish|ese|ian|ians)$|i$",
    re.IGNORECASE,
)


class Chooser:
    """Chooses for one guide; a question is used once."""

    def __init__(
        self,
        bank: Sequence[BankQuestion],
        family: Family,
        *,
        turn: int,
        known: Sequence[KnownTheme] = (),
        opened: Mapping[str, float] | None = None,
        used: Sequence[str] = (),
        digital: bool = True,
    ) -> None:
        self._bank = [row for row in bank if digital or not _TOOLS.search(row.text)]
        self._family = family
        self._turn = turn
        self._known = known
        self._opened = opened or {}
        self._used = list(used)
        self._sensitive = 0

    def open_item(self, item: Item) -> GuideQuestion:
        """Return the question that opens an item: a past event, the item in the brief's words."""
        known = self._theme_of(item)
        place: Place = "known" if known else item.place
        choices = self._in_turn([row for row in self._bank if row.place == place])
        if place == "opener_woven":  # where the words as they stand fail the linter, quote them
            choices += self._in_turn([row for row in self._bank if row.place == "opener"])
        if item.doubted:
            choices.sort(key=lambda row: row.need != "exception")
        fresh = [row for row in choices if row.id not in self._used] or choices
        for row in [*fresh, *choices]:
            made = fill(row, item)
            if passes(made.text, glossary_of(item.need)):
                self._used.append(row.id)
                return made
        return fill(fresh[0], item)

    def follow_up(self, item: Item, *, late: bool) -> GuideQuestion | None:
        """Return a narrower question on the same item; a sensitive one only late, and one only."""
        rows = [
            row
            for row in self._bank
            if row.place == "follow_up"
            and row.id not in self._used
            and row.family in {None, self._family}
            and (row.sensitivity != "high" or (late and not self._sensitive))
        ]
        if not rows:
            return None
        best = max(self._in_turn(rows), key=lambda row: self._fit(row, item))
        self._used.append(best.id)
        self._sensitive += best.sensitivity == "high"
        return fill(best, item)

    def warm_up(self, need: CleanText) -> GuideQuestion:
        """Return an easy first question."""
        return self._plain("warm_up", need)

    def check(self, need: CleanText) -> GuideQuestion:
        """Return a question that lets the junior correct what was heard."""
        return self._plain("check", need)

    def close(self, need: CleanText) -> GuideQuestion:
        """Return the closing question: what did we miss?"""
        row = next(row for row in self._bank if row.place == "close")
        return _asked(row, row.text, need)

    def _plain(self, place: Place, need: CleanText) -> GuideQuestion:
        rows = [
            row
            for row in self._bank
            if row.place == place
            and row.family in {None, self._family}
            and row.id not in self._used
        ]
        rows.sort(key=lambda row: (row.family is None, -self._opened.get(row.id, 0.5)))
        family = [row for row in rows if row.family is not None]
        own = family or rows
        chosen = own[self._turn % len(own)]
        self._used.append(chosen.id)
        return _asked(chosen, chosen.text, need)

    def _in_turn(self, rows: Sequence[BankQuestion]) -> list[BankQuestion]:
        """Start at another place for another brief, and at the next one for the next item."""
        start = (self._turn + len(self._used)) % max(len(rows), 1)
        return [*rows[start:], *rows[:start]]

    def _fit(self, row: BankQuestion, item: Item) -> float:
        wanted = row.need == item.looks_for
        shared = len(_words(row.text) & _words(item.need))
        return (
            2.0 * wanted
            + 1.0 * (row.family == self._family)
            + 0.7 * shared
            + self._opened.get(row.id, 0.5)
            - 0.5 * (row.sensitivity == "high")
        )

    def _theme_of(self, item: Item) -> KnownTheme | None:
        """Return the released theme that already answers an item, by shared words."""
        words = _words(item.need)
        for theme in self._known:
            told = _words(f"{theme.label} {theme.statement}")
            if words and item.kind == "change" and len(words & told) / len(words) >= _SAME_THEME:
                return theme
        return None


def fill(row: BankQuestion, item: Item) -> GuideQuestion:
    """Put the brief's words into a question's slots, as a quotation: right for any wording."""
    said = _in_sentence(item.said) if row.place == "opener_woven" else item.said
    text = row.text.replace("{item}", said).replace("{figures}", item.figures).replace("..", ".")
    return _asked(row, derived(text), item.need)


def _in_sentence(said: str) -> str:
    """Write a first word small unless it is a name or a short form: "labels that fall off"."""
    first = said.split(" ", 1)[0]
    plain = first[1:].islower() or len(first) == 1
    return said[:1].lower() + said[1:] if plain and not _PROPER.match(first) else said


def speaks_of_tools(brief: Brief) -> bool:
    """Tell whether a brief is about anything with a screen or a form."""
    words = (brief.decision, *brief.options, *brief.what_would_change_it, brief.junior_vantage)
    return bool(_DIGITAL.search(" . ".join(words)))


def glossary_of(text: str) -> frozenset[str]:
    """Return the short forms that the brief itself uses: its readers know them."""
    return frozenset(re.findall(r"\b[A-Z][A-Z0-9&/-]{1,7}\b", text))


def _asked(row: BankQuestion, text: CleanText, need: CleanText) -> GuideQuestion:
    return GuideQuestion(
        id="",
        text=text,
        need=need,
        probes=list(row.probes),
        listen_for=row.listen_for,
        sensitivity=row.sensitivity,
        source="bank",
        risk=row.risk,
        bank_id=row.id,
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in SMALL_WORDS}
