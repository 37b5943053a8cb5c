import json
from pathlib import Path

import pytest

from coach.cli.main import coach
from coach.errors import InvalidInput
from tests.unit.prepare.briefs import brief_bytes


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str]:
    code = coach.main(arguments, standalone_mode=False)
    return code, capsys.readouterr().out


def test_brief_check_prints_the_contract_and_exits_by_its_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(brief_bytes())
    bad.write_bytes(brief_bytes(owner={"role": ""}))
    code, out = run(capsys, "brief", "check", str(good), "--json")
    assert (code, json.loads(out)["accept"]) == (0, True)
    code, out = run(capsys, "brief", "check", str(bad), "--json")
    found = json.loads(out)
    assert (code, found["family"]) == (2, "internal_tools")
    assert {"code", "message", "suggestion"} <= set(found["problems"][0])
    assert found["problems"][0]["code"] == "no_owner"


def test_lint_keeps_the_order_of_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "questions.jsonl"
    lines.write_text('{"question": "Do you like it?"}\n\n{"text": "What happened last?"}\n')
    _, out = run(capsys, "lint", "--jsonl", str(lines), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["text"] for row in rows] == ["Do you like it?", "What happened last?"]
    assert [problem["code"] for problem in rows[0]["problems"]][:1] == ["closed"]
    assert rows[1]["problems"] == []


@pytest.mark.parametrize(
    ("content", "says"), [("nonsense\n", "Line 1"), ('{"q": 1}\n', "Line 1"), (None, "no file")]
)
def test_a_bad_line_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, says: str
) -> None:
    lines = tmp_path / "questions.jsonl"
    if content is not None:
        lines.write_text(content)
    with pytest.raises(InvalidInput, match=says):
        run(capsys, "lint", "--jsonl", str(lines), "--json")
