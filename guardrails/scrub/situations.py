# ruff: noqa: E501  # lists and expressions read better unbroken
"""Rules on the words around one occurrence: is somebody or something named here?"""

import re
from collections.abc import Sequence
from functools import cache

from guardrails.scrub.cues import cues
from guardrails.scrub.lexicon import read_words, stop_words
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
        score += 0.0 if left in _ASKED else 1.5
    if _joined(words, place + 1):
        score += _person_after(words[place], right)
        if lists.has("honorific_after", right):
            score += 1.5
    if _called(words, place):
        score += 1
    return score + _in_company(words, place) + talked_with(words, place)


def talked_with(words: Sequence[Word], place: int) -> float:
    """``ask Ada``, ``Ada says``: people, and chatbots as well; the weak part of :func:`somebody`."""
    asked = _joined(words, place) and _small(words, place - 1) in _ASKED
    right = _small(words, place + 1)
    says = _joined(words, place + 1) and cues().has("person_right_talk", right)
    return 0.4 * asked + 0.4 * (says and not words[place].possessive)


def _person_after(word: Word, right: str) -> float:
    lists = cues()
    if word.possessive:
        return 2.0 if lists.has("person_owns", right) else 0.0
    return 1.5 if lists.has("person_right_strong", right) else 0.0


def _in_company(words: Sequence[Word], place: int) -> float:
    """``Ana and I``, ``me and Ana``, ``Ana showed me``: people keep company with pronouns."""
    left, right = _small(words, place - 1), _small(words, place + 1)
    if _joined(words, place + 1) and right == "and" and _small(words, place + 2) in {"i", "me"}:
        return 1.5 if words[place].capital else 0.4
    if _joined(words, place) and left == "and" and _small(words, place - 2) in {"i", "me"}:
        return 1.5
    if right in _TAUGHT and _small(words, place + 2) in {"me", "us"} and _joined(words, place + 1):
        return 1.2
    return 0.0


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
    if _joined(words, place):
        if lists.has("thing_left_strong", left) and left not in _WEAK_PREPOSITION:
            score += 1.5
        elif left in _WEAK_PREPOSITION:
            score += 1
        if left in {"the", "a", "an", "our", "on", "free"}:
            score += 0.7
    if _joined(words, place + 1):
        score += _thing_after(words[place], right)
    if is_name_of_thing(words, place):
        score += 3
    return score + _explained(words, place) + _met_on_screen(words, place) + _serves(words, place)


def _thing_after(word: Word, right: str) -> float:
    lists = cues()
    if word.possessive:
        return 1.5 if lists.has("thing_owns", right) or lists.has("machine_right", right) else 0.0
    score = 1.5 if lists.has("thing_right", right) else 0.0
    score += 3.0 if right in _eponyms() else 0.0
    return score + (1.0 if lists.has("machine_right", right) else 0.0)


def _explained(words: Sequence[Word], place: int) -> float:
    """``Kiri. The chat thing``, ``the claims assistant (Otylia)``, ``a bot, it's called Clara``."""
    after = [_small(words, place + step) for step in range(1, 6)]
    start = 2 if after[:2] == ["by", "the"] else 0
    if after[start : start + 1] and after[start] in {"the", "our", "a", "an", "my", "that", "this"}:
        gap = words[place + 1].gap
        own = gap.strip() in {",", ".", ":", "-"} or gap.strip(" ") in {"(", ", "}
        told = after[start + 1 : start + 4]
        if own and any(is_tool(small) for small in told) and not _of_people(told):
            return 3.0
    before = words[place - 1] if place else None
    if (
        before is not None
        and is_tool(before.text.lower())
        and words[place].gap.strip() in {"", "(", ","}
    ):
        return 2.0
    if _small(words, place - 1) in {"called", "named", "name"}:
        earlier = [_small(words, place - step) for step in range(2, 14)]
        return 2.5 if any(is_tool(small) for small in earlier) and "i" not in earlier[:3] else 0.0
    return 0.0


def _of_people(told: Sequence[str]) -> bool:
    return any(cues().has("person_left", small) or small in _HUMANS for small in told)


def _met_on_screen(words: Sequence[Word], place: int) -> float:
    """``ask Solveig on the careers page``, ``ada in the app``."""
    after = [_small(words, place + step) for step in range(1, 6)]
    if len(after) < 3 or after[0] not in {"on", "in"} or after[1] not in _DETERMINERS:  # noqa: PLR2004
        return 0.0
    return 1.5 if any(cues().has("surface", small) for small in after[2:4]) else 0.0


def _serves(words: Sequence[Word], place: int) -> float:
    """``Rita answers.``, ``Rita asks you for``, ``I have Rita answering``: habits of a service."""
    if not _joined(words, place + 1) or words[place].possessive:
        return 0.0
    right, second = _small(words, place + 1), _small(words, place + 2)
    if right in _HABITS and second == "you":
        return 0.7
    if right in {"answers", "replies", "responds"}:
        return 0.5
    if right == "by" and second == "itself":
        return 1.5
    had = _small(words, place - 1) in {"have", "has", "had", "got"}
    return 1.0 if had and right.endswith("ing") else 0.0


def is_calendar(small: str) -> bool:
    """A month or a day of the week."""
    return small in _CALENDAR


def calendar(words: Sequence[Word], place: int) -> bool:
    """``in May``, ``on Sunday``, ``last April``: the day or month, also where somebody bears its name."""
    left = _small(words, place - 1)
    return (
        words[place].text.lower() in _CALENDAR
        and not words[place].possessive
        and _joined(words, place)
        and left not in {"from", "till"}
        and cues().has("day_left", left)
        and not cues().has("person_right_strong", _small(words, place + 1))
    )


def is_tool(small: str) -> bool:
    """A word such as chatbot, app, scheduler: what tools are called in general."""
    return bool(_TOOL_WORD.fullmatch(small))


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
_HABITS = frozenset({"asks", "tells", "gives", "sends", "shows", "lets", "makes", "offers"})
_CALENDAR = frozenset(
    [
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
_WEAK_PREPOSITION = frozenset({"in", "into", "inside"})
_DETERMINERS = frozenset({"the", "a", "our", "my", "your", "their", "that", "this"})
_TAUGHT = frozenset(
    {"told", "taught", "showed", "shows", "trained", "gave", "helped", "rang", "drove"}
)
_HUMANS = frozenset({"guy", "lady", "man", "woman", "girl", "boy", "person", "people", "one"})
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
    word, lists, left = words[place], cues(), _small(words, place - 1)
    if word.capital or not place or _small(words, place + 1) not in _PRONOUNS:
        return 0.0
    led = lists.has("person_left", left) or lists.has("person_left_weak", left)
    return 0.0 if led or lists.has("honorific", left) else 2.5


def _named_before(words: Sequence[Word], place: int) -> float:
    left = _small(words, place - 1)
    contracted = place > 0 and words[place - 1].possessive
    if left in {"whos", "called", "named"} or (left == "who" and contracted):
        return 1.5
    if left in {"it", "that", "he", "she", "this"} and contracted:
        return 0.2  # "it's Joy"
    if left == "you":
        return _after_you(words, place)
    if not _joined(words, place):
        return 0.0
    return next((score for lefts, score in _BEFORE if left in lefts), 0.0)


def _after_you(words: Sequence[Word], place: int) -> float:
    """``thank you Joy`` names, ``you will`` does not."""
    if _small(words, place - 2) in {"thank", "for", "to", "and", "with"}:
        return 0.4
    return -0.8 if words[place].text.lower() in stop_words() else -0.4


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


_TOOL = (
    r"(?:chat-?bot|bot|assistant|app|tool|system|model|software|platform|crm|chat|machine|robot|agent|"
    r"dashboard|scheduler|plug-?in|extension|portal|database|helpdesk|translator|ticketing|intranet|wiki|"
    r"spreadsheet|module|engine|program|programme|ai|website|server|printer|scanner|van|cat|dog|project|"
    r"voice|hotline|gadget|calculator|planner|tracker|simulator|avatar|helper|copilot|interface)"
)
_TOOL_WORD = re.compile(rf"{_TOOL}(?:s|'s)?")
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


def respectful(words: Sequence[Word], place: int) -> list[int]:
    """Places of "san" in ``Sho san``, of "kuya" in ``kuya Boy``: they tell whence somebody comes."""
    found = [place + 1] if honored(words, place) else []
    if _joined(words, place) and cues().has("honorific_name", _small(words, place - 1)):
        found.append(place - 1)
    return found
