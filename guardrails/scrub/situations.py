"""Rules on the words around one occurrence: is somebody or something named here?"""

from collections.abc import Sequence
from functools import cache

from guardrails.scrub.cues import cues
from guardrails.scrub.lexicon import read_words
from guardrails.scrub.talk import Word


@cache
def _eponyms() -> frozenset[str]:
    return read_words("eponyms.txt")


def _small(words: Sequence[Word], place: int) -> str:
    return words[place].text.lower() if 0 <= place < len(words) else ""


def _joined(words: Sequence[Word], place: int) -> bool:
    """Whether nothing but a space stands between this word and the one before."""
    return 0 < place < len(words) and words[place].gap in {" ", ". ", "\u00a0"}


def after_honorific(words: Sequence[Word], place: int) -> bool:
    """``Mrs Hoa``, ``Captain Noor``, ``Kuya Boy``."""
    return (
        _joined(words, place)
        and cues().has("honorific", _small(words, place - 1))
        and (words[place - 1].capital or not words[place].capital)
    )


def somebody(words: Sequence[Word], place: int) -> float:
    """Strength of the signs that this occurrence names a person."""
    lists = cues()
    left, right = _small(words, place - 1), _small(words, place + 1)
    score = 0.0
    if after_honorific(words, place):
        score += 2
    if _joined(words, place) and lists.has("person_left", left):
        score += 1.5
    if _joined(words, place + 1):
        if lists.has("person_right_strong", right) and not words[place].possessive:
            score += 1.5
        if lists.has("honorific_after", right):
            score += 1.5
    if _called(words, place):
        score += 1
    return score


def _called(words: Sequence[Word], place: int) -> bool:
    """Spoken to: between commas, or after a greeting at the edge of a sentence."""
    word = words[place]
    closing = words[place + 1].gap if place + 1 < len(words) else "."
    before = "," in word.gap and any(mark in closing for mark in ",.?!")
    opening = word.opens and "," in closing
    return before or (opening and cues().has("vocative_close", _small(words, place + 1)))


def something(words: Sequence[Word], place: int) -> float:
    """Strength of the signs that this occurrence names a tool, a product or a thing."""
    lists = cues()
    left, right = _small(words, place - 1), _small(words, place + 1)
    score = 0.0
    if _joined(words, place) and lists.has("thing_left_strong", left):
        score += 1.5
    if _joined(words, place) and left in {"the", "a", "an", "our", "on"}:
        score += 0.7
    if _joined(words, place + 1) and not words[place].possessive:
        if lists.has("thing_right", right):
            score += 1.5
        if right in _eponyms():
            score += 3
    if is_name_of_thing(words, place):
        score += 3
    return score


def is_name_of_thing(words: Sequence[Word], place: int) -> bool:
    """``Gemma is the name of the model``, ``in Apple Notes``, ``the Wiener filter``."""
    ahead = [_small(words, place + step) for step in range(1, 5)]
    if ahead[:1] in (["is"], ["was"]) and ahead[1:4] == ["the", "name", "of"]:
        return True
    follower = words[place + 1] if place + 1 < len(words) else None
    if follower is None or not _joined(words, place + 1) or words[place].possessive:
        return False
    small = follower.text.lower()
    return small in _eponyms() or (follower.capital and cues().has("thing_right", small))
