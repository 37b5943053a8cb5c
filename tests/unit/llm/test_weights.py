import errno
import hashlib
import os
from pathlib import Path
from threading import Thread

import pytest

from coach.errors import StorageFailed, WeightsMissing
from coach.llm.catalog import Weights, known_weights
from coach.llm.pieces import installed_pieces
from coach.llm.weights import WeightsStore

PIECES = [b"first " * 1000, b"second " * 1000, b"third"]


@pytest.fixture
def weights() -> Weights:
    whole = b"".join(PIECES)
    packages = ("p1", "p2", "p3")
    digest = hashlib.sha256(whole).hexdigest()
    return Weights("default", "tiny", "Tiny", len(whole), digest, packages, "*.bin")


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"part{number}.bin" for number in range(3)]
    for path, data in zip(paths, PIECES, strict=True):
        path.write_bytes(data)
    return paths


@pytest.fixture
def store(tmp_path: Path, pieces: list[Path]) -> WeightsStore:
    return WeightsStore(tmp_path / "models", lambda _weights: pieces)


def left_over(store: WeightsStore) -> list[str]:
    return sorted(path.name for path in store.folder.iterdir() if "joining" in path.name)


def test_pieces_are_joined_once_in_order(store: WeightsStore, weights: Weights) -> None:
    counted: list[tuple[int, int]] = []
    path = store.ensure(weights, lambda done, total: counted.append((done, total)))
    assert path.read_bytes() == b"".join(PIECES)
    assert counted[-1] == (weights.size, weights.size)
    counted.clear()
    assert store.ensure(weights, lambda done, total: counted.append((done, total))) == path
    assert counted == []  # the stamp spared a second reading


def test_a_wrong_piece_is_refused_and_leaves_nothing(
    store: WeightsStore, weights: Weights, pieces: list[Path]
) -> None:
    pieces[1].write_bytes(b"tampered")
    with pytest.raises(WeightsMissing, match="SHA-256 differs"):
        store.ensure(weights)
    assert not (store.folder / "tiny.gguf").exists()
    assert left_over(store) == []
    assert not store.ready(weights)


def test_a_missing_piece_names_the_remedy(tmp_path: Path, weights: Weights) -> None:
    store = WeightsStore(tmp_path / "models", lambda _weights: [])
    with pytest.raises(WeightsMissing, match=r"0 of 3.*make install"):
        store.ensure(weights)


def test_an_altered_file_is_never_used_but_joined_again(
    store: WeightsStore, weights: Weights
) -> None:
    path = store.ensure(weights)
    path.write_bytes(b"x" * weights.size)
    assert not store.ready(weights)
    assert store.ensure(weights).read_bytes() == b"".join(PIECES)


def test_a_touched_but_right_file_is_kept(store: WeightsStore, weights: Weights) -> None:
    path = store.ensure(weights)
    before = path.stat().st_ino
    os.utime(path, (1, 1))
    assert not store.ready(weights)
    assert store.ensure(weights).stat().st_ino == before
    assert store.ready(weights)


def test_check_reads_every_byte_even_under_an_old_stamp(
    store: WeightsStore, weights: Weights
) -> None:
    path = store.ensure(weights)
    assert store.check(weights)
    with path.open("r+b") as file:
        file.write(b"F")
    assert not store.check(weights)
    assert not store.ready(weights)


def test_a_full_disk_is_said_so_and_leaves_nothing(
    tmp_path: Path, weights: Weights, pieces: list[Path]
) -> None:
    def fill(_done: int, _total: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    store = WeightsStore(tmp_path / "models", lambda _weights: pieces)
    with pytest.raises(StorageFailed, match="COACH_CACHE"):
        store.ensure(weights, fill)
    assert left_over(store) == []
    assert not (store.folder / "tiny.gguf").exists()


def test_what_a_killed_join_left_is_removed(store: WeightsStore, weights: Weights) -> None:
    store.folder.mkdir()
    (store.folder / "tiny.12345.joining").write_bytes(b"half")
    store.ensure(weights)
    assert left_over(store) == []


def test_two_at_once_join_once(store: WeightsStore, weights: Weights) -> None:
    read: list[int] = []

    def count(done: int, total: int) -> None:
        if done == total:
            read.append(done)

    threads = [Thread(target=store.ensure, args=(weights, count)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [weights.size]


@pytest.mark.parametrize("key", ["default", "tests"])
def test_the_installed_packages_hold_the_promised_sizes(key: str) -> None:
    found = known_weights()[key]
    pieces = installed_pieces(found)
    assert len(pieces) == len(found.packages)
    assert sum(path.stat().st_size for path in pieces) == found.size


def test_an_absent_package_is_no_error() -> None:
    absent = Weights("x", "x", "x", 1, "0", ("no-such-package-here",), "*.bin")
    assert installed_pieces(absent) == []
