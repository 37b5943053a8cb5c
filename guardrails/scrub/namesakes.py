"""Words of the language that are also names (june, mercy, bill), told apart by what is said.

In text without capitals, and where a sentence begins, only the sense tells "june has the key"
from "in june". A reader taught on lines by strangers (``evals/scrub/namesakes``) gives each such
word its chances of being a person, a tool that bears a name, or just a word; in text without
capitals a small judge weighs them with the other mentions of the word in the talk and with what the
name network says. Raw words go through the model in this process and nowhere else; nothing of them
is kept.
"""

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from guardrails.errors import ScrubFailed
from guardrails.scrub.features import Candidate, Matrix
from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.talk import Talk
from guardrails.taught import (
    TAUGHT_ON,
    Changes,
    Floats,
    Reader,
    ReaderMismatch,
    softmax,
    stored,
    unpack,
)

FILE: Final = "namesakes.npz"
CLASSES: Final = ("person", "word", "tool")
NAME: Final = 0.2
"""From here on a word is masked, whatever the rules say."""
WORD: Final = 0.15
"""Below it a word stays; between the two the rules decide. On sessions the judge never saw: 676 of
705 names with 235 plain words lost; by the rules alone 595 with 263."""
WIDTH: Final = 9
"""Words read on either side: a clause or two, some 10 ms."""
WORTH_READING: Final = 0.05
"""What the name network gives a word worth that time: half of them, with 444 of 449 names."""
_JUDGE: Final = Path(__file__).parent / "data" / "namesakes_judge.json"
_FAILED: Final = "The sentence model could not read the text; `coach doctor` tells what is missing."
_ALSO_SMALL: Final = frozenset({"will", "may", "june", "april", "august"})
_LEAST: Final = 1e-4
_PLAINLY: Final = 0.8
"""Share of the sense "word" from which a capital is that of a sentence: all 9 names masked wrongly
at the opening of a sentence have it in 45 labelled talks, none of the people there."""
_CALLED: Final = 1.5
"""Log-odds of a person from which Will and May inside a sentence are names: 5 of 5 there."""
Place = tuple[int, int]
"""Number of a piece and of a word in it."""


class Top(Protocol):
    """The top of one text in the sentence model."""

    @property
    def offsets(self) -> Sequence[tuple[int, int]]:
        """The characters each token stands for."""

    @property
    def states(self) -> Floats:
        """Return (tokens, 384)."""


class WordModel(Protocol):
    """The sentence model, word by word (:class:`knowledge.transformer.MiniLM`)."""

    @property
    def name(self) -> str:
        """Model and version; what was taught on another never fits."""

    def tops(self, texts: Sequence[str], changes: Changes) -> Iterable[tuple[int, Top]]:
        """Yield the top of each text with its place in ``texts``; keeps nothing."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The log-odds that a word is a person here, and that it is a tool."""

    person: float
    tool: float

    @property
    def word(self) -> float:
        """Return the chance that it is just a word."""
        return 1 - sum(1 / (1 + math.exp(-odds)) for odds in (self.person, self.tool))


@dataclass(frozen=True, slots=True)
class Mention:
    """One word to be judged: its sense, and what the name network gives it."""

    key: str
    sense: Sense
    chance: float
    given: bool
    roster: bool


@dataclass(frozen=True, slots=True)
class _Window:
    place: Place
    text: str
    start: int
    end: int


class Senses:
    """The senses of words of one talk, each read once, when it is first asked for."""

    def __init__(self, talk: Talk, model: WordModel) -> None:
        """Take the talk as recognizers read it.

        Raises:
            ReaderMismatch: when ``model`` is not the one the reader was taught on.
        """
        if model.name != TAUGHT_ON:
            raise ReaderMismatch("A taught reader met another model than it was taught on.")
        self.talk = talk
        self._pieces = {piece.index: piece for piece in talk.pieces}
        self._model = model
        self._read: dict[Place, Sense] = {}

    def of(self, places: Iterable[Place]) -> Mapping[Place, Sense]:
        """Return all senses read so far; a word too far behind for the model has none.

        Raises:
            ScrubFailed: when the model fails; what it says may carry words and is not repeated.
        """
        fresh = [self._window(place) for place in places if place not in self._read]
        try:
            self._keep(fresh)
        except Exception:  # noqa: BLE001 - as for any recognizer: fail closed, in our words
            raise ScrubFailed(_FAILED) from None
        return self._read

    def _keep(self, fresh: Sequence[_Window]) -> None:
        reader = _reader()
        tops = self._model.tops([each.text for each in fresh], reader.changes) if fresh else ()
        for at, top in tops:
            window = fresh[at]
            own = [n for n, (a, b) in enumerate(top.offsets) if a < window.end and window.start < b]
            if not own:  # behind what the model reads: rules decide
                continue
            word = top.states[own[0] : own[-1] + 1].mean(axis=0)
            seen = np.concatenate([word, top.states.mean(axis=0)])
            self._read[window.place] = _sense(reader.weights @ seen + reader.bias)

    def _window(self, place: Place) -> _Window:
        piece = self._pieces[place[0]]
        words, at = piece.words, place[1]
        first, last = words[max(0, at - WIDTH)], words[min(len(words) - 1, at + WIDTH)]
        start, end = (edge - first.start for edge in (words[at].start, words[at].end))
        return _Window(place, piece.text[first.start : last.end], start, end)


def may_be_either(key: str, lexicon: Lexicon) -> bool:
    """A word of the language that somebody is called; small words only where many are."""
    if not key.isalpha() or (key in stop_words() and key not in _ALSO_SMALL):
        return False
    return (lexicon.is_word(key) or key in _ALSO_SMALL) and lexicon.is_name(key)


def _sense(logits: Floats) -> Sense:
    shares = softmax(logits)
    person, _, tool = (float(shares[_reader().classes.index(name)]) for name in CLASSES)
    return Sense(log_odds(person), log_odds(tool))


def log_odds(chance: float) -> float:
    """Return ln(p / (1 - p)), for p kept off 0 and 1."""
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return float(np.log(kept / (1 - kept)))


def mentions_of(
    candidates: Sequence[Candidate],
    chances: Sequence[float] | Matrix,
    senses: Senses,
    lexicon: Lexicon,
    roster: Collection[str],
) -> dict[Place, Mention]:
    """Return the candidates that are worth reading, read; ``roster`` holds keys of known people."""
    worth = [
        (candidate, float(chance))
        for candidate, chance in zip(candidates, chances, strict=True)
        if _worth_reading(candidate.word.key, chance, lexicon)
    ]
    read = senses.of((each.piece, each.place) for each, _ in worth)
    return {
        (each.piece, each.place): Mention(
            each.word.key,
            read[each.piece, each.place],
            chance,
            lexicon.is_given(each.word.key),
            each.word.key in roster,
        )
        for each, chance in worth
        if (each.piece, each.place) in read
    }


def judged(
    candidates: Sequence[Candidate],
    chances: Sequence[float] | Matrix,
    senses: Senses,
    lexicon: Lexicon,
    roster: Collection[str],
) -> dict[Place, float]:
    """Return how likely each word that was worth reading names a person."""
    if not senses.talk.cased:
        return shipped_judge().chances(mentions_of(candidates, chances, senses, lexicon, roster))
    worth = [
        each
        for each, chance in zip(candidates, chances, strict=True)
        if each.word.capital
        and (each.word.opens or each.word.key in _ALSO_SMALL)
        and (each.word.key in roster or _worth_reading(each.word.key, chance, lexicon))
    ]
    read = senses.of((each.piece, each.place) for each in worth)
    clear: dict[Place, float] = {}
    for each in worth:
        sense = read.get((each.piece, each.place))
        if sense and _goes_on(senses.talk, each) and sense.word > _PLAINLY:
            clear[each.piece, each.place] = 0.0
        elif sense and not each.word.opens and sense.person > _CALLED:
            clear[each.piece, each.place] = 1.0
    return clear


def _worth_reading(key: str, chance: float, lexicon: Lexicon) -> bool:
    return chance >= WORTH_READING and may_be_either(key, lexicon)


def _goes_on(talk: Talk, candidate: Candidate) -> bool:
    """Open a sentence that goes on; before a comma somebody is called, a capital is a surname."""
    words = talk.pieces[candidate.piece].words
    follower = words[candidate.place + 1] if candidate.place + 1 < len(words) else None
    beside = follower is not None and follower.gap == " " and not follower.capital
    return candidate.word.opens and beside


def columns(mentions: Sequence[Mention]) -> npt.NDArray[np.float64]:
    """Return (mentions, 11): each with what the talk says of all words of its spelling."""
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(mention.key, []).append(mention)
    rows = [_columns(mention, by_key[mention.key]) for mention in mentions]
    return np.array(rows).reshape(len(rows), 11)


def _columns(mention: Mention, alike: Sequence[Mention]) -> list[float]:
    person = [each.sense.person for each in alike]
    chance = [log_odds(each.chance) for each in alike]
    return [
        mention.sense.person,
        mention.sense.tool,
        float(np.mean(person)),
        max(person),
        float(np.mean([each.sense.tool for each in alike])),
        float(len(alike) ** 0.5),
        log_odds(mention.chance),
        float(np.mean(chance)),
        max(chance),
        float(mention.given),
        float(mention.roster),
    ]


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over :func:`columns`; made by ``evals/scrub/namesakes/judge.py``."""

    weights: npt.NDArray[np.float64]
    bias: float

    def chances(self, mentions: Mapping[Place, Mention]) -> dict[Place, float]:
        """Return how likely each mention names a person."""
        if not mentions:
            return {}
        odds = columns(list(mentions.values())) @ self.weights + self.bias
        return dict(zip(mentions, (1 / (1 + np.exp(-odds))).tolist(), strict=True))


def verdict(chance: float | None) -> bool | None:
    """Tell a name from a word; None where it was not read or is not clear."""
    if chance is None or WORD <= chance < NAME:
        return None
    return chance >= NAME


@cache
def shipped_judge() -> Judge:
    """Read the weights once per process."""
    raw: Mapping[str, list[float]] = json.loads(_JUDGE.read_text("utf-8"))
    return Judge(np.array(raw["weights"]), raw["bias"][0])


@cache
def _reader() -> Reader:
    return unpack(stored("guardrails.scrub.data", FILE), frozenset(CLASSES))
