"""Reads a deadline: a day, or a period of a named year whose last day counts."""

import calendar
import re
from collections.abc import Callable
from datetime import date

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(20\d\d)"
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_NO_DATE = re.compile(
    r"^\W*(tbd|tba|tbc|none|n/?a|open[- ]ended|ongoing|rolling|continuous|no (fixed |firm )?date"
    r"|to be (confirmed|decided|agreed|announced|set)|when(ever)?\b|as soon as|once\b|asap|sometime)",
    re.IGNORECASE,
)
Reader = Callable[[re.Match[str]], date]


def read_deadline(text: str) -> date | None:
    """Return the last day that ``text`` means, or None when it names no day of any year.

    ``end of June 2027`` and ``Q2 2027`` name one; ``before the summer`` names none.
    """
    if _NO_DATE.search(text):
        return None
    impossible = False
    for pattern, reader in _DAYS:
        for hit in re.finditer(pattern, text, re.IGNORECASE):
            try:
                return reader(hit)
            except ValueError:  # 31 April, or the other order of day and month
                impossible = True
    return None if impossible else _period(text)


def _period(text: str) -> date | None:
    for pattern, reader in _PERIODS:
        for hit in re.finditer(pattern, text, re.IGNORECASE):
            try:
                return reader(hit)
            except ValueError:  # week 60
                continue
    return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_of(name: str) -> int:
    return _MONTHS[name.lower()]


_DAYS: tuple[tuple[str, Reader], ...] = (
    (r"(?<!\d)(20\d\d)-(\d\d?)-(\d\d?)", lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
    (r"(?<!\d)(20\d\d)[/.](\d\d?)[/.](\d\d?)", lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
    (r"(?<!\d)(\d\d?)[/.](\d\d?)[/.](20\d\d)", lambda m: date(int(m[3]), int(m[2]), int(m[1]))),
    (r"(?<!\d)(\d\d?)/(\d\d?)/(20\d\d)", lambda m: date(int(m[3]), int(m[1]), int(m[2]))),
    (
        rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        lambda m: date(int(m[3]), _month_of(m[2]), int(m[1])),
    ),
    (
        rf"\b{_MONTH} (\d\d?)(?:st|nd|rd|th)?,? {_YEAR}",
        lambda m: date(int(m[3]), _month_of(m[1]), int(m[2])),
    ),
)
_PERIODS: tuple[tuple[str, Reader], ...] = (
    (rf"\b{_MONTH},?(?: of)? {_YEAR}", lambda m: _end_of_month(int(m[2]), _month_of(m[1]))),
    (r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?![\d-])", lambda m: _end_of_month(int(m[1]), int(m[2]))),
    (r"\bq([1-4])[ /-]*(?:of )?(20\d\d)", lambda m: _end_of_month(int(m[2]), 3 * int(m[1]))),
    (r"(20\d\d)[ /-]*q([1-4])\b", lambda m: _end_of_month(int(m[1]), 3 * int(m[2]))),
    (
        r"\b(first|second|third|fourth|last) quarter(?: of)?,? (20\d\d)",
        lambda m: _end_of_month(int(m[2]), 3 * _ORDINALS[m[1].lower()]),
    ),
    (r"(20\d\d)-?w(\d\d?)\b", lambda m: date.fromisocalendar(int(m[1]), int(m[2]), 7)),
    (
        r"\b(?:calendar )?week (\d\d?)(?: of|,)? (20\d\d)",
        lambda m: date.fromisocalendar(int(m[2]), int(m[1]), 7),
    ),
    (
        r"\b(spring|summer|autumn|fall|winter)(?: of)? (20\d\d)",
        lambda m: _end_of_month(int(m[2]), _SEASONS[m[1].lower()]),
    ),
    (r"\bend of (?:the year )?(20\d\d)", lambda m: date(int(m[1]), 12, 31)),
)
