import json
import os
from pathlib import Path

import numpy as np
import pytest

from guardrails.fingerprints import WINDOW, Fingerprints
from guardrails.text import RawText

PRINTS = Fingerprints(b"f" * 32)
WORDS = "Après la clôture, the till in the market street shop freezes \u2013 every day at noon."


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(WORDS.encode(), id="as written"),
        pytest.param(json.dumps({"quote": WORDS}).encode(), id="escaped inside JSON"),
        pytest.param(os.urandom(999) + WORDS.encode() + os.urandom(77), id="deep in a page"),
        pytest.param(WORDS.encode()[20 : 20 + WINDOW], id="a single piece of 32 bytes"),
        pytest.param(b"x" + WORDS.encode()[5:50] + b"\0" * 9, id="cut at a page's end"),
    ],
)
def test_words_are_found_however_they_lie_on_disk(stored: bytes) -> None:
    assert PRINTS.count(PRINTS.of([RawText(WORDS)]), stored) > 0


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(WORDS.encode()[:31], id="less than one piece"),
        pytest.param(WORDS.upper().encode(), id="other bytes"),
        pytest.param(os.urandom(1 << 20), id="noise"),
        pytest.param(b"\0" * (1 << 20), id="wiped pages"),
    ],
)
def test_other_bytes_are_not_taken_for_them(stored: bytes) -> None:
    assert PRINTS.count(PRINTS.of([WORDS]), stored) == 0


def test_words_across_two_chunks_of_a_file_are_found(tmp_path: Path) -> None:
    file = tmp_path / "f"
    piece = WORDS.encode()[:40]
    for at in range(30, 70):
        file.write_bytes(b"." * at + piece + b"." * 100)
        found = PRINTS.count_in_file(PRINTS.of([piece]), file, chunk_bytes=64)
        assert found == len(piece) - WINDOW + 1


def test_fingerprints_need_the_key_and_hold_no_words() -> None:
    mine, theirs = PRINTS.of([WORDS]), Fingerprints(b"g" * 32).of([WORDS])

    assert len(np.intersect1d(mine, theirs)) == 0
    assert b"market" not in mine.tobytes()


def test_vectors_can_be_looked_for_too() -> None:
    vector = np.linspace(-1, 1, 384, dtype=np.float32).tobytes()

    assert PRINTS.count(PRINTS.of([vector]), b"header" + vector + b"more") > 0
