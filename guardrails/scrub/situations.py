# ruff: noqa: E501  # lists and expressions read better unbroken
"""Rules on the words around one occurrence: is somebody or something named here?"""

from collections.abc import Sequence

from guardrails.scrub.cues import cues
from guardrails.scrub.lexicon import stop_words
from guardrails.scrub.neighbors import joined, small_at
from guardrails.scrub.talk import Word
from guardrails.scrub.things import something


def after_honorific(words: Sequence[Word], place: int) -> bool:
    """``Mrs Hoa``, ``Captain Noor``, ``Kuya Boy``."""
    return (
        joined(words, place)
        and cues().has("honorific", small_at(words, place - 1))
        and (words[place - 1].capital or not words[place].capital)
    )


def plainly_titled(words: Sequence[Word], place: int) -> bool:
    """``Mr Short``, ``mister friday``: after a title that is no word besides, and no small word."""
    before, word = small_at(words, place - 1), words[place]
    if word.key in stop_words() and not word.capital:
        return False
    return after_honorific(words, place) and not cues().has("honorific_also_word", before)


def somebody(words: Sequence[Word], place: int) -> float:
    """Strength of the signs that this occurrence names a person."""
    lists = cues()
    left, right = small_at(words, place - 1), small_at(words, place + 1)
    score = 0.0
    if after_honorific(words, place):
        score += 2
    if joined(words, place) and lists.has("person_left", left):
        score += 0.0 if left in _ASKED else 1.5
    if joined(words, place + 1):
        score += _person_after(words[place], right)
        if lists.has("honorific_after", right):
            score += 1.5
    if _called(words, place):
        score += 1
    return score + _in_company(words, place) + talked_with(words, place)


def talked_with(words: Sequence[Word], place: int) -> float:
    """``ask Ada``, ``Ada says``: people, and chatbots as well; the weak part of :func:`somebody`."""
    asked = joined(words, place) and small_at(words, place - 1) in _ASKED
    right = small_at(words, place + 1)
    says = joined(words, place + 1) and cues().has("person_right_talk", right)
    return 0.4 * asked + 0.4 * (says and not words[place].possessive)


def _person_after(word: Word, right: str) -> float:
    lists = cues()
    if word.possessive:
        return 2.0 if lists.has("person_owns", right) else 0.0
    return 1.5 if lists.has("person_right_strong", right) else 0.0


def _in_company(words: Sequence[Word], place: int) -> float:
    """``Ana and I``, ``me and Ana``, ``Ana showed me``: people keep company with pronouns."""
    left, right = small_at(words, place - 1), small_at(words, place + 1)
    if joined(words, place + 1) and right == "and" and small_at(words, place + 2) in {"i", "me"}:
        return 1.5 if words[place].capital else 0.4
    if joined(words, place) and left == "and" and small_at(words, place - 2) in {"i", "me"}:
        return 1.5
    if right in _TAUGHT and small_at(words, place + 2) in {"me", "us"} and joined(words, place + 1):
        return 1.2
    return 0.0


def _called(words: Sequence[Word], place: int) -> bool:
    """Spoken to: between commas, or after a greeting at the edge of a sentence."""
    word = words[place]
    closing = words[place + 1].gap if place + 1 < len(words) else "."
    before = "," in word.gap and any(mark in closing for mark in ",.?!")
    opening = word.opens and "," in closing
    return before or (opening and cues().has("vocative_close", small_at(words, place + 1)))


def is_calendar(small: str) -> bool:
    """A month or a day of the week."""
    return small in _CALENDAR


def calendar(words: Sequence[Word], place: int) -> bool:
    """``in May``, ``on Sunday``, ``last April``: the day or month, also where somebody bears its name."""
    left = small_at(words, place - 1)
    return (
        words[place].text.lower() in _CALENDAR
        and not words[place].possessive
        and joined(words, place)
        and left not in {"from", "till"}
        and cues().has("day_left", left)
        and not cues().has("person_right_strong", small_at(words, place + 1))
    )


_PRONOUNS = frozenset({"he", "she", "he's", "she's"})
_OF_WORDS = frozenset(
    [
        *("a", "an", "of", "very", "more", "some", "much", "any", "by", "other", "great", "good"),
        *(
            "real",
            "own",
            "mixed",
            "his",
            "her",
            "their",
            "my",
            "your",
            "every",
            "each",
            "pure",
            "full",
        ),
    ]
)
_BEFORE = (
    (frozenset({"with", "from", "and", "hi", "on", "tell", "only"}), 0.4),
    (frozenset({"to"}), -0.4),
    (_OF_WORDS, -1.5),
    (frozenset("the in may or it there that we they i what he she".split()), -0.8),  # noqa: SIM905
)
_CALENDAR = frozenset(
    [
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_ASKED = frozenset({"ask", "asked", "asking"})
_TAUGHT = frozenset(
    {"told", "taught", "showed", "shows", "trained", "gave", "helped", "rang", "drove"}
)
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
        - _next_clause(words, place)
        - 0.7 * something(words, place)
        - _word_like(words, place)
    )


def _next_clause(words: Sequence[Word], place: int) -> float:
    """``the whole day he walked``: without a comma the pronoun may begin the next clause."""
    word, lists, left = words[place], cues(), small_at(words, place - 1)
    if word.capital or not place or small_at(words, place + 1) not in _PRONOUNS:
        return 0.0
    led = lists.has("person_left", left) or lists.has("person_left_weak", left)
    return 0.0 if led or lists.has("honorific", left) else 2.5


def _named_before(words: Sequence[Word], place: int) -> float:
    left = small_at(words, place - 1)
    contracted = place > 0 and words[place - 1].possessive
    if left in {"whos", "called", "named"} or (left == "who" and contracted):
        return 1.5
    if left in {"it", "that", "he", "she", "this"} and contracted:
        return 0.2  # "it's Joy"
    if left == "you":
        return _after_you(words, place)
    if not joined(words, place):
        return 0.0
    return next((score for lefts, score in _BEFORE if left in lefts), 0.0)


def _after_you(words: Sequence[Word], place: int) -> float:
    """``thank you Joy`` names, ``you will`` does not."""
    if small_at(words, place - 2) in {"thank", "for", "to", "and", "with"}:
        return 0.4
    return -0.8 if words[place].text.lower() in stop_words() else -0.4


def _named_after(words: Sequence[Word], place: int) -> float:
    right = small_at(words, place + 1)
    if not joined(words, place + 1):
        return 1.5 if _kin_follows(words, place) else 0.0
    score = 1.5 if _kin_follows(words, place) else 0.0
    if right in {"from", "my", "who", "he's", "she's", "he", "she", "himself", "herself"}:
        score += 1
    if right in _AUXILIARY:
        score += 0.8
    if right in {"in", "on", "the"} and small_at(words, place + 2) in {"the", "one", "our", "my"}:
        score += 0.6
    if right == words[place].text.lower():
        score += 0.6
    return score


def _kin_follows(words: Sequence[Word], place: int) -> bool:
    """``May, my wife``: who somebody is, right behind the name."""
    theirs = cues().has("possessor", small_at(words, place + 1))
    return theirs and cues().has("kin", small_at(words, place + 2))


def _word_like(words: Sequence[Word], place: int) -> float:
    """Signs of the ordinary word: "Can you", "Will we", "Even the", "Sunny today"."""
    right = small_at(words, place + 1)
    if not joined(words, place + 1) or words[place].possessive:
        return 0.0
    if right in {"you", "i", "we", "they", "it", "anybody", "somebody"}:
        return 2.0 if words[place].text.lower() in stop_words() else 0.4
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
        "zone",
        "period",
        "card",
        "cards",
        "away",
        "apart",
        "better",
        "per",
        "list",
        "power",
        "what",
        "that",
    }:
        return 1.2
    return 0.0


def honored(words: Sequence[Word], place: int) -> bool:
    """``Sho san``, ``Serdar abi``: respect follows the name."""
    return (
        joined(words, place + 1)
        and cues().has("honorific_after", small_at(words, place + 1))
        and small_at(words, place + 1) not in {"sir", "madam", "anna", "kun", "ji"}
    )


def respectful(words: Sequence[Word], place: int) -> list[int]:
    """Places of what is said as part of a name and tells of its bearer.

    "san" in ``Sho san``, "kuya" in ``kuya Boy``, "Mrs" in ``Mrs Hoa``, "Big" in ``Big Tam``, and
    "Floor" in ``Mr. Villa Floor``, which is how a recognizer wrote one surname.
    """
    found = [place + 1] if honored(words, place) else []
    if _titled(words, place) or _by_epithet(words, place):
        found.append(place - 1)
    after = words[place + 1] if joined(words, place + 1) else None
    if after and _titled(words, place) and words[place].capital and after.capital:
        ends = words[place].possessive or ". " in after.gap
        found += [] if ends or small_at(words, place + 1) in stop_words() else [place + 1]
    return found


def _titled(words: Sequence[Word], place: int) -> bool:
    """``the coach Ana`` is what somebody is; ``Coach Ana``, and ``with coach ana``, is her name."""
    if not after_honorific(words, place):
        return False
    if words[place - 1].capital or plainly_titled(words, place):
        return True
    return not words[place].capital and small_at(words, place - 2) not in _DETERMINERS


_DETERMINERS = frozenset(
    ["a", "an", "the", "my", "our", "your", "his", "her", "their", "this", "one", "every"]
)


def _by_epithet(words: Sequence[Word], place: int) -> bool:
    if not joined(words, place) or not cues().has("epithet", small_at(words, place - 1)):
        return False
    if words[place].capital:
        return words[place - 1].capital and not words[place - 1].opens
    return small_at(words, place - 2) not in {"a", "an", "the", "my", "this", "very", "so", "how"}
