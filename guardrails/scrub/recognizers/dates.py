# ruff: noqa: E501  # a grammar reads better unbroken
"""Exact days: they identify when something happened; deadlines and launches do not."""

import re

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_WEEKDAY = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)[,.]?[ ])"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_DAY = rf"(?:{_ORDINAL}|[0-3]?\d(?:st|nd|rd|th)?)"
_YEAR = r"(?:,?[ ](?:19|20)\d\d)?"
_EXACT = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}?(?:(?:the[ ])?{_DAY}(?:[ ]of)?[ ]{_MONTH}{_YEAR}"
    rf"|{_MONTH}[ ](?:the[ ])?{_DAY}\b(?![%:])(?![ ](?:percent|people|million|thousand)){_YEAR}"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d/[0-3]?\d/(?:19|20)?\d\d)(?![\w/])",
    re.IGNORECASE,
)
_BUSINESS_BEFORE = re.compile(
    r"\b(?:by|until|till|before|deadline|due|effective|as of|starting|from|launch(?:es|ed)?|go(?:es)?[ -]live|"
    r"goes?[ ]to[ ]\w+|goes[ ]out|live|decide[sd]?|decision|sign|budget|quarter|ended|ending|fiscal|"
    r"close[sd]?|renew\w*|expire[sd]?|print|release[sd]?|kick[- ]?off|no later than|up to|on or before)"
    r"[ ,:]*(?:[\w']+[ ]){0,4}$",
    re.IGNORECASE,
)
_BUSINESS_AFTER = re.compile(
    r"^,?[ ](?:we|i|they|you)(?:'ll|[ ]will|[ ]must|[ ]have[ ]to)?[ ](?:lock|decide|launch|close|sign|choose|commit|ship|publish|"
    r"release|start|open|present|submit|go[ ]live)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:birthday|born|birth|wedding|married|funeral|died|surgery|anniversary|incident|accident|"
    r"alarm|happened|moved|joined|started[ ](?:here|work)|left|resigned|retired|hired)\b",
    re.IGNORECASE,
)
_BEFORE = 40


class ExactDates(EntityRecognizer):
    """Day and month together, written or spoken, unless the words before make it a deadline."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=["EXACT_DATE"], name="dates", supported_language=language
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the days that identify."""
        del entities, nlp_artifacts
        return [
            RecognizerResult("EXACT_DATE", m.start(), m.end(), 0.8)
            for m in _EXACT.finditer(text)
            if not _is_business(text, m.start(), m.end())
        ]


def _is_business(text: str, start: int, end: int) -> bool:
    line = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    if _PERSONAL.search(text[max(0, start - _BEFORE) : end + _BEFORE]):
        return False
    if _BUSINESS_AFTER.search(text[end : end + _BEFORE]):
        return True
    return bool(_BUSINESS_BEFORE.search(text[line:start]))
