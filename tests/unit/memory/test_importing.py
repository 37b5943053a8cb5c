"""Insights come in whole or not at all."""

import json
from pathlib import Path

import pytest

from coach.errors import InvalidInput, NotAllowed
from coach.users import OPERATOR, User
from tests.builders import a_coach

LINE = {
    "id": "i1", "statement": "Forms ask for a maiden name.", "quote": "In this century.",
    "family": "language_and_policy", "kind": "friction", "severity": "low",
    "junior_ref": "j1", "pair_ref": "p1", "region": "emea", "quarter": "2026Q1", "extra": "x",
}  # fmt: skip


def lines(*changes: dict[str, object]) -> list[bytes]:
    return [json.dumps({**LINE, **change}).encode() for change in changes]


def test_a_file_comes_in_once_and_goes_out_again(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        two = lines({}, {"id": "i2", "statement": "Letters open with the wrong title."})
        first = coach.importing.import_jsonl(OPERATOR, two)
        again = coach.importing.import_jsonl(OPERATOR, two)
        assert (first.added, again.added, again.known) == (2, 0, 2)
        assert coach.importing.export(OPERATOR, tmp_path / "out.jsonl") == 2
        out = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
        assert [one["id"] for one in out] == ["i1", "i2"]
        assert out[0]["region"] == "emea"


def test_a_second_copy_under_another_id_is_left_out(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        report = coach.importing.import_jsonl(OPERATOR, lines({}, {"id": "i2"}))
        assert (report.added, report.twice) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([b"{not json"], "line 2: it is no JSON object"),
        (lines({"id": "i9", "family": "gossip"}), "line 2: wrong or missing: family"),
        (lines({"id": "i9", "quarter": "spring"}), "line 2: wrong or missing: quarter"),
        (lines({"id": "i9", "junior_ref": ""}), "line 2: wrong or missing: junior_ref"),
        (lines({"statement": "Another thing."}), "line 2: its id was used above"),
        ([b"\xff\xfe"], "line 2: it is no JSON object"),
    ],
)
def test_one_wrong_line_keeps_everything_out(tmp_path: Path, wrong: list[bytes], said: str) -> None:
    with a_coach(tmp_path) as coach:
        with pytest.raises(InvalidInput) as caught:
            coach.importing.import_jsonl(OPERATOR, [*lines({}), *wrong])
        assert said in caught.value.sentence
        assert coach.importing.export(OPERATOR, tmp_path / "out.jsonl") == 0


def test_an_empty_file_is_a_mistake(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach, pytest.raises(InvalidInput):
        coach.importing.import_jsonl(OPERATOR, [b"\n"])


def test_addresses_that_slipped_through_are_washed_out(tmp_path: Path) -> None:
    told = "Write to ann@firm.example or +44 20 7946 0958, see https://x.example, 3 to 5 days."
    with a_coach(tmp_path) as coach:
        coach.importing.import_jsonl(OPERATOR, lines({"statement": told}))
        coach.importing.export(OPERATOR, tmp_path / "out.jsonl")
    text = json.loads((tmp_path / "out.jsonl").read_text())["statement"]
    assert "firm.example" not in text
    assert "7946" not in text
    assert "https" not in text
    assert "3 to 5 days" in text


def test_a_senior_may_not_import(tmp_path: Path) -> None:
    senior = User(id="s", name="s", role="senior")
    with a_coach(tmp_path) as coach, pytest.raises(NotAllowed):
        coach.importing.import_jsonl(senior, lines({}))
