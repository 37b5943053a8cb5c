# ruff: noqa: E501  # lists and expressions read better unbroken
"""Rules on the words around one occurrence: is somebody or something named here?"""

import re
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
        if lists.has("machine_right", right):
            score += 1
    if is_name_of_thing(words, place):
        score += 3
    return score


def is_kind_of_thing(small: str) -> bool:
    """A word such as app, notes, filter, which turns the name before it into a thing's."""
    return cues().has("thing_right", small) or small in _eponyms()


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


_AUXILIARY = frozenset(
    [
        "will",
        "would",
        "is",
        "was",
        "has",
        "had",
        "does",
        "did",
        "can",
        "says",
        "said",
        "went",
        "came",
        "takes",
        "took",
        "gave",
        "sat",
        "left",
    ]
)


def named_by_a_word(words: Sequence[Word], place: int) -> float:
    """Signs that a word of the language (grace, will, june, gift) is somebody's name here."""
    return (
        somebody(words, place)
        + float(words[place].possessive)
        + _named_after(words, place)
        + _named_before(words, place)
        - 0.7 * something(words, place)
        - _word_like(words, place)
    )


def _named_before(words: Sequence[Word], place: int) -> float:
    left = _small(words, place - 1)
    if left in {"who's", "whos", "called", "named"}:
        return 1.5
    if not _joined(words, place):
        return 0.0
    if left in {"with", "from", "to", "and", "hi", "on", "tell", "only"}:
        return 0.4 if left != "to" else -0.4
    if left in {"a", "an", "of", "very", "so", "more", "some", "much", "any", "by"}:
        return -1.5
    if left in {"the", "in", "may", "or", "it", "there", "that", "we", "you", "they", "i", "what"}:
        return -0.8
    return 0.0


def _named_after(words: Sequence[Word], place: int) -> float:
    right = _small(words, place + 1)
    if not _joined(words, place + 1):
        return 0.0
    score = 0.0
    if right in {"from", "my", "who", "he's", "she's", "he", "she", "himself", "herself"}:
        score += 1
    if right in _AUXILIARY:
        score += 0.8
    if right in {"in", "on", "the"} and _small(words, place + 2) in {"the", "one", "our", "my"}:
        score += 0.6
    if right == words[place].text.lower():
        score += 0.6
    return score


def _word_like(words: Sequence[Word], place: int) -> float:
    """Signs of the ordinary word: "Can you", "Will we", "Even the", "Sunny today"."""
    right = _small(words, place + 1)
    if not _joined(words, place + 1) or words[place].possessive:
        return 0.0
    if right in {"you", "i", "we", "they", "it", "anybody", "somebody"}:
        return 2.0
    if right in {
        "the",
        "a",
        "an",
        "if",
        "though",
        "when",
        "today",
        "tomorrow",
        "of",
        "little",
        "story",
        "side",
    }:
        return 1.2
    return 0.0


_TOOL = (
    r"(?:chat-?bot|bot|assistant|app|tool|system|model|software|platform|crm|chat|machine|robot|agent|"
    r"dashboard|scheduler|plug-?in|extension|portal|database|helpdesk|translator|ticketing|intranet|wiki|"
    r"spreadsheet|module|engine|program|programme|ai|website|server|printer|scanner|van|cat|dog|project)"
)
_HUMAN = r"(?![ -](?:guy|team|lead|manager|engineer|person|people|owner|developer|admin|lady|man|woman|side|trainer|support))"
_DEFINED = (
    re.compile(
        r"\b(?P<name>[\w'-]+?)(?:'s|,| is| was)(?: by the way,)? (?:the|our|a|an|my|just the)"
        rf"(?: [\w-]+){{0,2}}? {_TOOL}\b{_HUMAN}", re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_TOOL}s?\b(?: is| was|,)? (?:called|named|we call|they call) (?P<name>[\w'-]+)", re.IGNORECASE
    ),
    re.compile(rf"\b(?:the|our|a|that|new) (?:[\w-]+ )?{_TOOL}[ ,]+(?P<name>[A-Z][\w'-]+)\b"),
    re.compile(rf"\b(?P<name>[A-Z][\w'-]+) (?:the|our) {_TOOL}\b{_HUMAN}"),
    re.compile(r"\b(?P<name>[A-Z][\w'-]+) is the name of the\b"),
    re.compile(r"\b(?:switch|turn|log|sign)(?:ed|ing)? (?:into |in to |out of |off )?(?P<name>[A-Z][\w'-]+)(?: (?:off|on|down))?\b"),
)  # fmt: skip


def defined_as_things(text: str) -> set[str]:
    """Words that the text itself says are tools: "Isla's the chatbot", "an app called Rita"."""
    return {
        match["name"].lower().removesuffix("'s")
        for expression in _DEFINED
        for match in expression.finditer(text)
    }


def honored(words: Sequence[Word], place: int) -> bool:
    """``Sho san``, ``Serdar abi``: respect follows the name."""
    return (
        _joined(words, place + 1)
        and cues().has("honorific_after", _small(words, place + 1))
        and _small(words, place + 1) not in {"sir", "madam", "anna", "kun", "ji"}
    )
