"""Disclosures are found, figures of speech and policy talk are not; the span is exact."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from evals.salience.data import Talk, read_folders
from guardrails.escalation import Escalation, find_aftermath, find_escalations
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText
from guardrails.transcript.turns import TurnRole
from knowledge.embedding import MiniLMEmbedder, Vectors

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
DISCLOSED = [(kind, text) for kind, texts in CASES["disclosed"].items() for text in texts]
SESSIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sessions"
EMBEDDER = MiniLMEmbedder()
SEEN: dict[str, Vectors] = {}
SOCK = (
    "the gas alarm in the boiler hall has a sock over it since march and on friday two of us were"
    " on the floor with a headache"
)


def embed(texts: Sequence[CleanText]) -> Vectors:
    """The real embedder; what two hundred cases compare themselves with is embedded once."""
    new = [text for text in dict.fromkeys(texts) if text not in SEEN]
    if new:
        SEEN.update(zip(new, EMBEDDER.embed(new), strict=True))
    return np.stack([SEEN[text] for text in texts]) if texts else EMBEDDER.embed([])


def say(*lines: tuple[TurnRole, str]) -> list[CleanTurn]:
    return [CleanTurn(n, role, role, CleanText(text)) for n, (role, text) in enumerate(lines)]


def test_there_are_enough_cases() -> None:
    assert len(DISCLOSED) >= 60
    assert len(CASES["harmless"]) >= 60


@pytest.mark.parametrize(("kind", "text"), DISCLOSED)
def test_a_disclosure_is_found(kind: str, text: str) -> None:
    found = find_escalations(say(("junior", text)), embed)
    assert [each.category for each in found][:1] == [kind]


@pytest.mark.parametrize("text", CASES["harmless"])
def test_harmless_talk_passes(text: str) -> None:
    assert find_escalations(say(("junior", text)), embed) == []
    assert find_escalations(say(("junior", text))) == []


def test_the_point_beside_it_stays_outside_the_span() -> None:
    general = "On nights the line manager is often the only other person in the building."
    incident = "He keeps putting his hand on her back when she counts the till."
    text = f"{general} {incident} So the first step of the rule does not work at night."
    (found,) = find_escalations(say(("junior", text)), embed)
    assert text[found.start : found.end] == incident


def test_the_seniors_words_are_never_a_disclosure() -> None:
    assert find_escalations(say(("senior", DISCLOSED[0][1])), embed) == []


def test_a_seniors_reaction_helps_where_no_rule_holds() -> None:
    vague = "She photographs the charts at the bedside and her cousin has seen some of them."
    calm = say(("junior", vague), ("senior", "Okay. What else is on your list?"))
    alarmed = say(
        ("junior", vague),
        ("senior", "Thank you for telling me, that can't stay in this room, it goes to privacy."),
    )
    assert find_escalations(calm, embed) == []
    assert [each.turn for each in find_escalations(alarmed, embed)] == [0]


def test_an_offer_to_stop_the_recording_is_no_reaction() -> None:
    before = "Well, I thought a lot about whether I should say this, she asked me to."
    turns = say(("junior", before), ("senior", "If you want I can stop the recording."))
    assert find_escalations(turns, embed) == []


def test_a_list_of_people_behind_an_open_link_is_a_breach() -> None:
    told = "he put the whole list of tenants in a sheet that opens for anybody with the link"
    assert [each.category for each in find_escalations(say(("junior", told)), embed)] == [
        "data_breach"
    ]


def test_what_follows_a_disclosure_is_left_out_until_the_talk_moves_on() -> None:
    turns = say(
        ("junior", "They taped over the sensor and people reach in every day. I saw it on Monday."),
        ("senior", "Is it still like that today?"),
        ("junior", "Yes, I told the lead and he shrugged."),
        ("senior", "Okay. So let us go on with the order screen you wanted to show me this week."),
        ("junior", "The order screen has two save buttons."),
    )
    places = find_aftermath(turns, [Escalation("safety", 0, 0, 61)])
    assert {turn for turn, _, _ in places} == {0, 2}


def test_in_notes_the_next_bullet_stays_unless_it_speaks_of_the_same_person() -> None:
    turns = say(
        ("junior", "M. said he follows her to the car every night"),
        ("junior", "she asked me not to write it down"),
        ("junior", "general point: the hotline is only open in office hours"),
    )
    places = find_aftermath(turns, [Escalation("harassment", 0, 0, 45)])
    assert {turn for turn, _, _ in places} == {1}


TALKS = list(read_folders(SESSIONS))


def test_the_sample_is_there() -> None:
    assert len(TALKS) == 13, f"no sessions under {SESSIONS}"


@pytest.mark.parametrize("talk", TALKS, ids=[talk.name[:2] for talk in TALKS])
def test_sample_sessions_have_theirs_found_and_no_other(talk: Talk) -> None:
    found = find_escalations(talk.turns, embed)
    missed = [place for place in talk.escalations if not any(_meets(e, place) for e in found)]
    assert missed == []
    assert {each.turn for each in found} == {turn for turn, _, _ in talk.escalations}


def _meets(found: Escalation, place: tuple[int, int, int]) -> bool:
    turn, start, end = place
    return found.turn == turn and found.start < end and start < found.end


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        (
            SOCK,
            "safety",
            "an incident that no rule lists",
        ),
        (
            "He has put his hand on my leg under the table, twice, and laughed when I moved it.",
            "harassment",
            "told as a scene",
        ),
    ],
)
def test_the_ear_hears_what_no_rule_foresaw(text: str, kind: str, why: str) -> None:
    (found,) = find_escalations(say(("junior", text)), embed)
    assert found.category == kind, why
