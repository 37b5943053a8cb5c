# ruff: noqa: E501  # a grammar reads better unbroken
"""What captions make of a name, and what people say they are called.

Talk about talk: "the captions wrote Regular", "Zoom writes me as Ten Mozy", "everybody calls me
Gigi". Whatever stands there is a name, however ordinary its words are.
"""

import re
from collections.abc import Iterator

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_CAPTIONS = (
    r"(?:captions?|sub-?titles?|transcripts?|transcription|transcriber|autocorrect|auto-?caption\w*|dictation|"
    r"recogni[sz]er|speech[ ]recognition|zoom|teams|otter|webex|google[ ]meet|siri|whisper)"
)
_DEVICE = r"(?:machine|computer|phone|software|app|recorder|system|tool|bot|thing|programme|program|screen|it|this|they)"
_WRITES = (
    r"(?:writes?|wrote|written|puts?|makes?|made|hears?|heard|calls?|called|thinks?|thought|says?|said|spells?|"
    r"spelled|spelt|turns?|turned|transcribes?|transcribed|shows?|showed|got|gets|has|types?|typed|prints?|printed)"
)
_OFTEN = r"(?:[ ](?:now|always|just|also|sometimes|will|would|has|have|had|keeps?|even|usually|once|already|'s|is|are)){0,2}"
_WHOM = r"(?:me|him|her|us|my[ ]name|his[ ]name|her[ ]name|our[ ]name|the[ ]name)"
_AS = r"(?:[ ](?:as|is|into|down[ ]as|to[ ]be|i[ ]am|i'm|with))?"
_CAP = r"(?!\w*\d)[^\W\d_a-zß-ÿ][\w'-]*"
_NAME = rf"(?:{_CAP}(?:[ ]{_CAP}){{0,3}})"
_STOPS = (
    r"(?:when|because|sometimes|now|instead|again|which|and|or|so|but|if|then|for|at|on|today|every|all|i|i'm|i've|it|it's|"
    r"that's|he|she|we|they|you|yes|no|okay|sorry|um|uh|ha|like|is|was|in|as|this|here|there|what|can|don't|never|always)"
)
_SMALL_WORD = rf"(?!{_STOPS}\b)[^\W\d_][\w'-]*"
_SMALL = rf"(?:[^\W\d_][\w'-]*(?:[ ]+{_SMALL_WORD}){{0,3}})"
_NOT_SAID = (
    r"(?!(?:the|a|an|we|you|it|it's|i|i'm|that|that's|there|there's|please|no|not|yes|he|she|they|this|my|our|your|so|if|to|up|"
    r"down|out|in|on|off|at|of|and|me|him|her|us|them|one|two|is|are|was|what|how|everything|nothing|something|some|all|"
    r"very|really|too|more|less|for|sorry|hello|thank|thanks|wrong|right|back|by|from|later|when|twice|again|crazy|sure|"
    r"myself|himself|herself|zero|oh|three|four|five|six|seven|eight|nine|double|mister|mr|names|tomorrow|today|now|every|about|because|with|into|laugh|feel|think|look)\b)"
)
_OPEN = "[ ]+[\"'“‘]?"
_TOLD = re.compile(
    rf"\b(?:everybody|everyone|they[ ]all)(?:[ ]just)?[ ]says[ ](?P<name>{_NOT_SAID}{_SMALL})"
)
_CASED = (
    re.compile(rf"\b(?i:{_CAPTIONS}{_OFTEN}[ ]+{_WRITES}(?:[ ]+{_WHOM})?{_AS}){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:{_DEVICE}{_OFTEN}[ ]+{_WRITES}[ ]+{_WHOM}{_AS}){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:{_DEVICE}[ ]+{_WRITES}[ ]+(?:i[ ]am|i'm|he's|she's)){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:(?:call(?:s|ed|ing)?|nicknamed)[ ]+(?:me|him|her|us)){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:(?:everybody|everyone|they[ ]all|people|most[ ]people|friends|colleagues)(?:[ ]just)?[ ]+(?:says?|calls?[ ](?:me|him|her))){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:known[ ]as|goes[ ]by|go[ ]by|nickname[ ](?:is|was)|short[ ]for){_OPEN}(?P<name>{_NAME})"),
    re.compile(rf"(?<![A-Za-z])(?!(?:From|And|But|So|Or|With|For|To)[ ][A-Z])(?P<name>{_NAME})[.,][\"'”]?[ ]+(?i:that's[ ]what[ ](?:the[ ])?(?:{_CAPTIONS}|{_DEVICE})[ ]{_WRITES})"),
    re.compile(rf"\b(?i:what[ ](?:the[ ])?{_CAPTIONS}[ ]{_WRITES}(?:[ ]now)?[ ](?:of|from)){_OPEN}(?P<name>{_NAME})"),
)  # fmt: skip
_LOWER = (
    re.compile(rf"\b{_CAPTIONS}{_OFTEN}[ ]+{_WRITES}(?:[ ]+{_WHOM})?{_AS}{_OPEN}(?P<name>{_NOT_SAID}{_SMALL})", re.IGNORECASE),
    re.compile(rf"\b{_DEVICE}{_OFTEN}[ ]+(?:writes?|wrote|puts?|spells?|spelled|transcribes?|types?|prints?)[ ]+{_WHOM}{_AS}{_OPEN}(?P<name>{_NOT_SAID}{_SMALL})", re.IGNORECASE),
    re.compile(rf"\b(?:computer|phone|machine|software)[ ]+(?:thinks?|thought|hears?|heard|says?)[ ]+(?:i[ ]am|i'm|he's|she's){_OPEN}(?P<name>{_NOT_SAID}{_SMALL})", re.IGNORECASE),
    re.compile(rf"\b(?:calls?|called|nicknamed)[ ]+(?:me|him)[ ]+(?P<name>{_NOT_SAID}[^\W\d_][\w'-]*)", re.IGNORECASE),
)  # fmt: skip
_CAPITALS = re.compile(rf"{_CAP}(?:[ ]{_CAP}){{1,3}}")
"""A name of several capitals ends with the last: "Bye Bee last week". One may be a recased word."""


class HeardNames(EntityRecognizer):
    """Names as speech says they are written, heard or used."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=["HEARD_NAME", "TOLD_NAME"],
            name="heard",
            supported_language=language,
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return what stands where a name is told."""
        del entities, nlp_artifacts
        told = [RecognizerResult("TOLD_NAME", *m.span("name"), 0.5) for m in _TOLD.finditer(text)]
        return told + [RecognizerResult("HEARD_NAME", *span, 0.8) for span in _found(text)]


def _found(text: str) -> Iterator[tuple[int, int]]:
    expressions = (*_CASED, *_LOWER) if any(c.isupper() for c in text) else _LOWER
    for expression in expressions:
        for match in expression.finditer(text):
            start, end = match.span("name")
            capitals = _CAPITALS.match(text, start, end)
            yield start, capitals.end() if capitals else end
