"""From bytes to text, or one sentence that says why not."""

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes

from guardrails.errors import UnreadableInput

MAX_BYTES = 20_000_000
"""A one-hour transcript is about 0.2 MB; this leaves room for a hundred hours."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF; export the transcript as .docx, .vtt or .txt and hand that in."),
    (b"\xd0\xcf\x11\xe0", "This is an old Word file; save it as .docx or .txt and hand that in."),
    (b"{\\rtf", "This is a rich-text file; save it as .docx or .txt and hand that in."),
    (b"\x1f\x8b", "This file is compressed; unpack it and hand in the transcript inside."),
    (b"ID3", "This is a sound recording; hand in its transcript instead."),
    (b"RIFF", "This is a recording; hand in its transcript instead."),
    (b"OggS", "This is a sound recording; hand in its transcript instead."),
)
_NOT_TEXT = (
    "This file is not text (it looks binary); "
    "hand in the transcript as .vtt, .srt, .txt, .docx, .json or .md."
)
_EMPTY = "This file is empty; export the transcript again and check that it has words in it."
_NO_ENCODING = (
    "The encoding of this file cannot be told; save it as UTF-8 text and hand it in again."
)
# A quarter of the bytes at even or odd places are zero in UTF-16 text of Latin letters.
_UTF16_ZEROS = 0.25
# Even sloppy text exports hold almost no control characters.
_CONTROL_SHARE = 0.002
_HIGH_SHARE_OF_WESTERN = 0.1
_HIGH_SHARE_OF_NOISE = 0.9
_ASCII = 0x7F


def refuse_hopeless(data: bytes) -> None:
    """Refuse what needs no decoding to be refused: empty, too large, or another kind of file.

    Raises:
        UnreadableInput: naming the problem and the remedy.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            f"This file is larger than {MAX_BYTES // 1_000_000} MB; hand in the transcript "
            "of one session, without sound or pictures."
        )
    if not data.strip():
        raise UnreadableInput(_EMPTY)
    if data[4:8] == b"ftyp":
        raise UnreadableInput("This is a recording; hand in its transcript instead.")
    for magic, sentence in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableInput(sentence)


def decode(data: bytes) -> str:
    """Return the text: by byte-order mark, then UTF-8, UTF-16, and one-byte Western encodings.

    Line ends become plain newlines; a byte-order mark disappears.

    Raises:
        UnreadableInput: for empty or binary content, and for an encoding we cannot tell.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.strip():
        raise UnreadableInput(_EMPTY)
    if len(_CONTROL.findall(text)) > max(2, len(text) * _CONTROL_SHARE):
        raise UnreadableInput(_NOT_TEXT)
    return _CONTROL.sub("", text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    wide = _utf16_without_mark(data)
    if wide:
        return _strict(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            "This file breaks off inside a character; export it again and save it as UTF-8."
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    even, odd = sample[0::2], sample[1::2]
    if odd and odd.count(0) > len(odd) * _UTF16_ZEROS and even.count(0) == 0:
        return "utf-16-le"
    if even and even.count(0) > len(even) * _UTF16_ZEROS and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _one_byte(data: bytes) -> str:
    if b"\x00" in data:
        raise UnreadableInput(_NOT_TEXT)
    # Most files that are not UTF-8 come from Windows in English: its encoding is tried first
    # when the odd bytes are few, else the statistics of charset-normalizer decide.
    high = sum(byte > _ASCII for byte in data)
    if high < len(data) * _HIGH_SHARE_OF_WESTERN:
        with suppress(UnicodeDecodeError):
            return data.decode("cp1252")
    best = from_bytes(data[:200_000]).best()
    if best is None or high > len(data) * _HIGH_SHARE_OF_NOISE:
        raise UnreadableInput(_NO_ENCODING)
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableInput(_NO_ENCODING) from error
