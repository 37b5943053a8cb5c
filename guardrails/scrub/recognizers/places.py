# ruff: noqa: E501  # a grammar reads better unbroken
"""Places finer than a town: streets, sites, gates; and addresses, written or said."""

import re

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_KIND = (
    r"(?:street|road|avenue|lane|court|close|crescent|boulevard|terrace|wynd|mews|arcade|plaza|alley|"
    r"grove|gardens|parade|quay|wharf|vale|row|walk|drive|way|place|square|hill|st|rd|ave|blvd|ln)"
)
_SITE = (
    r"(?:road|street|lane|cross|park|methodist|church|chapel|cathedral|mosque|temple|primary|school|"
    r"college|hospital|clinic|estate|industrial estate|business park|depot|yard|quarry|junction|"
    r"roundabout|bridge|mall|arcade|towers?|court|wharf|quay|pier|dock|harbour|harbor|barracks|mill)"
)
_FOREIGN = r"(?:calle|rua|rue|via|avenida|av|carrera|strasse|straße|plaza|praça|place|ngõ|phố|đường|jalan|ulica|piazza)"
_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+"
_N = (
    r"(?:\d{1,5}(?:[/-]\d{1,4})?[a-z]?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|oh|zero)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|oh|zero|hundred|and|"
    r"ten|eleven|twelve|twenty|thirty|forty|fifty))*)"
)
_UNIT = rf"(?:,?[ ](?:unit|flat|apartment|apt|floor|suite|room)[ ]{_N})?"
_NOT_A_STREET = (
    r"(?:the|a|an|of|on|in|to|at|from|by|for|and|or|off|down|up|lane|way|more|other|minutes?|hours?|miles?|"
    r"yards?|met(?:er|re)s?|kilomet(?:er|re)s?|people|men|vans?|trucks?|times?|side|main|dirt|private)\b"
)
_ADDRESS = [
    re.compile(rf"\b(?!(?i:the|a|this|that|my|our|your|on|in)\b)[\w'-]+[ ](?i:street|road|avenue|lane|close|crescent|terrace|alley|gardens|drive|court)[, ]+(?i:number)[ ](?i:{_N})\b"),
    re.compile(rf"(?:(?i:gate|number|no\.?)[ ](?i:{_N})[ ](?:on|at|in)[ ])?(?:{_CAP}[ ]){{1,2}}(?:Sokak|Soka\u011f\u0131|Caddesi|Cad\.|Straße|Strasse|Gata|Gatan|Vei|Veien|Vej|Laan|Straat|Weg|Utca|Katu|Ulica)\b"),
    re.compile(rf"\b{_CAP}(?:straat|strasse|straße|gata|gatan|veien|vegen|vägen|laan|gasse|katu|utca|vej)[ ](?i:{_N})\b"),
    re.compile(rf"\b(?i:calle|rua|rue|avenida|carrera|strasse|straße|jalan|ulica)[ ](?!(?:the|a|and)\b)(?:[^\W\d_][\w'-]*[ ]){{1,3}}(?i:{_N})\b"),
    re.compile(rf"\b(?i:{_N})[ ](?:(?!{_NOT_A_STREET})[^\W\d_][\w'-]*[ ]){{1,2}}(?:terrace|crescent|avenue|gardens|street|road)\b"),
    re.compile(rf"\b(?:(?:number|no\.?|stall|unit|flat|house|block|shop|suite|apartment)[ ])?(?i:{_N})[ ,]+(?:{_CAP}[ ]){{1,3}}(?i:{_KIND})\b{_UNIT}"),
    re.compile(rf"\b(?i:stall|unit|flat|shop|number|house|apartment)[ ](?i:{_N})[ ,]+(?:[\w'-]+[ ]){{1,3}}(?i:{_KIND})\b"),
    re.compile(rf"\b(?i:number[ ])?(?i:{_N})(?:,[ ](?i:lane|alley|section)[ ](?i:{_N}))+,[ ](?:{_CAP}[ ]){{1,3}}(?i:{_KIND})\b"),
    re.compile(rf"(?:(?:{_CAP}|de|la|las|los|del|do|da)[ ]){{0,4}}{_CAP},[ ](?i:{_FOREIGN})[ ](?:(?:{_CAP}|de|la|las|los|del|do|da)[ ,]*){{1,4}}[ ,]*(?i:{_N})\b"),
    re.compile(rf"\b(?i:{_N})[ ,]+(?i:{_FOREIGN})[ ](?:{_CAP}[ ]?){{1,3}}(?:,[ ](?:{_CAP}[ ]?){{1,2}})?"),
    re.compile(rf"\b(?i:{_FOREIGN})[ ](?:(?:{_CAP}|de|la|las|los|del|do|da)[ ]?){{1,3}},[ ](?i:{_N})\b"),
]  # fmt: skip
_NAMED = (
    re.compile(
        rf"(?<![\w])(?!(?:This|That|The|A|An|My|Our|Your|His|Her|In|On|At|And|But|So|No|One)[ ])(?:{_CAP}[ ]){{1,3}}(?i:{_SITE})\b(?!['’])"
    ),
    re.compile(r"\b(?:Gate|Pier|Dock|Bay|Berth|Hangar)[ ][A-Z0-9]{1,2}\b"),
    re.compile(rf"\b(?:Calle|Rua|Rue|Via|Avenida)[ ](?:{_CAP}[ ]?){{1,3}}(?<![ ])"),
)
_SPOT = (
    r"(?:kiosk|stall|shop|stand|bar|cafe|café|flat|house|corner|gate|door|hut|shack|bungalow|cottage|"
    r"trailer|caravan|table)"
)
_LANDMARK = (
    r"(?:school|church|chapel|mosque|temple|station|shop|store|market|stadium|hospital|clinic|bank|bridge|"
    r"pharmacy|bakery|house|hotel|factory|well|tree|court|library|cemetery)"
)
_BESIDE = (
    r"(?:behind|beside|next to|opposite|across from|above|over|under|in front of|by) the (?:old )?"
)
_KIOSK = (
    re.compile(
        r"\bthe (?:kiosk|stall|shop|stand|bar|cafe|café|flat|house|corner) (?:behind|beside|next to|"
        r"opposite|across from|above|over|under) the (?:old )?[\w']+",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the (?:[\w']+ )?{_SPOT}|(?:pier|berth|gate|dock) [a-z\d]{{1,2}}) {_BESIDE}"
        rf"(?:[\w']+ ){{1,3}}?{_LANDMARK}(?: at (?:gate|pier|stop|junction) [\w-]+)?\b",
        re.IGNORECASE,
    ),
)
"""Where no street has a name, people say what a door is next to."""


class FinePlaces(EntityRecognizer):
    """Addresses and named sites by their shape."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=["STREET_ADDRESS", "FINE_PLACE"],
            name="places",
            supported_language=language,
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return addresses and sites."""
        del entities, nlp_artifacts
        results = []
        for expression in _ADDRESS:
            results += [
                RecognizerResult("STREET_ADDRESS", m.start(), _trimmed(m), 0.8)
                for m in expression.finditer(text)
            ]
        for expression in (*_NAMED, *_KIOSK):
            results += [
                RecognizerResult("FINE_PLACE", m.start(), _trimmed(m), 0.7)
                for m in expression.finditer(text)
            ]
        return results


def _trimmed(match: re.Match[str]) -> int:
    return match.end() - (len(match.group()) - len(match.group().rstrip(" ,")))
