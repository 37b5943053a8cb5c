import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import HomeInUse, InvalidInput
from coach.home import new_key, open_home


def test_a_fresh_home_is_private_and_keeps_its_key(tmp_path: Path) -> None:
    home = open_home(tmp_path / "a" / "home")

    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert stat.S_IMODE((home.root / "home.key").stat().st_mode) == 0o600
    assert open_home(home.root).keys.derive("vault") == home.keys.derive("vault")
    assert home.keys.derive("vault") != home.keys.derive("checkpoints")


def test_a_home_left_readable_is_closed_again(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    home.root.chmod(0o755)
    (home.root / "home.key").chmod(0o644)

    open_home(home.root)

    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert stat.S_IMODE((home.root / "home.key").stat().st_mode) == 0o600


def test_a_given_key_is_used_and_never_written(tmp_path: Path) -> None:
    key = new_key()
    home = open_home(tmp_path / "home", key)

    assert not (home.root / "home.key").exists()
    assert open_home(tmp_path / "other", key).keys.derive("x") == home.keys.derive("x")


@pytest.mark.parametrize("key", ["short", "!" * 44, "", f"{0:040}"])
def test_a_wrong_key_is_named_and_not_repeated(tmp_path: Path, key: str) -> None:
    home = open_home(tmp_path / "home")
    (home.root / "home.key").write_text(key)

    with pytest.raises(InvalidInput, match="not a key") as caught:
        open_home(home.root)
    assert not key or key not in caught.value.sentence


def test_a_file_in_the_place_of_the_home_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")

    with pytest.raises(InvalidInput, match="cannot be used"):
        open_home(tmp_path / "home")


HOLD = """
import sys, time
from pathlib import Path
from coach.home import open_home
sys.argv = ["/usr/bin/coach", "--verbose", "serve", "secret-argument"]
with open_home(Path({root!r})).owned():
    print("owned", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    program = HOLD.format(root=str(tmp_path / "home"))
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"owned\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_process_is_told_who_owns_the_home(
    tmp_path: Path, owner: subprocess.Popen[bytes]
) -> None:
    with (
        pytest.raises(HomeInUse, match=rf"process {owner.pid} \(coach serve\)") as caught,
        open_home(tmp_path / "home").owned(patience_s=0.1),
    ):
        pass
    assert "secret-argument" not in caught.value.sentence


def test_a_killed_owner_leaves_the_home_free(
    tmp_path: Path, owner: subprocess.Popen[bytes]
) -> None:
    scratch = tmp_path / "home" / "scratch" / "upload.bin"
    scratch.write_bytes(b"left by the dead")
    owner.kill()
    owner.wait()

    with open_home(tmp_path / "home").owned(patience_s=2):
        assert not scratch.exists(), "what a dead owner was working on is removed"


def test_the_same_process_cannot_own_a_home_twice(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    with (
        home.owned(),
        pytest.raises(HomeInUse, match=f"process {os.getpid()} "),
        home.owned(patience_s=0),
    ):
        pass
