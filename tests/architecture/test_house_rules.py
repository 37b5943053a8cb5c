"""The house rules that a linter does not know."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("coach", "graphs", "guardrails", "knowledge", "ui", "evals")
MOST_LINES = 400
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "core", "misc"}
FLOW_IMPORT = r"^\s*(from|import) graphs\.{}\b"
WRITES_ENVIRONMENT = re.compile(r"os\.environ(\[[^\]]+\]\s*=[^=]|\.(setdefault|update)\()")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def calls(path: Path, name: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if (isinstance(called, ast.Name) and called.id == name) or (
                isinstance(called, ast.Attribute) and called.attr == name
            ):
                yield node.lineno


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def test_no_file_is_longer_than_a_person_reads() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def test_no_room_is_a_drawer_for_everything() -> None:
    assert not [path for path in python_files() if DRAWERS & {path.stem, *path.parent.parts}]


@pytest.mark.parametrize("name", ["reveal", "CleanText"])
def test_raw_words_are_opened_and_declared_clean_inside_the_guardrails_only(name: str) -> None:
    outside = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files()
        if room(path) not in {"guardrails", "tests", "evals"}
        for line in calls(path, name)
    ]
    assert not outside


def test_flows_never_import_each_other() -> None:
    flows = ("prepare", "debrief", "ask")
    crossing = [
        f"{path.relative_to(ROOT)} imports graphs.{other}"
        for flow in flows
        for path in (ROOT / "graphs" / flow).rglob("*.py")
        for other in flows
        if other != flow
        and re.search(
            rf"^\s*(from|import) graphs\.{other}\b", path.read_text("utf-8"), re.MULTILINE
        )
    ]
    assert not crossing


def test_nothing_tracked_names_this_machine_or_a_package_index() -> None:
    # pieces are joined here so that this file does not contain what it forbids
    marks = ["/" + "work/", "/" + "root/", "files." + "pythonhosted", "pypi." + "org/simple"]
    telling = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in tracked()
        if path.suffix not in {".woff2", ".ttf", ".png", ".npz", ".docx", ".pdf"}
        for mark in marks
        if mark in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert not telling


def test_no_big_binary_is_tracked() -> None:
    big = [str(path) for path in tracked() if path.stat().st_size > 3_000_000]
    assert not big


def test_environment_is_written_at_start_up_only() -> None:
    allowed = {"coach/silence.py", "guardrails/silence.py"}
    writers = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if room(path) in ROOMS
        and str(path.relative_to(ROOT)) not in allowed
        and re.search(
            r"os\.environ(\[[^\]]+\]\s*=[^=]|\.(setdefault|update)\()", path.read_text("utf-8")
        )
    ]
    assert not writers
