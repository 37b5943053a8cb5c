"""Word files: Teams transcripts, or notes somebody typed in Word."""

import io
import zipfile
from xml.etree.ElementTree import ParseError

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.exceptions import OpcError
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from guardrails.errors import UnreadableInput

_MAX_UNPACKED = 200_000_000
_DAMAGED = (
    "This Word file is damaged or incomplete; download the transcript again and hand that in."
)


def paragraphs_of(data: bytes) -> list[str]:
    """Return the paragraphs (those in tables too) in reading order, line breaks kept.

    Raises:
        UnreadableInput: when the file is truncated, not a Word document, or a zip bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "word/document.xml" not in packed.namelist():
                raise UnreadableInput(
                    "This is a zip file but no Word document; hand in the transcript itself."
                )
            if sum(item.file_size for item in packed.infolist()) > _MAX_UNPACKED:
                raise UnreadableInput(
                    "This Word file is too large once unpacked; remove pictures and try again."
                )
        document = Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OpcError,
        LxmlError,
        ParseError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,  # zipfile: the file is encrypted
    ) as error:
        raise UnreadableInput(_DAMAGED) from error
    return [paragraph.text for paragraph in _in_order(document)]


def _in_order(document: DocumentObject) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block)
            continue
        for row in block.rows:
            for cell in row.cells:
                found += cell.paragraphs
    return found
