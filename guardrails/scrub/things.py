# ruff: noqa: E501  # lists and expressions read better unbroken
"""Signs in a sentence that a name is a tool's, a product's or another thing's."""

import re
from collections.abc import Sequence
from functools import cache

from guardrails.scrub.cues import cues
from guardrails.scrub.lexicon import read_words
from guardrails.scrub.neighbors import joined, small_at
from guardrails.scrub.talk import Word

_HABITS = frozenset({"asks", "tells", "gives", "sends", "shows", "lets", "makes", "offers"})
_WEAK_PREPOSITION = frozenset({"in", "into", "inside"})
_DETERMINERS = frozenset({"the", "a", "our", "my", "your", "their", "that", "this"})
_HUMANS = frozenset({"guy", "lady", "man", "woman", "girl", "boy", "person", "people", "one"})
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


@cache
def _eponyms() -> frozenset[str]:
    return read_words("eponyms.txt")


def something(words: Sequence[Word], place: int) -> float:
    """Strength of the signs that this occurrence names a tool, a product or a thing."""
    lists = cues()
    left, right = small_at(words, place - 1), small_at(words, place + 1)
    score = 0.0
    if joined(words, place):
        if lists.has("thing_left_strong", left) and left not in _WEAK_PREPOSITION:
            score += 1.5
        elif left in _WEAK_PREPOSITION:
            score += 1
        if left in {"the", "a", "an", "our", "on", "free"}:
            score += 0.7
    if joined(words, place + 1):
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
    after = [small_at(words, place + step) for step in range(1, 6)]
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
    if small_at(words, place - 1) in {"called", "named", "name"}:
        earlier = [small_at(words, place - step) for step in range(2, 14)]
        return 2.5 if any(is_tool(small) for small in earlier) and "i" not in earlier[:3] else 0.0
    return 0.0


def _of_people(told: Sequence[str]) -> bool:
    return any(cues().has("person_left", small) or small in _HUMANS for small in told)


def _met_on_screen(words: Sequence[Word], place: int) -> float:
    """``ask Solveig on the careers page``, ``ada in the app``."""
    after = [small_at(words, place + step) for step in range(1, 6)]
    if len(after) < 3 or after[0] not in {"on", "in"} or after[1] not in _DETERMINERS:  # noqa: PLR2004
        return 0.0
    return 1.5 if any(cues().has("surface", small) for small in after[2:4]) else 0.0


def _serves(words: Sequence[Word], place: int) -> float:
    """``Rita answers.``, ``Rita asks you for``, ``I have Rita answering``: habits of a service."""
    if not joined(words, place + 1) or words[place].possessive:
        return 0.0
    right, second = small_at(words, place + 1), small_at(words, place + 2)
    if right in _HABITS and second == "you":
        return 0.7
    if right in {"answers", "replies", "responds"}:
        return 0.5
    if right == "by" and second == "itself":
        return 1.5
    had = small_at(words, place - 1) in {"have", "has", "had", "got"}
    return 1.0 if had and right.endswith("ing") else 0.0


def is_tool(small: str) -> bool:
    """A word such as chatbot, app, scheduler: what tools are called in general."""
    return bool(_TOOL_WORD.fullmatch(small))


def is_kind_of_thing(small: str) -> bool:
    """A word such as app, notes, filter, which turns the name before it into a thing's."""
    return cues().has("thing_right", small) or small in _eponyms()


def is_name_of_thing(words: Sequence[Word], place: int) -> bool:
    """``Gemma is the name of the model``, ``in Apple Notes``, ``the Wiener filter``."""
    ahead = [small_at(words, place + step) for step in range(1, 5)]
    if ahead[:1] in (["is"], ["was"]) and ahead[1:4] == ["the", "name", "of"]:
        return True
    follower = words[place + 1] if place + 1 < len(words) else None
    if follower is None or not joined(words, place + 1) or words[place].possessive:
        return False
    small = follower.text.lower()
    return small in _eponyms() or (follower.capital and cues().has("thing_right", small))


def defined_as_things(text: str) -> set[str]:
    """Words that the text itself says are tools: "Isla's the chatbot", "an app called Rita"."""
    return {
        match["name"].lower().removesuffix("'s")
        for expression in _DEFINED
        for match in expression.finditer(text)
    }
