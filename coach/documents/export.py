"""A guide in the format somebody asked for."""

import re
from collections.abc import Callable
from datetime import datetime

from coach.errors import InvalidInput
from graphs.prepare.guide import Guide

_MOST_LETTERS = 48
_NAMES = {"cards": ("cards", "pdf"), "junior": ("for-your-junior", "pdf")}
"""Name and ending of kinds that are not named by their ending."""


def export_guide(guide: Guide, kind: str, now: datetime) -> tuple[str, bytes]:
    """Return (file name, bytes); ``kind`` is md, docx, pdf, json, ics, cards or junior.

    The last two are a pdf each: cards to cut, and the page to send ahead, without a question.

    Raises:
        InvalidInput: for another kind.
    """
    if kind not in _WRITERS:
        raise InvalidInput(
            f"A guide can be saved as {', '.join(sorted(_WRITERS))}; not as {kind!r}."
        )
    stem, ending = _NAMES.get(kind, ("guide", kind))
    return f"{stem}-{_slug(guide.decision)}.{ending}", _WRITERS[kind](guide, now)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:_MOST_LETTERS].strip("-") or "decision"


def _md(guide: Guide, _now: datetime) -> bytes:
    from coach.documents.markdown import guide_as_markdown  # noqa: PLC0415 - one format at a time

    return guide_as_markdown(guide).encode()


def _json(guide: Guide, _now: datetime) -> bytes:
    return guide.model_dump_json(indent=2).encode()


def _docx(guide: Guide, now: datetime) -> bytes:
    from coach.documents.docx import guide_as_docx  # noqa: PLC0415 - as above

    return guide_as_docx(guide, now)


def _pdf(guide: Guide, now: datetime) -> bytes:
    from coach.documents.pdf import guide_as_pdf  # noqa: PLC0415 - as above

    return guide_as_pdf(guide, now)


def _cards(guide: Guide, now: datetime) -> bytes:
    from coach.documents.cards import cards_as_pdf  # noqa: PLC0415 - as above

    return cards_as_pdf(guide, now)


def _junior(guide: Guide, now: datetime) -> bytes:
    from coach.documents.pdf import junior_page_as_pdf  # noqa: PLC0415 - as above

    return junior_page_as_pdf(guide, now)


def _ics(guide: Guide, now: datetime) -> bytes:
    from coach.documents.invitation import guide_as_ics  # noqa: PLC0415 - as above

    return guide_as_ics(guide, now)


_WRITERS: dict[str, Callable[[Guide, datetime], bytes]] = {
    "md": _md,
    "json": _json,
    "docx": _docx,
    "pdf": _pdf,
    "cards": _cards,
    "junior": _junior,
    "ics": _ics,
}
