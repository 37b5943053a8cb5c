# ruff: noqa: E501  # a grammar reads better unbroken
"""Client organisations by what is said around them: "our client X", "the X account"."""

import re

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’&-]+"
_NAME = rf"{_CAP}(?:[ ](?:&[ ])?{_CAP}){{0,3}}"
_KIND = (
    r"(?:clients?|customers?|suppliers?|lenders?|competitors?|sponsors?|buyers?|vendors?|partners?|"
    r"subcontractors?|contractors?|tenants?|accounts?|prospects?|insurers?|agency)"
)
_CASED = (
    re.compile(rf"\b(?i:our|a|the|my|one|another|big|biggest|old|new)[ ](?i:{_KIND}),?[ ](?:(?i:called|named|is|was)[ ])?(?P<name>{_NAME})"),
    re.compile(rf"\b(?i:the)[ ](?P<name>{_NAME})[ ](?i:account|contract|sponsorship|deal|tender|project|job|site|pitch|invoice|order|portfolio|lawyers|people)\b"),
    re.compile(rf"(?P<name>{_NAME}),[ ](?i:the|a|our|one of our)[ ](?i:company|client|customer|lender|supplier|competitor|vendor|sponsor|bank|firm|agency)\b"),
    re.compile(rf"\b(?i:lawyers|account|contract|invoice|shipment|order|parcel|quote|ticket|tender|work|worked|job)[ ](?i:at|with|from|for|of|to)[ ](?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_CAP}[ ](?:and|&)[ ](?:Sons?|Daughters?|Brothers|Co|Company|Partners|Associates))\b"),
    re.compile(rf"(?P<name>(?:{_CAP}[ ]){{1,3}}(?:Ltd|Limited|LLC|Inc|GmbH|S\.?A|PLC|plc|AG|BV|Oy|AS|AB|Group|Holdings|Partners|Logistics|Foods|Motors|Engineering|Construction|Marine|Shipping|Blooms|Farms|Mills|Smelting|Foundries|Insurance|Capital|Textiles|Pharma|Chemicals|Industries|Solicitors|Airlines|Hotels|Estates))\b"),
)  # fmt: skip
_FIRM = (
    r"(?:airways|airlines|mutual|civils|blooms|farms|foods|mills|marine|shipping|logistics|smelting|foundries|foundry|insurance|"
    r"capital|textiles|pharma|chemicals|industries|solicitors|hotels|estates|motors|engineering|construction|holdings|"
    r"constructors|builders|dairies|fisheries|packaging|partners|cooperative|co-op|group)"
)
_TRADE = (
    r"(?:apparel|bakery|bakers|brewery|cement|ceramics|cheese|clinics?|energi|energy|ferries|freight|garments|haulage|"
    r"health|mechanical|mining|outdoor|pictures|pumps|residences?|resorts?|seeds|steel|talent|textile|threads|timber|"
    r"traders|trading|water|weddings)"
)
_TAIL = re.compile(rf"\b(?:{_FIRM}|{_TRADE})\b", re.IGNORECASE)
"""Cheap to look for; where it is not, :data:`_NAMED_FOR_TRADE` cannot match."""
_NAMED_FOR_TRADE = re.compile(
    rf"(?<![\w'])(?P<name>(?:[^\W\d_][\w'-]+[ ]){{1,2}}(?:{_FIRM}|{_TRADE}))(?![\w'])",
    re.IGNORECASE,
)
_SMALL = (
    re.compile(
        r"\b(?:a|the|our|another|one|big)[ ](?:client|customer|supplier|employer|competitor|company)[ ](?P<name>[^\W\d_][\w'-]+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:our|a|the|that)[ ]{_KIND}[ ](?:called|named)[ ](?P<name>[\w'-]+(?:[ ][\w'-]+)?)",
        re.IGNORECASE,
    ),
)
_SHAPED = re.compile(rf"(?P<name>(?:{_CAP}[ ]){{1,2}}(?=[A-Z])(?i:{_TRADE}))\b")
"""What a firm may be called that trades in it; only a word nobody knows makes it one."""


class ClientContext(EntityRecognizer):
    """Names of organisations that speech marks as clients, suppliers or competitors."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=["CLIENT_CUE", "CLIENT_SHAPE"],
            name="clients",
            supported_language=language,
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return what the expressions name; the session vetoes products and people."""
        del entities, nlp_artifacts
        cued = [
            RecognizerResult("CLIENT_CUE", m.start("name"), m.end("name"), 0.7)
            for expression in (
                *_CASED,
                *_SMALL,
                *([_NAMED_FOR_TRADE] if _TAIL.search(text) else []),
            )
            for m in expression.finditer(text)
        ]
        shaped = [
            RecognizerResult("CLIENT_SHAPE", m.start("name"), m.end("name"), 0.5)
            for m in _SHAPED.finditer(text)
        ]
        return cued + shaped
