import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from coach.cli.edge import guarded
from coach.errors import (
    HomeInUse,
    InvalidInput,
    ModelRefused,
    ModelUnavailable,
    NotAllowed,
    OurFailure,
    StorageFailed,
)
from guardrails.errors import ScrubFailed, UnreadableInput


def full_database() -> sqlite3.Error:
    """Make SQLite itself say that there is no more room."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    try:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    except sqlite3.Error as error:
        return error
    finally:
        connection.close()
    raise AssertionError("the database never got full")


def wrapped(cause: Exception) -> StorageFailed:
    error = StorageFailed("The database refused.")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (InvalidInput("The brief is empty."), 2, "The brief is empty."),
        (NotAllowed("Your role may not."), 2, "Your role may not."),
        (HomeInUse("In use by 12."), 2, "In use by 12."),
        (UnreadableInput("The file is binary."), 2, "The file is binary."),
        (ScrubFailed("A recognizer failed."), 2, "A recognizer failed."),
        (ModelRefused("The key was refused."), 2, "The key was refused."),
        (ModelUnavailable("No network."), 1, "No network."),
        (OurFailure("We failed."), 1, "We failed."),
        (OSError(errno.ENOSPC, "no space"), 2, "The disk is full."),
        (OSError(errno.EDQUOT, "quota"), 2, "The disk is full."),
        (full_database(), 2, "The disk is full."),
        (wrapped(full_database()), 2, "The database refused."),
        (PermissionError(13, "denied", "/a/b.txt"), 2, "may not open /a/b.txt"),
        (click.UsageError("No such option: --x"), 2, "No such option: --x. Run 'coach --help'"),
        (click.BadParameter("not a file."), 2, "Invalid value: not a file. Run"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (ValueError("Mara Ito said it"), 1, "Something failed on our side (error "),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_every_end_is_one_sentence_and_a_code(
    error: BaseException, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    assert guarded(fail, log_folder=lambda: tmp_path / "logs") == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert "Mara" not in err


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (2, 2), (True, 0), ("x", 0)])
def test_a_command_may_choose_its_code(result: object, code: int, tmp_path: Path) -> None:
    action: Callable[[], object] = lambda: result  # noqa: E731 - a value to return
    assert guarded(action, log_folder=lambda: tmp_path) == code


def test_an_incident_keeps_the_place_and_none_of_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("said by Mara Ito") from KeyError("Mara Ito")

    guarded(fail, log_folder=lambda: tmp_path / "logs")
    log = (tmp_path / "logs" / "errors.log").read_text("utf-8")
    incident = capsys.readouterr().err.split("(error ")[1][:8]
    assert incident in log
    assert "builtins.RuntimeError" in log
    assert "builtins.KeyError" in log
    assert "test_edge.py" in log
    assert "Mara" not in log


def test_an_unwritable_log_is_no_second_failure(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")

    def fail() -> None:
        raise ValueError

    assert guarded(fail, log_folder=lambda: tmp_path / "logs") == 1
