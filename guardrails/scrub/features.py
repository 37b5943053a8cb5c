# ruff: noqa: E501  # lists and expressions read better unbroken
"""What the name classifier looks at, one row a word that could be a name."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from guardrails.scrub.cues import cues
from guardrails.scrub.hits import Hit
from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.situations import honored, named_by_a_word, plainly_titled, somebody
from guardrails.scrub.talk import Piece, Talk, Word
from guardrails.scrub.things import something

Matrix = npt.NDArray[np.float32]
_SIGNALS = (
    "SPACY_PERSON", "SPACY_PLACE", "SPACY_ORG", "SPACY_THING", "SPACY_SITE", "SPACY_GROUP",
    "RAMPART_NAME", "RAMPART_CITY", "RAMPART_STREET", "ROSTER_EXACT", "ROSTER_SHORT",
    "ROSTER_ALIKE",
)  # fmt: skip
_NAMED = 0.5
_COLUMN = {name: place for place, name in enumerate(_SIGNALS)}
_OF_PEOPLE = [_COLUMN[name] for name in ("SPACY_PERSON", "RAMPART_NAME", "ROSTER_EXACT")]
_RAMPART, _PERSON, _ROSTER = _COLUMN["RAMPART_NAME"], _COLUMN["SPACY_PERSON"], 9


@dataclass
class Candidate:
    """A word of a piece that could be (part of) a name, and its features."""

    piece: int
    place: int
    word: Word
    row: list[float] = field(default_factory=list)


def candidates_of(
    talk: Talk, hits: Sequence[Hit], lexicon: Lexicon
) -> tuple[list[Candidate], Matrix]:
    """Return the words worth judging and their features, in order."""
    by_piece: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.type in _COLUMN:
            by_piece[hit.piece].append(hit)
    found: list[Candidate] = []
    for piece in talk.pieces:
        found += _of_piece(piece, by_piece[piece.index], lexicon, cased=talk.cased)
    if not found:
        return [], np.zeros((0, 0), dtype=np.float32)
    own = np.array([c.row for c in found], dtype=np.float32)
    return found, np.hstack([own, _gathered(found, own, talk)])


def strongest(rows: Matrix) -> Matrix:
    """The best score any recognizer of people gave each word: a decision without the network."""
    if not rows.size:
        return np.zeros(len(rows), dtype=np.float32)
    strongest_one: Matrix = rows[:, _OF_PEOPLE].max(axis=1)
    return strongest_one


def _of_piece(piece: Piece, hits: list[Hit], lexicon: Lexicon, *, cased: bool) -> list[Candidate]:
    signals = _signals(piece, hits)
    found = []
    for place, word in enumerate(piece.words):
        if not (
            _worth(word, signals[place], lexicon, cased=cased)
            or plainly_titled(piece.words, place)
            or (not cased and _called_so(piece.words, place, lexicon))
        ):
            continue
        row = [
            *signals[place],
            *_word_features(word, lexicon, cased=cased),
            *_context_features(piece.words, place),
            *_neighbor_features(piece.words, place, signals, lexicon),
        ]
        found.append(Candidate(piece.index, place, word, row))
    return found


def _signals(piece: Piece, hits: list[Hit]) -> Matrix:
    signals = np.zeros((len(piece.words), len(_SIGNALS)), dtype=np.float32)
    if not hits:
        return signals
    starts = np.array([word.start for word in piece.words])
    for hit in hits:
        first = int(np.searchsorted(starts, hit.start, "right")) - 1
        column = _COLUMN[hit.type]
        for place in range(max(first, 0), len(piece.words)):
            word = piece.words[place]
            if word.start >= hit.end:
                break
            if word.end > hit.start:
                signals[place, column] = max(signals[place, column], hit.score)
    return signals


def _worth(word: Word, signals: Matrix, lexicon: Lexicon, *, cased: bool) -> bool:
    if not word.text[0].isalpha():
        return False
    if signals[_ROSTER:].any():
        return True
    small = word.text.lower()
    if cased:
        if not word.capital:
            return bool(signals[_PERSON] or signals[_RAMPART]) and not lexicon.is_word(small)
        return small not in stop_words() or (not word.opens and small != "i")
    if small in stop_words():
        return False
    return (
        bool(signals[_RAMPART] or signals[_PERSON])
        or not lexicon.is_everyday(small)
        or lexicon.is_given(small)
    )


def _called_so(words: list[Word], place: int, lexicon: Lexicon) -> bool:
    """An ordinary word, written small as all are, that its neighbours make a name."""
    text = words[place].text
    if honored(words, place) and text.lower() not in stop_words():
        return True
    listed = lexicon.is_given(text) or lexicon.is_rarely_given(text)
    return listed and named_by_a_word(words, place) >= _NAMED


def _word_features(word: Word, lexicon: Lexicon, *, cased: bool) -> list[float]:
    text = word.text
    lower, title = lexicon.rank_lower(text), lexicon.rank_title(text)
    small = text.lower()
    given, everyday = lexicon.is_given(small), lexicon.is_everyday(small)
    return [
        float(cased),
        float(given),
        float(lexicon.is_rarely_given(small)),
        float(lexicon.is_surname(small)),
        float(given and not lexicon.is_word(small)),
        float(small in stop_words()),
        float(everyday),
        max(-4.0, min(4.0, math.log10(lexicon.properness(small)))),
        math.log10(lower + 10) - 4.5,
        math.log10(title + 10) - 4.5,
        float(lexicon.is_unseen(small)),
        float(word.capital),
        float(word.capital and not word.opens),
        float(word.opens),
        float(len(text) > 1 and text.isupper()),
        float(len(text) == 1),
        min(len(text), 12) / 12,
        float(word.possessive),
        float("-" in text),
    ]


def _context_features(words: list[Word], place: int) -> list[float]:
    lists = cues()
    left = _key(words, place - 1)
    before = _key(words, place - 2)
    right = _key(words, place + 1)
    gap = words[place].gap
    gap_right = words[place + 1].gap if place + 1 < len(words) else "."
    close = not gap_right.strip(" ")
    near = not gap.strip(" ")
    comma_left, comma_right = "," in gap, "," in gap_right
    return [
        float(near and lists.has("person_left", left)),
        float(near and lists.has("person_left_weak", left)),
        float(near and lists.has("honorific", left)) + float("." in gap and left in {"mr", "mrs", "ms", "dr", "st"}),
        float(close and lists.has("honorific_after", right)),
        float(close and lists.has("person_right", right)),
        float(close and lists.has("person_right_strong", right)),
        float(near and lists.has("thing_left", left)),
        float(near and lists.has("thing_left_strong", left)),
        float(close and lists.has("thing_right", right)),
        float(near and lists.has("place_left", left)),
        float(near and lists.has("day_left", left)),
        float(near and left in {"the", "a", "an"}),
        float(near and left in {"is", "was", "are", "called", "named"}),
        float(near and before in {"name", "names", "my", "his", "her", "our"}),
        float(near and left in {"i'm", "i", "is", "it's", "this"} and before in {"", "this", "name", "here", "hi", "hello", "yes", "so"}),
        float(comma_left), float(comma_right), float(comma_left and not close),
        float(comma_right and right in cues().lists["vocative_close"]),
        float(words[place].opens and comma_right),
        float("." in gap_right or "?" in gap_right or gap_right == "."),
        float(close and right == "and"), float(near and left == "and"),
        float(close and right == "from"),
        somebody(words, place), something(words, place), named_by_a_word(words, place),
    ]  # fmt: skip


def _key(words: list[Word], place: int) -> str:
    if not 0 <= place < len(words):
        return ""
    word = words[place]
    return word.text.lower() + ("'s" if word.possessive else "")


def _neighbor_features(
    words: list[Word], place: int, signals: Matrix, lexicon: Lexicon
) -> list[float]:
    row: list[float] = []
    for other in (place - 1, place + 1):
        if not 0 <= other < len(words):
            row += [0.0] * 7
            continue
        word = words[other]
        gap = words[max(place, other)].gap
        near = float(gap in {" ", "-", ". "} and not words[min(place, other)].possessive)
        small = word.text.lower()
        row += [
            near * float(word.capital and small not in stop_words()),
            near * float(lexicon.is_given(small) and not lexicon.is_everyday(small)),
            near * float(lexicon.is_surname(small) and not lexicon.is_everyday(small)),
            near * float(signals[other][_RAMPART]),
            near * float(signals[other][_PERSON]),
            near * float(signals[other][_ROSTER:].max()),
            near * float(lexicon.is_unseen(small) and word.text[0].isalpha()),
        ]
    return row


def _gathered(found: list[Candidate], own: Matrix, talk: Talk) -> Matrix:
    """What all occurrences of the same word in the talk say together."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, candidate in enumerate(found):
        groups[candidate.word.key].append(row)
    written: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for piece in talk.pieces:
        for word in piece.words:
            if word.key in groups:
                written[word.key][int(word.capital and not word.opens)] += 1
    together = np.zeros((len(found), 2 * own.shape[1] + 3), dtype=np.float32)
    width = own.shape[1]
    for key, rows in groups.items():
        block = own[rows]
        together[rows, :width] = block.mean(axis=0)
        together[rows, width : 2 * width] = block.max(axis=0)
        small, capital = written[key]
        together[rows, -3] = math.log1p(len(rows))
        together[rows, -2] = capital / (small + capital)
        together[rows, -1] = math.log1p(small + capital)
    return together
