"""Rules about a question's words: what it presumes, judges, supposes, asks for or names."""

import re
from dataclasses import replace
from functools import lru_cache

from guardrails.generations import find_generational
from guardrails.lexicon import any_of, read_phrases
from guardrails.questions.asked import Asked
from guardrails.questions.clauses import AUX

_PACKAGE = "guardrails.questions"
_ONE_WORD = 12
_TAG = re.compile(
    r"[,.;-]\s*(?:right|correct|true|yeah|yes|no|huh|eh|innit|ok|okay|agreed|surely|y'?know|you know"
    r"|is that (?:right|fair|so)|(?:do|does|did|is|are|was|were|have|has|had|would|will|can|could|should)(?:n't| not)"
    r" (?:you|it|they|we|he|she|there|that)(?: \w+)?|(?:is|are|was|were|do|does|did|have|has) (?:it|they|you|we) not|"
    r"fair enough|not true|hey|wouldn'?t you say|would you agree)\s*\?$"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_SCENE = re.compile(
    r"(?<=^what happened )(?:right |just |soon )?(?:after|before|when|once|while) (?:the|a|an) [^?]*"
)
_SPOKEN_TAG = re.compile(r"\b(?:right|yeah|innit|huh|eh|surely)\s*\?$")
_ACRONYM = re.compile(
    r"(?<![\w'./-])(?=[A-Z0-9&/-]*[A-Z])(?:[A-Z]{2,6}-(?:to|of|and|in)-[A-Z]{2,6}|[A-Z][A-Z0-9&/]{1,6}|[A-Z]\d[A-Z]?|[A-Z]{2,5}-\d{1,4}|[A-Z]{1,3}\d{1,4})(?:s|'s)?(?![\w-]*[a-z]{2})(?!\w)"
)
_THEIR_WORDS = re.compile(
    r"\b(?:you|your (?:note|notes|message|mail|words|report|answer|diary)) (?:\w+ ){0,2}?(?:said|say|says|told|mentioned|wrote"
    r"|called|described|noted|reported|thought|felt|found|put|were|was|had|have|did)\b|^(?:tell|show|walk|think|describe|take)\b|~"
)
_IF_WHETHER = re.compile(
    r"\b(?:what|when|where|how|who) did (?:\w+ ){1,3}?(?:say|tell \w+|promise|announce|expect) (?:\w+ ){0,2}would\b|"
    r"\b(?:said|told|promised|announced|explained|heard)\b[^?,]{0,80}? (?:what|how|that) \w+ would\b|"
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|check(?:s|ed|ing)?|know|knew|knows|sure|see|saw|find out|found out|tell|told"
    r"|say|said|decides?|decided|test(?:s|ed|ing)?|doubt(?:s|ed)?|question(?:s|ed)?)(?: (?:you|me|us|them|him|her|they|the \w+|a \w+|somebody|someone))?"
    r" (?:if|whether) (?:\w+ ){1,3}?(?:would|could|will|might)\b"
)
_EXPLAINED = re.compile(
    r"{term}(?:s|'s)?(?:,? (?:means|stands for|is short for|is the|is our|is what)\b"
    r"|, (?:the|our|a|an|that is|meaning|short for|i\.?e\.?|which is|what we call|in other words)\b"
    r"| - (?:the|our|a|an|that is|meaning|short for|which is)\b| \()"
    r"|(?:called|known as|short:|abbreviated|\() ?{term}\)?|[a-z]+ \({term}\)"
)


def leading(asked: Asked) -> str:
    """Return the words that show which answer is wanted."""
    for sentence in asked.sentences:
        if sentence.startswith(("any problem", "any issue", "any trouble", "any concern")):
            return sentence
        hit = _TAG.search(sentence)
        if hit:
            return hit.group()
        spoken = _SPOKEN_TAG.search(sentence)
        asks = re.match(rf"(?:what|how|which|where|who|why|when|{AUX})\b", sentence)
        if spoken and not asks and not re.search(r"\b(?:what|which|how|where)\b", sentence):
            return spoken.group()
    return _outside_names(asked, _first(asked, "lexicons/leading.txt")) or _verdict_first(asked)


def _outside_names(asked: Asked, hit: str) -> str:
    """Return ``hit`` unless a part of it belongs to a name: "the Better Life leaflet"."""
    low = _NAME.sub(_hidden, asked.plain).lower()
    return "" if hit in asked.low and hit not in low and _NAME.search(asked.plain) else hit


def _verdict_first(asked: Asked) -> str:
    """Return the verdict in a statement that comes before the question, unless it is the junior's."""
    for sentence in asked.sentences[:-1]:
        theirs = _THEIR_WORDS.search(sentence)
        hit = any_of(_PACKAGE, "lexicons/valence.txt").search(sentence)
        if hit and not theirs and not sentence.endswith("?"):
            return hit.group()
    return ""


def loaded(asked: Asked) -> str:
    """Return slanted or blaming words; inside a name they judge nothing ("the Modern Times")."""
    return _outside_names(asked, _first(asked, "lexicons/loaded.txt"))


def solution_seeking(asked: Asked) -> str:
    """Return the words that ask the junior for the design or the diagnosis."""
    return _first(asked, "lexicons/solution.txt")


def identity_probe(asked: Asked) -> str:
    """Return the words that ask for a name, a colleague's conduct or a private matter.

    Who acts in a clause of time after "what happened" only dates the event that is asked about.
    """
    if any(_SCENE.search(sentence) for sentence in asked.sentences):
        low = _SCENE.sub(_hidden, asked.sentences[-1])
        return _first(replace(asked, low=low, sentences=(low,)), "lexicons/identity.txt")
    return _first(asked, "lexicons/identity.txt")


def generational(asked: Asked) -> str:
    """Return the words that make a generation the subject."""
    return find_generational(asked.plain)


def hypothetical(asked: Asked) -> str:
    """Return the words that ask about what has not happened."""
    allowed = any_of(_PACKAGE, "lexicons/hypothetical_allowed.txt")
    for sentence in asked.sentences:
        hit = any_of(_PACKAGE, "lexicons/hypothetical.txt").search(
            _IF_WHETHER.sub(_hidden, sentence)
        )
        if hit and not (_only_would(hit.group()) and allowed.search(sentence)):
            return hit.group()
    return ""


def jargon(asked: Asked, glossary: frozenset[str]) -> str:
    """Return a term that neither everyday English nor the glossary explains."""
    known = _known_acronyms() | {term.upper() for term in glossary}
    for hit in _ACRONYM.finditer(asked.plain):
        term = re.sub(r"'?s$", "", hit.group())
        if term.upper() in known or _is_shouted(asked.plain) or _is_explained(asked.plain, term):
            continue
        return hit.group()
    for hit in any_of(_PACKAGE, "lexicons/jargon.txt").finditer(asked.low):
        if hit.group() not in {term.lower() for term in glossary}:
            return hit.group()
    return ""


def _first(asked: Asked, name: str) -> str:
    pattern = any_of(_PACKAGE, name)
    for sentence in (*asked.sentences, asked.low):
        hit = pattern.search(sentence)
        if hit:
            return hit.group()
    return ""


def _hidden(hit: re.Match[str]) -> str:
    """Blank out reported speech: "asked if we would" supposes nothing."""
    return "~" * len(hit.group())


def _only_would(words: str) -> bool:
    return "would" in words and not re.search(r"\bif\b|imagin|suppos|what if|likely", words)


@lru_cache(maxsize=1)
def _known_acronyms() -> frozenset[str]:
    lines = read_phrases(_PACKAGE, "lexicons/known_acronyms.txt")
    return frozenset(term.upper() for line in lines for term in line.split("|"))


def _is_shouted(text: str) -> bool:
    """Tell whether the whole text is in capitals, where an acronym cannot be told from a word."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _ONE_WORD and sum(letter.isupper() for letter in letters) > 0.7 * len(
        letters
    )


def _is_explained(text: str, term: str) -> bool:
    return bool(re.search(_EXPLAINED.pattern.replace("{term}", re.escape(term)), text))
