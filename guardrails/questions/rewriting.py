"""Proposes a better question for a finding; what is proposed passes the linter itself."""

import re
from collections.abc import Callable, Iterator, Mapping

from guardrails.questions.asked import Asked, read_question

TEMPLATES = {
    "leading": "What happened the last time {topic} came up in your work?",
    "double_barrelled": "One thing first: what happened the last time {topic} came up?",
    "closed": "Tell me about the last time {topic} came up in your work.",
    "generational": "What did you do yourself the last time {topic} came up?",
    "hypothetical": "What did you do the last time {topic} came up?",
    "loaded": "Walk me through the last time {topic} came up in your work.",
    "identity_probe": "Without naming anybody, what happened the last time {topic} came up?",
    "solution_seeking": "Walk me through the last time you dealt with {topic}.",
    "too_long": "What did you do the last time {topic} came up?",
    "jargon": "Tell me about the last time you worked with {topic}.",
}
"""Code -> a safe question on the same subject; both readers must have nothing against it."""
_DETERMINER = "(?:the|our|that|this|an?|your|these|those|about|for|of)"
_NO_TOPIC = "this"
_SHORT = 2
_NOUN_PHRASE = re.compile(
    r"\b(?:the|our|this|your|these|those) (?:[\w-]+ ){0,3}?[\w-]+"
    r"(?=[?.,;:!]|$| (?:is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|should"
    r"|may|might|must|to|for|in|on|at|of|by|with|from|as|and|or|but|when|where|that|which|who|if|so"
    r"|than|you|we|they|it|not|feel|feels|look|looks|come|comes|get|gets|go|goes|make|makes|help"
    r"|helps|work|works|save|saves|slow|say|says|before|after|into|over|under|about|behave|hurt"
    r"|went|came|made|only|open|opens|moved|were|never|always|still|just|already|over|mean|means|look|show|shows|react|use|think|want|find|properly|really|so)\b)"
)
_EMPTY = re.compile(
    r"\b(?:last|first|next|best|worst|same|time|way|moment|day|week|month|year|case|point|one|thing"
    r"|things|people|root|cause|reason|reasons|fix|biggest|main|most|more|end|start|company|world|days|whole|rest|other|others|manager|boss|colleague|night|morning|office|house)\b"
)


def rewrite(
    code: str, asked: Asked, quote: str, judge: Callable[[Asked], Mapping[str, str]]
) -> str:
    """Return a question on the same subject in which ``judge`` finds nothing."""
    for candidate in _candidates(code, asked, quote):
        if not judge(read_question(candidate)):
            return candidate
    return TEMPLATES[code].format(topic=_NO_TOPIC)


def _candidates(code: str, asked: Asked, quote: str) -> Iterator[str]:
    if code == "loaded" and re.search(rf"\b{_DETERMINER} {re.escape(quote)} \w", asked.low):
        yield _without(asked.text, quote)
    if code == "jargon":
        yield f"What do you call '{quote}' in your own words?"
    for phrase in _topics(asked):
        yield TEMPLATES[code].format(topic=phrase)


def _without(text: str, quote: str) -> str:
    """Drop a slanted word; the rest stays as the author wrote it."""
    shorter = re.sub(rf"\s*\b{re.escape(quote)}\b", "", text, count=1, flags=re.IGNORECASE)
    return re.sub(r"\b([Aa])n? (?=[a-z])", _article, " ".join(shorter.split()))


def _article(hit: re.Match[str]) -> str:
    following = hit.string[hit.end() : hit.end() + 1]
    return f"{hit[1]}{'n' if following in 'aeio' else ''} "


def _topics(asked: Asked) -> list[str]:
    """Return noun phrases that can stand as the subject, the likeliest first."""
    found = [hit.group() for hit in _NOUN_PHRASE.finditer(asked.low)]
    phrases = [phrase for phrase in found if not _EMPTY.search(phrase) and "~" not in phrase]
    bare = [f"{words[0]} {words[-1]}" for words in map(str.split, phrases) if len(words) > _SHORT]
    return phrases + bare
