"""One suite over the vector stores, embedded and served; erased bytes of the embedded one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.chroma import ChromaFolder, ChromaServer
from knowledge.errors import IndexFailed
from tests.chroma_server import a_chroma_server

Shelf = ChromaFolder | ChromaServer
Opener = Callable[[str], Shelf]
"""Opens the same place again, for the vectors of a model."""


@pytest.fixture(params=["embedded", "served"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    if request.param == "embedded":
        yield lambda model: ChromaFolder(tmp_path, model)
        return
    with a_chroma_server(tmp_path) as (host, port):
        yield lambda model: ChromaServer(host, port, model)


def some(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vectors_come_back_as_they_were_also_after_reopening(opened: Opener) -> None:
    shelf = opened("model-a")
    vectors = some(30, 1)
    ids = [f"i{n}" for n in range(30)]
    shelf.add(ids, vectors)
    shelf.close()
    again = opened("model-a")
    found = again.get(["i3", "i29", "unknown"])
    again.close()
    assert set(found) == {"i3", "i29"}
    assert np.allclose(found["i3"], vectors[3], atol=1e-6)


def test_an_id_that_is_there_gets_the_new_vector(opened: Opener) -> None:
    shelf = opened("model-a")
    old, new = some(2, 4)
    shelf.add(["i1"], old[None])
    shelf.add(["i1"], new[None])
    found = shelf.get(["i1"])
    shelf.close()
    assert np.allclose(found["i1"], new, atol=1e-6)


def test_what_is_erased_is_gone_and_the_rest_stands(opened: Opener) -> None:
    shelf = opened("model-a")
    vectors = some(20, 2)
    shelf.add([f"i{n}" for n in range(20)], vectors)
    assert shelf.erase(["i7"]) == 1
    assert shelf.ids() == {f"i{n}" for n in range(20)} - {"i7"}
    kept = shelf.get(["i8", "i7"])
    shelf.close()
    assert set(kept) == {"i8"}
    assert np.allclose(kept["i8"], vectors[8], atol=1e-6)


def test_vectors_of_another_model_are_never_returned_and_new_ones_stay(opened: Opener) -> None:
    shelf = opened("model-a")
    shelf.add(["i1"], some(1, 3))
    shelf.close()
    newer = opened("model-b")
    assert newer.ids() == set()
    newer.add(["i2"], some(1, 5))
    newer.close()
    again = opened("model-b")
    assert again.ids() == {"i2"}
    again.close()


def test_no_byte_of_another_model_s_vectors_is_left(tmp_path: Path) -> None:
    shelf = ChromaFolder(tmp_path, "model-a")
    (vector,) = some(1, 3)
    shelf.add(["i1"], vector[None])
    shelf.close()
    newer = ChromaFolder(tmp_path, "model-b")
    assert newer.ids() == set()
    newer.close()
    needle = vector[:16].tobytes()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(needle in file.read_bytes() for file in files)


def test_a_server_that_is_not_there_is_said_so() -> None:
    with pytest.raises(IndexFailed):
        ChromaServer("127.0.0.1", 9, "model-a").ids()


def test_erasing_leaves_no_byte_of_the_vector(tmp_path: Path) -> None:
    shelf = ChromaFolder(tmp_path, "model-a")
    vectors = some(20, 2)
    shelf.add([f"i{n}" for n in range(20)], vectors)
    assert shelf.erase(["i7"]) == 1
    assert shelf.ids() == {f"i{n}" for n in range(20)} - {"i7"}
    shelf.close()
    needle = vectors[7][:16].tobytes()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(needle in file.read_bytes() for file in files)
    assert len([d for d in tmp_path.iterdir() if d.is_dir()]) == 1, "the old build is gone"
