# ruff: noqa: E501  # a grammar reads better unbroken
"""Identifiers as people say them: "first dot last at example dot com", "double oh seven"."""

import re

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_D = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|nought|niner|\d)"
_TEEN = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|"
    r"seven|eight|nine))?)"
)
_REPEAT = rf"(?:(?:double|triple)[ ]{_D})"
_UNIT = rf"(?:{_REPEAT}|{_D}|nine[ ]hundred)"
_GAP = r"(?:[ ]|,[ ]|-|[ ]-[ ]|\.[ ])[ ]?"
_RUN = rf"{_UNIT}(?:{_GAP}{_UNIT})"
_NATO = (
    r"(?:alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|juliett|kilo|lima|mike|"
    r"november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)"
)
_LETTER = r"(?:[a-z](?:[ ]for[ ][a-z]+)?)"
_AT = r"[ ](?:at|@)[ ]"
_DOT = r"(?:[ ](?:dot|punto)[ ]|\.)"
_TLD = r"(?:com|org|net|edu|gov|co|io|ai|app|dev|uk|ie|ca|de|fr|es|it|br|in|nz|au|za|eu|info|biz|[a-z]{2})"
_NAMED = r"[a-z0-9][a-z0-9'-]*"
_HOST = rf"{_NAMED}(?:[ ]{_NAMED})?(?:{_DOT}{_NAMED}){{0,3}}{_DOT}{_TLD}\b"
_JOIN = r"(?:[ ](?:dot|underscore|dash|hyphen|point|plus|minus)[ ]|[._-])"
_TAIL = rf"(?:[ ](?:{_TEEN}|{_D})\b)"
_LOCAL = rf"(?:(?:[a-z][ ])?{_NAMED}{_TAIL}{{0,4}}(?:{_JOIN}{_NAMED}){{1,3}}{_TAIL}{{0,4}}|{_NAMED}{_TAIL}{{0,4}})"
_START = (
    r"(?<![\w'-])(?![\w]+'s[ ])(?!(?:is|to|at|on|it|its|it's|me|mail|email|e-mail|me,|address|and|or|use|mine|own|so|"
    r"that|that's|the|my|his|her|send|write|a)[ ])"
)
_NOT_VERB = r"(?!(?:our|the|this|that|your|my|their|his|her|how|why|a|an|and|these|those)\b)"
_ENDED = r"(?:[ ](?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d+)){1,4}"
_INITIALS = r"(?:[ ](?:dot|underscore|dash)[ ][a-z]{1,3}(?:[ ][a-z](?![\w']))*)"
_SPECS: tuple[tuple[str, str, float], ...] = (
    ("SPOKEN_EMAIL", rf"{_START}{_LOCAL}{_AT}{_HOST}", 0.95),
    ("SPOKEN_URL", (rf"(?<![\w])(?:https?[ :/]+|www[ ]dot[ ])?{_NAMED}(?:{_DOT}{_NAMED}){{0,3}}[ ]dot[ ]{_TLD}\b"
     rf"(?:[ ]slash(?:[ ](?!slash){_NAMED}){{1,4}}){{0,4}}"), 0.7),
    ("SPOKEN_PHONE", rf"(?<![\w])(?:plus[ ])?{_RUN}{{6,15}}(?![\w])", 0.8),
    ("SPOKEN_ID", (rf"(?<![\w'])(?:{_LETTER}|{_NATO})(?:{_GAP}(?:{_LETTER}|{_NATO}|dash|hyphen|slash|stroke)){{0,5}}"
     rf"(?:{_GAP}{_UNIT}){{2,9}}(?:{_GAP}(?:{_UNIT}|dash|hyphen|slash|stroke|{_LETTER}(?=[ ,-]{{1,2}}{_D}))){{0,10}}(?![\w])"), 0.8),
    ("SPOKEN_ID", rf"(?<![\w'])(?-i:[A-Z]{{2,4}})(?:{_GAP}{_UNIT}){{3,9}}(?![\w])", 0.8),
    ("SPOKEN_ID", rf"(?<![\w])(?:double[ ]|triple[ ])?{_RUN}{{4,5}}(?![\w])", 0.6),
    ("SPOKEN_USERNAME", rf"(?<![\w'])(?![\w]+'s[ ]){_NAMED}{_INITIALS}{{1,3}}(?:[ ](?:dot|underscore|dash))?{_ENDED}(?![\w'])", 0.75),
    ("SPOKEN_ID", rf"(?<![\w'])(?:[a-z][ ]){{2,4}}(?:dash|hyphen|slash|stroke)[ ]{_D}\b", 0.7),
    ("SPOKEN_USERNAME", rf"(?<![\w'])[b-hj-z][ ][a-z]{{3,14}}(?:[ ](?:dash|dot|underscore)[ ][a-z]{{2,8}})?(?:[ ]{_D}){{2,4}}(?![\w'])", 0.7),
    ("SPOKEN_USERNAME", r"(?<![\w'])[b-hj-z][ ][a-z]{4,14}[ ](?:dash|underscore)[ ][a-z\d]{2,8}(?![\w'])", 0.7),
    ("SPOKEN_USERNAME", rf"(?<![\w'])(?![\w]+'s[ ])(?:[b-hj-z][ ])?{_NAMED}(?:[ ]underscore[ ]{_NOT_VERB}{_NAMED}){{1,3}}{_TAIL}{{0,4}}", 0.75),
)  # fmt: skip
_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d+)"
_LOGIN = (
    r"(?:(?:my|his|her|your|the)[ ]user|log-?in|log[ ]in|user[ -]?name|user[ -]?id|handle|log-?on)"
)
_ACCOUNT = (
    rf"(?:[b-hj-z][ ]){{1,2}}[a-z]{{3,14}}(?:[ ]{_DIGIT}){{0,4}}"
    rf"|[a-z]{{2,14}}(?:[ ](?:dot|underscore|dash)[ ][a-z0-9]+){{1,2}}(?:[ ]{_DIGIT}){{0,4}}"
)
_CUED = (
    re.compile(
        rf"\b{_LOGIN}\b[^.?!\n]{{0,40}}?[ ,:]+(?P<value>{_ACCOUNT})(?![\w'])", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w'])(?P<value>{_ACCOUNT})[ ]is[ ](?:the|my)[ ]{_LOGIN}", re.IGNORECASE),
    re.compile(
        rf"(?<![\w'])(?P<value>{_ACCOUNT}),?[ ](?:all|in)[ ](?:small|lower|one[ ]word|lower-?case)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_LOGIN}\b[ ](?:is|was)[ ](?P<value>[a-z]{{3,14}}(?:[ ]{_DIGIT}){{1,4}})(?![\w'])",
        re.IGNORECASE,
    ),
)
_SPELLED = re.compile(
    r"(?<![\w'.])[a-z](?:(?:,[ ]|-|[ ]-[ ]|[ ]|\.[ ])[a-z](?![\w'])){2,14}", re.IGNORECASE
)
_ELEMENT = rf"(?:{_NATO}|{_UNIT}|[b-hj-z])"
_MIXED = re.compile(rf"(?<![\w']){_ELEMENT}(?:{_GAP}{_ELEMENT}){{4,14}}(?![\w'])", re.IGNORECASE)
_KINDS = (
    "SPOKEN_EMAIL", "SPOKEN_URL", "SPOKEN_PHONE", "SPOKEN_ID", "SPOKEN_USERNAME", "SPELLED",
)  # fmt: skip
TYPES = {
    "SPOKEN_EMAIL": "EMAIL",
    "SPOKEN_URL": "URL",
    "SPOKEN_PHONE": "PHONE",
    "SPOKEN_ID": "ID",
    "SPOKEN_USERNAME": "USERNAME",
}
_COMPILED = [(kind, re.compile(regex, re.IGNORECASE), score) for kind, regex, score in _SPECS]
_COUNTING = re.compile(
    r"\b(?:one|two|three|four|five|six)\b(?:[ ,]+\b(?:two|three|four|five|six)\b)*", re.IGNORECASE
)
_NEEDS = re.compile(
    r"\b(?:dot|at|underscore|dash|slash|stroke|zero|oh|double|triple|one|two|three|four|five|six|seven|eight|nine)\b|\d",
    re.IGNORECASE,
)
_LETTERS_ONLY = 3


class SpokenIdentifiers(EntityRecognizer):
    """Grammar of identifiers read aloud; digits as words, letters one by one."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=list(_KINDS), name="spoken", supported_language=language
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Match the grammar; chunks are short, the expressions have no nested repeats of words."""
        del entities, nlp_artifacts
        results = [
            RecognizerResult("SPELLED", m.start(), m.end(), 0.8) for m in _SPELLED.finditer(text)
        ]
        results += [
            RecognizerResult("SPOKEN_USERNAME", m.start("value"), m.end("value"), 0.7)
            for expression in _CUED
            for m in expression.finditer(text)
        ]
        if not _NEEDS.search(text):
            return results
        results += [
            RecognizerResult("SPOKEN_ID", m.start(), m.end(), 0.8)
            for m in _MIXED.finditer(text)
            if re.search(_NATO, m.group(), re.IGNORECASE)
            and re.search(_DIGIT, m.group(), re.IGNORECASE)
        ]
        for kind, expression, score in _COMPILED:
            for m in expression.finditer(text):
                if not _is_counting(kind, m.group()):
                    results.append(RecognizerResult(kind, m.start(), m.end(), score))
        return results


def _is_counting(kind: str, found: str) -> bool:
    """Say whether "one two three four five" tests a microphone; "a one to one" is a meeting."""
    if kind == "SPOKEN_ID" and re.match(r"(?i)(?:a|i|o)[ ]", found):
        return len(re.findall(_D, found, re.IGNORECASE)) <= _LETTERS_ONLY
    return kind in {"SPOKEN_PHONE", "SPOKEN_ID"} and bool(_COUNTING.fullmatch(found.strip()))
