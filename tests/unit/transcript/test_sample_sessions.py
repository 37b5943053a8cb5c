"""The thirteen sessions: speakers as in gold, and every evidence inside one merged turn."""

import json
from pathlib import Path

import pytest

from guardrails.roster import Roster, read_roster
from guardrails.transcript.reading import read_transcript
from guardrails.transcript.roles import assign_roles

SESSIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sessions"
FILES = sorted(SESSIONS.glob("*/transcript.*"))


def test_the_sample_is_there() -> None:
    assert len(FILES) >= 13, f"no sessions under {SESSIONS}"


@pytest.mark.parametrize("path", FILES, ids=[f"{f.parent.name[:2]}{f.suffix}" for f in FILES])
def test_reading_matches_gold(path: Path) -> None:
    gold = json.loads((path.parent / "gold.json").read_text("utf-8"))
    transcript = read_transcript(path.read_bytes(), path.name)
    roster = read_roster((path.parent / "roster.csv").read_bytes())
    assert assign_roles(transcript, roster).by_label == gold["speakers"]
    turns = [turn.text.reveal() for turn in transcript.turns]
    wanted = [piece for insight in gold["insights"] for piece in insight["evidence"]]
    wanted += gold["non_insights"] + [item["evidence"] for item in gold["escalations"]]
    assert [piece for piece in wanted if not any(piece in turn for turn in turns)] == []


@pytest.mark.parametrize("path", FILES, ids=[f"{f.parent.name[:2]}{f.suffix}" for f in FILES])
def test_the_senior_is_found_without_a_roster(path: Path) -> None:
    gold = json.loads((path.parent / "gold.json").read_text("utf-8"))
    roles = assign_roles(read_transcript(path.read_bytes(), path.name), Roster()).by_label
    seniors = {label for label, role in gold["speakers"].items() if role == "senior"}
    assert {label for label, role in roles.items() if role == "senior"} == seniors
