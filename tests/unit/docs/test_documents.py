"""What the documents name must exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.cli.main import PLACES
from coach.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = [
    "README.md",
    "docs/using.md",
    "docs/privacy.md",
    "docs/charter.md",
    "docs/scrubbing.md",
    "CONTRIBUTING.md",
]
LATER: set[str] = set()


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def variables() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        if inner is None:
            yield f"COACH_{name}".upper()
        for part in inner or ():
            yield f"COACH_{name}__{part}".upper()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_named_exists(name: str) -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?coach ([a-z]+)", text(name)))
    named |= set(re.findall(r"^coach ([a-z]+)", text(name), re.MULTILINE))
    assert named <= PLACES.keys()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_variable_named_exists(name: str) -> None:
    named = set(re.findall(r"COACH_[A-Z]+(?:__[A-Z_]+)?", text(name)))
    assert named <= set(variables())


def test_the_readme_names_every_setting() -> None:
    written = text("README.md").replace(
        "`__HOST`, `__PORT`", "COACH_CHROMA__HOST COACH_CHROMA__PORT"
    )
    known_only_to_tests = {"COACH_LLM__EMBEDDED_WEIGHTS"}
    missing = set(variables()) - known_only_to_tests - set(re.findall(r"COACH_[A-Z_]+", written))
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#h][^)#]*)", text(name)):
        path = (here / target).resolve()
        assert path.exists() or str(path.relative_to(ROOT)) in LATER, target


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    for name in DOCUMENTS:
        assert set(re.findall(r"`make ([a-z]+)", text(name))) <= targets


def test_decision_records_are_numbered_and_short() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    assert all(len(record.read_text("utf-8").split()) < 300 for record in records)
