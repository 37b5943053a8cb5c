"""The speaker's own words as a readable statement, when no proposed wording can stand.

Only fillers, false starts and dangling joints go; every word that stays was said, in order.
"""

import re
from collections.abc import Sequence
from typing import Final

from graphs.debrief.state import Said
from graphs.debrief.words.terms import key_terms
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, derived, join_clean

MAX_WORDS: Final = 34
_SPACE: Final = re.compile(r"\s+")
_OPENINGS: Final = re.compile(
    r"^(?:(?:so|and|but|or|because|cause|then|well|yeah|yes|yep|no|okay|ok|oh|ah|um|uh|er|erm|hm|mm|"
    r"like|right|sure|actually|basically|honestly|now|also|plus|look|listen|see|sorry|ha|"
    r"i mean|you know|i think|i guess|i don't know|to be honest|the thing is|for example|"
    r"e\.g\.|i\.e\.)\b[\s,;:.!-]*)+",
    re.IGNORECASE,
)
_FILLERS: Final = re.compile(
    r"(?:,\s*)?\b(?:um+|uh+|erm?|hmm?|you know|i mean|sort of|kind of|let's say|how do you say|"
    r"what do you call it)\b(?:\s*,)?(?=\s|[.,;!?]|$)",
    re.IGNORECASE,
)
_LIKE: Final = re.compile(r",\s*like,\s*", re.IGNORECASE)
_REPEATED: Final = re.compile(
    r"\b(?!(?:it|that|her|him|them|you|us|there|here|had|very|so|no|one),)(\w+)(,?\s+\1\b)+",
    re.IGNORECASE,
)
"""A stutter; "didn't stop it, it moved it" is none, "very very" is meant."""
_MEANT: Final = frozenset({"very", "had", "that", "so", "far", "much", "long"})
_ANSWER: Final = re.compile(r"^(?:[\w'\u2019]+,? ?){1,3}[.!]\s+(?=(?:\S+\s+){4})")
"""A short reply before what is told: "Exactly. So there's a sheet" tells of the sheet."""
_ASIDE: Final = re.compile(
    r",\s*(?:i swear|honestly|you see|you know|eh|sir|madam|right|let's say|i mean|to be honest|"
    r"or something(?: like that)?|how do you say(?: it)?|sorry)(?=[,.!?]|$)",
    re.IGNORECASE,
)
_PREFACE: Final = re.compile(
    r"^(?:this is (?:the thing|what) i want(?:ed)? to say(?: today)?|what i want(?:ed)? to say is|"
    r"the thing is(?: that)?|what happens is(?: that)?|i told you(?: that)?|as i said)\b[\s,:]*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^(?:[-*\u2022>#]+|\[[ x]?\])\s*")
_LONE_I: Final = re.compile(r"\bi(?=\b(?:'\w+)?)(?![.'\u2019]\w\.)")
_JOINT: Final = re.compile(r"(?:[;:\u2014]|,?\s+(?:and|but|so|because|which|then|where))(?=\s)")
_DANGLING: Final = re.compile(
    r"(?:[\s,;:\u2014-]+(?:and|but|so|because|or|then|which|that|the|a|an|to|of|like|when|if|it's|is"
    r"|was|are|that's|i|we|they|there's|where|until|just|now))*[\s,;:\u2014.-]*$",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 6
_POINTING: Final = re.compile(
    r"^(?:it|it's|that|that's|they|they're|he|he's|she|she's|this|those|these|them|then|there|"
    r"same|which|who|mine|ours|yours|both|one)\b",
    re.IGNORECASE,
)
_ONESELF: Final = re.compile(r"\b(?:I|I'm|I've|I'd|my|me)\b")
_NEXT_TO: Final = 3  # characters between neighbours
_MOST_TERMS: Final = 7
_GOOD_LENGTH: Final = range(9, 29)


def own_wording(said: Sequence[Said]) -> CleanText:
    """The sentence of a point that stands best on its own, made readable.

    One that begins with "it" or "they" takes the picked sentence right before it along, where both
    fit: then a stranger knows what it is about.
    """
    first = leading(said)
    written = _written(first)
    before = [each for each in said if each.turn == first.turn and each.end <= first.start]
    nearest = max(before, key=lambda each: each.end, default=None)
    if nearest is None or first.start - nearest.end > _NEXT_TO or not _POINTING.match(written):
        return written
    opening = _written(nearest)
    fits = len(opening.split()) + len(written.split()) <= MAX_WORDS
    return join_clean([opening, written]) if fits and "?" not in opening else written


def leading(said: Sequence[Said]) -> Said:
    """The sentence of a point that a stranger understands best.

    What was scored highest counts most; a sentence that begins with "it" or "they", has few key
    terms or tells of oneself only, makes room for another.
    """
    return max(said, key=lambda each: each.score + _stands_alone(_written(each)))


def leading_pair(said: Sequence[Said]) -> list[Said]:
    """The leading sentence and the picked one next to it in the same turn, as they were said."""
    first = leading(said)
    beside = [each for each in said if each.turn == first.turn and each != first]
    near = sorted(beside, key=lambda each: abs(each.start - first.start))
    return sorted([first, *near[:1]], key=lambda each: each.start)


def _written(said: Said) -> CleanText:
    return readable_statement(readable(said.text))


def _stands_alone(text: str) -> float:
    terms = min(_MOST_TERMS, len(set(key_terms(text))))
    length = len(text.split())
    mark = 0.25 * terms - 0.3 * len(_ONESELF.findall(text))
    mark -= 1.0 * bool(_POINTING.match(text))
    mark -= 0.4 * text.count("[")
    mark -= 1.0 * (length not in _GOOD_LENGTH)
    return mark - 1.5 * ("?" in text or "!" in text)


def readable_statement(said: CleanText) -> CleanText:
    """Turn one spoken sentence into one written sentence without adding a word.

    >>> readable_statement(derived("so um people know that now and they put the mall"))
    'People know that now and they put the mall.'
    """
    text = _BULLET.sub("", _SPACE.sub(" ", said).strip())
    text = _LIKE.sub(" ", _FILLERS.sub("", text))
    text = _opened(_ASIDE.sub("", _opened(text)))
    text = _REPEATED.sub(_once, _SPACE.sub(" ", text))
    text = _shortened(text)
    text = _whole(text)
    text = _LONE_I.sub("I", text)
    text = text.strip(" ,;:-\u2014")
    if not text:
        return said
    ended = text if text[-1] in '.!\u201d"' else f"{text.rstrip('?')}."
    return derived(ended[0].upper() + ended[1:])


def _opened(text: str) -> str:
    """Begin where the telling begins: no joint, no filler, no short answer before it."""
    text = _OPENINGS.sub("", text.strip(" ,;:"))
    text = _PREFACE.sub("", _ANSWER.sub("", text))
    return _OPENINGS.sub("", text).strip()


def _once(found: re.Match[str]) -> str:
    return found.group() if found.group(1).lower() in _MEANT else found.group(1)


def _whole(text: str) -> str:
    """Drop what hangs at the end, unless hardly anything would be left."""
    whole = _DANGLING.sub("", text)
    return whole if len(whole.split()) >= _FEWEST_WORDS else text


def _shortened(text: str) -> str:
    """Cut a run-on sentence at the last joint that still leaves a whole thought."""
    words = text.split(" ")
    if len(words) <= MAX_WORDS:
        return text
    head = " ".join(words[:MAX_WORDS])
    joints = [joint.start() for joint in _JOINT.finditer(head)]
    whole = [at for at in joints if len(head[:at].split()) >= _FEWEST_WORDS]
    return head[: whole[-1]] if whole else _DANGLING.sub("", head)
