"""Bad files get one clear sentence that never holds their words."""

import io
import os

import pytest
from docx import Document

from guardrails.errors import UnreadableInput
from guardrails.transcript.decoding import MAX_BYTES
from guardrails.transcript.reading import read_transcript


def word_file() -> bytes:
    document = Document()
    for number in range(200):
        document.add_paragraph(f"Ann Bell   0:{number % 60:02}\nzebra {number}")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


UNNAMED = b"WEBVTT\n\n00:01.000 --> 00:02.000\nzebra crossing\n\n00:03.000 --> 00:04.000\nmore\n"
CASES = [
    ("nothing at all", b"", "empty"),
    ("blank lines", b"\n \r\n\t", "empty"),
    ("only a byte-order mark", b"\xef\xbb\xbf\n", "empty"),
    ("50 MB", b"a zebra\n" * 6_250_000, "larger"),
    ("random bytes", b"\x00\x01" + os.urandom(5000), "binary"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    ("a PDF", b"%PDF-1.7 zebra", "PDF"),
    ("old Word", b"\xd0\xcf\x11\xe0zebra", "old Word"),
    ("a film", b"\x00\x00\x00\x18ftypmp42zebra", "recording"),
    ("a truncated docx", word_file()[:9000], "damaged"),
    ("a docx without its end", word_file()[:-30], "damaged"),
    ("a zip that is no Word file", b"PK\x03\x04 zebra", "damaged"),
    ("an empty docx", None, "empty"),
    ("captions without speakers", UNNAMED, "who spoke"),
    ("captions without captions", b"WEBVTT\n\n", "no captions"),
    ("broken JSON", b'{"segments": [{"text": "zebra"', "broken"),
    ("JSON about something else", b'{"zebra": 1}', "no transcript"),
    ("JSON without speakers", b'{"segments": [{"text": "zebra"}]}', "who spoke"),
    ("half a character of UTF-16", "\ufeffzebra".encode("utf-16-le")[:-1], "breaks off"),
]


@pytest.mark.parametrize(("reason", "data", "word"), CASES, ids=[case[0] for case in CASES])
def test_refused_with_one_sentence(reason: str, data: bytes | None, word: str) -> None:
    if data is None:
        packed = io.BytesIO()
        Document().save(packed)
        data = packed.getvalue()
    with pytest.raises(UnreadableInput) as caught:
        read_transcript(data, "zebra.vtt")
    sentence = caught.value.sentence
    assert word in sentence
    assert "zebra" not in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_limit_itself_is_read() -> None:
    line = b"Ann: yes\nBob: no\n"
    data = line * (MAX_BYTES // len(line) // 10)
    assert len(read_transcript(data).turns) > 1000
