"""What Chroma keeps of an erased insight: nothing, also after a kill in the middle."""

from pathlib import Path

import numpy as np

from guardrails.fingerprints import Fingerprints
from knowledge.chroma import ChromaFolder
from knowledge.embedding import Vectors

PRINTS = Fingerprints(b"f" * 32)


def vectors(count: int) -> Vectors:
    drawn = np.random.default_rng(7).normal(size=(count, 384)).astype(np.float32)
    unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def pieces_left(folder: Path, vector: Vectors) -> int:
    wanted = PRINTS.of([vector.tobytes()])
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sum(PRINTS.count_in_file(wanted, file) for file in files)


def test_no_byte_of_an_erased_vector_is_left(tmp_path: Path) -> None:
    given, names = vectors(50), [f"i{number}" for number in range(50)]
    shelf = ChromaFolder(tmp_path, "m")
    shelf.add(names, given)
    assert pieces_left(tmp_path, given[7]) > 0, "a vector lies on the disk as it was given"
    left_by_a_kill = tmp_path / "0123456789ab"
    left_by_a_kill.mkdir()
    (left_by_a_kill / "data_level0.bin").write_bytes(given[7].tobytes())

    gone = shelf.keep_only(set(names) - {"i7"})

    assert gone == 1
    assert pieces_left(tmp_path, given[7]) == 0
    assert np.allclose(shelf.get(["i8"])["i8"], given[8], atol=1e-6)
    assert shelf.ids() == set(names) - {"i7"}
    shelf.close()


def test_erasing_again_finishes_what_a_kill_left(tmp_path: Path) -> None:
    given = vectors(3)
    shelf = ChromaFolder(tmp_path, "m")
    shelf.add(["a", "b"], given[:2])
    orphan = tmp_path / "0123456789ab"
    orphan.mkdir()
    (orphan / "x").write_bytes(given[2].tobytes())

    assert shelf.keep_only({"a", "b"}) == 0

    assert pieces_left(tmp_path, given[2]) == 0
    assert shelf.ids() == {"a", "b"}
    shelf.close()
