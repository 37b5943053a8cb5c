"""Find disclosures of harassment, danger, crime, self-harm and data breaches.

Rules and meaning together: a sure rule counts unless meaning clearly disagrees, an unsure one
only when meaning agrees, and without a rule a sentence counts when a taught reader is sure of it,
or when its meaning is near and the senior answers it as one answers a disclosure ("that cannot stay
here"). Figures of speech, talk about policies, what-ifs and denials do not count. Without an
embedder the rules decide alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.escalation import ear, reader
from guardrails.escalation.meaning import Embed, Opinion, weigh
from guardrails.escalation.rules import Rule, RuleBook, read_rules
from guardrails.families import EscalationCategory
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.taught import SentenceModel
from guardrails.text import CleanText, derived
from guardrails.transcript.pieces import Cut, cut

_WINDOW: Final = 3
_WIDEST: Final = 45  # words: patterns further apart speak of different things
_VETO: Final = -0.12
_AGREES: Final = 0.06
_REACTED: Final = 0.02
_BEFORE: Final = 4
_EAR_PIECES: Final = 2  # as the ear was trained


@dataclass(frozen=True, slots=True)
class Escalation:
    """A disclosure: characters ``start`` to ``end`` of clean turn number ``turn``."""

    category: EscalationCategory
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Window:
    turn: int
    pieces: tuple[Cut, ...]
    text: CleanText

    @property
    def lower(self) -> str:
        return self.text.lower()


def find_escalations(
    turns: Sequence[CleanTurn], embed: Embed | None = None, model: SentenceModel | None = None
) -> list[Escalation]:
    """Return every disclosure of the juniors, by exact sentences, in the order they were said.

    Overlapping finds are one, the shortest; what stands beside it in the same turn stays out.

    Args:
        turns: the clean talk.
        embed: sentence vectors; without them the rules decide alone.
        model: what the taught reader reads with; without it the ear speaks when nearly certain.

    Raises:
        ReaderMismatch: when ``model`` is not the one the reader was taught on.
    """
    book = read_rules()
    windows = [w for turn in turns if turn.role != "senior" for w in _windows(turn)]
    ruled = [(window, rule) for window in windows if (rule := _first_rule(window, book))]
    opinions: Sequence[Opinion | None] = [None] * len(ruled)
    if embed is not None:
        opinions = weigh([readable(window.text) for window, _ in ruled], embed)
    found = [
        (window, rule.category)
        for (window, rule), opinion in zip(ruled, opinions, strict=True)
        if _stands(window, rule, opinion, book)
    ]
    if embed is not None:
        found += _overheard(windows, {window.turn for window, _ in found}, embed, model)
        found += _reacted(turns, windows, {window.turn for window, _ in found}, embed)
    return _distinct(found)


def _overheard(
    windows: Sequence[_Window], known: set[int], embed: Embed, model: SentenceModel | None
) -> list[tuple[_Window, EscalationCategory]]:
    """What the taught reader is sure of, in turns where no rule found anything."""
    book = read_rules()
    close = [
        window
        for window in windows
        if window.turn not in known
        and len(window.pieces) <= _EAR_PIECES
        and not _excused(window.lower, book)
        and not book.policy.search(window.lower)
    ]
    if not close:
        return []
    heard = ear.shipped().listen(embed([readable(window.text) for window in close]))
    sure = ear.SURE
    if model is not None:
        heard_at = zip(close, heard, strict=True)
        close = [window for window, (_, chance) in heard_at if chance > ear.WORTH_READING]
        heard = reader.read([readable(window.text) for window in close], model)
        sure = reader.SURE
    return [
        (window, category)
        for window, (category, chance) in zip(close, heard, strict=True)
        if chance > sure
    ]


def _reacted(
    turns: Sequence[CleanTurn], windows: Sequence[_Window], known: set[int], embed: Embed
) -> list[tuple[_Window, EscalationCategory]]:
    """What a senior answers as one answers a disclosure: the nearest in meaning of what was said.

    The answer alone says that there was one; meaning only has to tell which words they were.
    """
    book = read_rules()
    found: list[tuple[_Window, EscalationCategory]] = []
    for answered in _reacted_to(turns, known, book):
        close = [w for w in windows if w.turn in answered and not _excused(w.lower, book)]
        opinions = weigh([readable(window.text) for window in close], embed)
        ranked = sorted(zip(close, opinions, strict=True), key=lambda each: -each[1].margin)
        found += [(window, told.category) for window, told in ranked[:1] if told.margin > _REACTED]
    return found


def _reacted_to(turns: Sequence[CleanTurn], known: set[int], book: RuleBook) -> list[set[int]]:
    """Turns that a senior answers as one answers a disclosure, when no rule found it there."""
    answered: list[set[int]] = []
    for at, turn in enumerate(turns):
        if turn.role != "senior" or not book.handled.search(turn.text.lower()):
            continue
        near = turns[max(0, at - _BEFORE) : at]
        before = {other.index for other in near if other.role == "junior"}
        if not known.union(*answered).intersection(before):
            answered.append(before)
    return answered


def _windows(turn: CleanTurn) -> list[_Window]:
    """One, two and three neighbouring pieces of a turn."""
    pieces = cut(turn.text)
    return [
        _Window(turn.index, part, derived(turn.text[part[0][0] : part[-1][1]]))
        for size in range(1, _WINDOW + 1)
        for at in range(len(pieces) - size + 1)
        if (part := tuple(pieces[at : at + size]))
        and (size == 1 or len(turn.text[part[0][0] : part[-1][1]].split()) <= _WIDEST)
    ]


def _first_rule(window: _Window, book: RuleBook) -> Rule | None:
    lower = window.lower
    holding = [rule for rule in book.rules if rule.holds(lower)]
    return next((rule for rule in holding if rule.sure), holding[0] if holding else None)


def _stands(window: _Window, rule: Rule, opinion: Opinion | None, book: RuleBook) -> bool:
    lower = window.lower
    if _excused(lower, book):
        return False
    policy = bool(book.policy.search(lower))
    if opinion is None:
        return rule.sure and not policy
    needed = _VETO if rule.sure else _AGREES
    # Talk about rules needs a clear incident.
    return opinion.margin > (needed - _VETO if policy else needed)


def _excused(lower: str, book: RuleBook) -> bool:
    """A figure of speech, a denial or a what-if."""
    against = (book.figures, book.denied, book.hypothetical)
    return any(pattern.search(lower) for pattern in against)


def _distinct(found: Sequence[tuple[_Window, EscalationCategory]]) -> list[Escalation]:
    """Keep the shortest window of each place, and join those that touch in one category."""
    kept: list[Escalation] = []
    for window, category in sorted(found, key=lambda item: len(item[0].pieces)):
        start, end = window.pieces[0][0], window.pieces[-1][1]
        inside = [
            other
            for other in kept
            if other.turn == window.turn and other.start < end and start < other.end
        ]
        if not inside:
            kept.append(Escalation(category, window.turn, start, end))
    return sorted(kept, key=lambda each: (each.turn, each.start))
