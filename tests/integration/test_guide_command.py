"""``coach guide`` as people type it: every kind of file, and a sentence for every mistake."""

import json
import zipfile
from pathlib import Path

import click
import pytest

from coach.cli.main import coach
from coach.errors import CoachError
from guardrails.errors import GuardrailError
from tests.unit.prepare.briefs import GOOD, brief_bytes

BEGINNINGS = {"docx": b"PK", "pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR", "md": b"# Question guide"}


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    path = tmp_path / "brief.json"
    path.write_bytes(brief_bytes())
    return path


def run(*arguments: str | Path) -> None:
    coach.main(["guide", *map(str, arguments)], standalone_mode=False)


def test_every_kind_of_file_holds_the_guide(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, beginning in BEGINNINGS.items():
        target = brief.with_name(f"guide.{kind}")
        run(brief, "--no-model", "--minutes", "45", "-o", target)
        assert target.read_bytes().startswith(beginning)
    assert zipfile.is_zipfile(brief.with_name("guide.docx"))
    assert capsys.readouterr().out == "", "only what was asked for goes to stdout"
    run(brief, "--no-model", "--minutes", "30", "-o", brief.with_name("guide.json"), "--json")
    printed = json.loads(capsys.readouterr().out)
    kept = json.loads(brief.with_name("guide.json").read_text())
    assert printed["blocks"] == kept["blocks"]
    assert sum(block["minutes"] for block in printed["blocks"]) == printed["minutes"] == 30
    needs = {question["need"] for block in printed["blocks"] for question in block["questions"]}
    assert needs >= set(GOOD["what_would_change_it"])


@pytest.mark.parametrize(
    ("content", "arguments", "says"),
    [
        (b"", (), "empty"),
        (b"{\x00", (), "valid"),
        (b"- a list", (), "mapping"),
        (brief_bytes(owner={"role": ""}), (), "no_owner"),
        (None, (), "no file"),
        (brief_bytes(), ("--minutes", "5"), "20"),
        (brief_bytes(), ("--juniors", "9"), "3"),
        (brief_bytes(), ("-o", "guide.exe"), "must end in"),
        (brief_bytes(), ("-o", "nowhere/guide.pdf"), "no folder"),
    ],
    ids=["empty", "no JSON", "no mapping", "not accepted", "no file", "too short", "too many",
         "unknown kind", "no such folder"],
)  # fmt: skip
def test_a_mistake_is_said_in_one_sentence(
    brief: Path, content: bytes | None, arguments: tuple[str, ...], says: str
) -> None:
    brief.unlink()
    if content is not None:
        brief.write_bytes(content)
    with pytest.raises((CoachError, GuardrailError, click.ClickException)) as said:
        run(brief, "--no-model", *arguments)
    error = said.value
    sentence = error.format_message() if isinstance(error, click.ClickException) else error.sentence
    assert says in sentence
    assert "\n" not in sentence.strip()
    assert "harbor" not in sentence, "no word of the brief"
