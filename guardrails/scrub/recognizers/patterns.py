"""Presidio's own pattern recognizers, by allowlist.

Left out on purpose: DATE_TIME, NRP, US_DRIVER_LICENSE, US_BANK_NUMBER, the weak URL pattern and
ORGANIZATION: on business talk they erase "Q2", "the first month" and "CFO".
"""

import re

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
    UsSsnRecognizer,
)

_URL = (
    r"\b(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)]"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|ai|app|dev|uk|ie|de|eu|edu|gov|info|ca|au|nz|in|br)"
    r"(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)])?\b"
)
# Presidio's own e-mail recognizer asks the network for the list of public suffixes.
_EMAIL = r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b"
_HANDLE = r"(?<![\w.@])@[a-z0-9_][a-z0-9_.]{1,30}[a-z0-9_]\b"
_ACCOUNT = r"(?<![\w./@-])(?!v?\d)[a-z]{2,20}[._](?!v\d)[a-z]{1,20}\d{1,4}\b(?![./@]\w)"
_CODE = (
    r"\b(?=[a-z0-9/-]*\d{3})(?=[a-z0-9/-]*[a-z])[a-z]{1,6}(?:-[a-z0-9]{1,8}){1,3}\b"
    r"|\b[a-z]{2,5}\d{4,10}\b"
)
_LONG_NUMBER = (
    r"(?<![\d.,$€£#%/-])\b\d{5,12}\b(?![\d%]|[.,:/-]\d|\s*(?:percent|%|euro|dollar|pound))"
)
_SHORT_PHONE = r"(?<![\d.,$€£-])\b\d{3}[-. ]\d{4}\b(?![-.,]?\d)"
_FULL_PHONE = r"(?<![\w.,$€£-])(?:\+|00)\d[\d ().-]{7,18}\d\b|(?<![\w.,$€£-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b"  # noqa: E501
TYPES = {
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "CREDIT_CARD": "CARD",
    "IBAN_CODE": "BANK",
    "IP_ADDRESS": "IP",
    "US_SSN": "ID",
    "WEB": "URL",
    "HANDLE": "USERNAME",
    "CODE": "ID",
    "WRITTEN_PHONE": "PHONE",
}
"""Presidio entity -> our placeholder type."""


def _own(entity: str, regex: str, language: str) -> PatternRecognizer:
    return PatternRecognizer(
        supported_entity=entity,
        name=f"pattern {entity.lower()}",
        patterns=[Pattern(entity, regex, 0.9)],
        supported_language=language,
        global_regex_flags=re.IGNORECASE,
    )


def pattern_recognizers(language: str = "en") -> list[EntityRecognizer]:
    """Build the recognizers of written identifiers."""
    return [
        _own("EMAIL_ADDRESS", _EMAIL, language),
        PhoneRecognizer(
            supported_language=language,
            supported_regions=("US", "GB", "IE", "CA", "AU", "NZ", "IN", "ZA", "DE", "BR"),
            leniency=1,
        ),
        CreditCardRecognizer(supported_language=language),
        IbanRecognizer(supported_language=language),
        IpRecognizer(supported_language=language),
        UsSsnRecognizer(supported_language=language),
        _own("WEB", _URL, language),
        _own("HANDLE", _HANDLE, language),
        _own("HANDLE", _ACCOUNT, language),
        _own("CODE", _CODE, language),
        _own("CODE", _LONG_NUMBER, language),
        _own("WRITTEN_PHONE", _SHORT_PHONE, language),
        _own("WRITTEN_PHONE", _FULL_PHONE, language),
    ]
