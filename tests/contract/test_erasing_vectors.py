"""What Chroma keeps of an erased insight: nothing, also after a kill in the middle."""

from concurrent.futures import ThreadPoolExecutor
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

    gone = shelf.erase({"i7"})

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

    assert shelf.erase(["never-there"]) == 0

    assert pieces_left(tmp_path, given[2]) == 0
    assert shelf.ids() == {"a", "b"}
    shelf.close()


def test_what_chroma_leaves_unused_is_blank_whatever_the_memory_held(tmp_path: Path) -> None:
    given, names = vectors(150), [f"i{number}" for number in range(150)]
    shelf = ChromaFolder(tmp_path, "m")
    for start in (0, 50, 100):
        shelf.add(names[start : start + 50], given[start : start + 50])

    unused = [file.read_bytes() for file in tmp_path.rglob("data_level0.bin")]

    assert unused
    assert all(not any(piece) for piece in unused), "no vector is in the index file as yet"
    assert shelf.ids() == set(names)
    shelf.close()


def test_what_a_kill_left_unused_is_blanked_at_the_next_opening(tmp_path: Path) -> None:
    given = vectors(1100)
    shelf = ChromaFolder(tmp_path, "m")
    shelf.add([f"i{number}" for number in range(1100)], given)
    shelf.close()
    file = next(tmp_path.rglob("data_level0.bin"))
    used = len(file.read_bytes().rstrip(bytes(1)))
    with file.open("r+b") as stream:
        stream.seek(-2000, 2)
        stream.write(b"raw words" * 200)

    opened = ChromaFolder(tmp_path, "m")

    assert np.allclose(opened.get(["i1099"])["i1099"], given[1099], atol=1e-6)
    assert len(file.read_bytes().rstrip(bytes(1))) == used
    opened.close()


def test_one_may_read_and_erase_while_another_writes(tmp_path: Path) -> None:
    given, names = vectors(2400), [f"i{number}" for number in range(2400)]
    shelf = ChromaFolder(tmp_path, "m")
    shelf.add(["gone"], given[:1])

    def write(start: int) -> None:
        shelf.add(names[start : start + 300], given[start : start + 300])

    def erase(_: int) -> int:
        return shelf.erase(["gone"])

    with ThreadPoolExecutor(4) as pool:
        written = pool.map(write, range(0, 2400, 300))
        erased = pool.map(erase, range(4))
        assert sum(erased) == 1
        list(written)

    assert shelf.ids() == set(names)
    assert np.allclose([*map(shelf.get(names).get, names)], given, atol=1e-6)
    shelf.close()
