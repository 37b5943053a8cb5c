"""An answer as a document to keep: what was asked, of which release, and the themes behind it."""

import io
from typing import Any, Final, Literal

from docx import Document

from coach.services.asking import AskReport, ThemeCard

Kind = Literal["md", "docx"]
KINDS: Final[tuple[Kind, ...]] = ("md", "docx")
_CAVEAT: Final = (
    "Every theme stands on at least k different juniors; numbers are bands. Nobody can be named."
)


def export_answer(report: AskReport, kind: Kind) -> tuple[str, bytes]:
    """Return a file name that carries the release's number, and the file's bytes."""
    data = _docx(report) if kind == "docx" else _markdown(report).encode()
    return f"answer-release-{report.release or 0}.{kind}", data


def _head(report: AskReport) -> list[str]:
    narrowed = f" Narrowed to {', '.join(report.filters)}." if report.filters else ""
    return [f"Release {report.release}.{narrowed}", _CAVEAT]


def _facts(theme: ThemeCard) -> str:
    facts = [theme.label, f"{theme.support} juniors", *theme.quarters]
    return " · ".join([*facts, theme.trend] if theme.trend else facts)


def _markdown(report: AskReport) -> str:
    lines = [f"# {report.asked}", "", *_head(report), "", report.answer or report.note]
    for theme in report.themes:
        lines += ["", f"## {theme.n}. {theme.statement}", "", _facts(theme), ""]
        lines += [f"- {text}" for text in theme.evidence]
        lines += [f"> {text}" for text in theme.quotes]
        lines += [f"- {tried.sentence()}" for tried in theme.tried]
    return "\n".join(lines) + "\n"


def _docx(report: AskReport) -> bytes:
    document: Any = Document()
    document.add_heading(report.asked, level=1)
    for line in _head(report):
        document.add_paragraph(line)
    document.add_paragraph(report.answer or report.note)
    for theme in report.themes:
        document.add_heading(f"{theme.n}. {theme.statement}", level=2)
        document.add_paragraph(_facts(theme))
        for text in theme.evidence:
            document.add_paragraph(text, style="List Bullet")
        for text in theme.quotes:
            document.add_paragraph(text, style="Quote")
        for tried in theme.tried:
            document.add_paragraph(tried.sentence(), style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
