"""Names that a talk says are heard or used, and where else they stand."""

from collections.abc import Iterator, Sequence

from guardrails.scrub.hits import Hit
from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.situations import named_by_a_word
from guardrails.scrub.talk import Piece, Talk, Word

_NAMED = 0.6
_NEAR = 4
Place = tuple[int, int]


def aliases(talk: Talk, hits: Sequence[Hit], lexicon: Lexicon) -> Iterator[Place]:
    """Yield (piece, place) of every word of every such name, wherever it is said.

    Several words together are the name everywhere; one ordinary word only near the place where
    it was told, with a capital inside a sentence, or where its neighbours make it a name.
    """
    told = [(hit, words) for hit in hits if (words := _words(talk, hit, lexicon))]
    for hit, words in told:
        keys = [word.key for word in words]
        whole = len(keys) > 1 or not (lexicon.is_word(keys[0]) or keys[0] in stop_words())
        for piece in talk.pieces:
            for place in _occurrences(piece, keys):
                here = piece.index == hit.piece and _distance(piece, place, hit) <= _NEAR
                if here or _again(piece, place, talk, whole=whole):
                    yield from ((piece.index, place + step) for step in range(len(keys)))


def _words(talk: Talk, hit: Hit, lexicon: Lexicon) -> list[Word]:
    if hit.type not in {"HEARD_NAME", "TOLD_NAME"}:
        return []
    words = [w for w in talk.pieces[hit.piece].words if hit.start <= w.start < hit.end]
    if hit.type == "TOLD_NAME":
        words = words[:2]
        if any(word.text.lower() in stop_words() for word in words[:1]):
            return []
        if all(lexicon.is_word(word.text) for word in words):
            return []
    return words


def _occurrences(piece: Piece, keys: Sequence[str]) -> Iterator[int]:
    words = piece.words
    for place in range(len(words) - len(keys) + 1):
        if all(words[place + step].key == key for step, key in enumerate(keys)):
            yield place


def _distance(piece: Piece, place: int, hit: Hit) -> int:
    at = next((i for i, word in enumerate(piece.words) if word.start >= hit.start), 0)
    return abs(place - at)


def _again(piece: Piece, place: int, talk: Talk, *, whole: bool) -> bool:
    word = piece.words[place]
    if talk.cased and not word.capital:
        return False
    if whole:
        return True
    return (talk.cased and not word.opens) or named_by_a_word(piece.words, place) >= _NAMED
