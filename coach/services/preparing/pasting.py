"""Reads questions from what people have: a pasted list, a former guide, a document."""

import io
import json
import re
import zipfile

from coach.errors import InvalidInput

_MOST = 300
_MARK = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,3}[.)]|[a-z][.)]|#+)\s*")
_ASKS = re.compile(r"\?\s*$|^(?:tell|show|walk|describe|take|explain|give|think)\b", re.IGNORECASE)


def read_questions(data: bytes, filename: str) -> list[str]:
    """Return the questions in order, at most 300; lines that ask nothing are left out.

    Raises:
        InvalidInput: when the bytes are no readable text or hold no question.
    """
    lines = _docx_lines(data) if data[:2] == b"PK" else _text_lines(data, filename)
    spoken = [line for line in lines if not line.lstrip().startswith(">")]  # words, no question
    questions = [_MARK.sub("", line).strip().strip("*_ ") for line in spoken]
    found = [line for line in questions if line and _ASKS.search(line)][:_MOST]
    if not found:
        raise InvalidInput("No question was found: write one a line, each with a question mark.")
    return found


def _text_lines(data: bytes, filename: str) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("The list is not UTF-8 text.") from error
    if filename.lower().endswith(".json"):
        return _guide_lines(text)
    return text.splitlines()


def _guide_lines(text: str) -> list[str]:
    try:
        guide = json.loads(text)
        return [
            str(question["text"]) for block in guide["blocks"] for question in block["questions"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput("The file is no guide of ours in JSON.") from error


def _docx_lines(data: bytes) -> list[str]:
    from docx import Document  # noqa: PLC0415 - only a document needs it
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415 - as above

    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InvalidInput("The document cannot be read; save it again as .docx.") from error
    return [paragraph.text for paragraph in document.paragraphs]
