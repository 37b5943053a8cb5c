"""One suite over the vector stores: embedded Chroma keeps what it acknowledged and erases bytes."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.chroma import ChromaFolder
from knowledge.errors import IndexFailed


def some(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vectors_come_back_as_they_were_also_after_reopening(tmp_path: Path) -> None:
    shelf = ChromaFolder(tmp_path, "model-a")
    vectors = some(30, 1)
    ids = [f"i{n}" for n in range(30)]
    shelf.add(ids, vectors)
    shelf.close()
    again = ChromaFolder(tmp_path, "model-a")
    found = again.get(["i3", "i29", "unknown"])
    again.close()
    assert set(found) == {"i3", "i29"}
    assert np.allclose(found["i3"], vectors[3], atol=1e-6)


def test_erasing_leaves_no_byte_of_the_vector(tmp_path: Path) -> None:
    shelf = ChromaFolder(tmp_path, "model-a")
    vectors = some(20, 2)
    shelf.add([f"i{n}" for n in range(20)], vectors)
    assert shelf.keep_only([f"i{n}" for n in range(20) if n != 7]) == 1
    assert shelf.ids() == {f"i{n}" for n in range(20)} - {"i7"}
    shelf.close()
    needle = vectors[7][:16].tobytes()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(needle in file.read_bytes() for file in files)
    assert len([d for d in tmp_path.iterdir() if d.is_dir()]) == 1, "the old build is gone"


def test_vectors_of_another_model_are_refused(tmp_path: Path) -> None:
    shelf = ChromaFolder(tmp_path, "model-a")
    shelf.add(["i1"], some(1, 3))
    shelf.close()
    with pytest.raises(IndexFailed):
        ChromaFolder(tmp_path, "model-b").ids()
