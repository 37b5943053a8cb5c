"""Roster, flags, then a stated guess."""

import pytest

from guardrails.roster import Person, Roster
from guardrails.text import RawText
from guardrails.transcript.matching import match_person, similarity
from guardrails.transcript.reading import read_transcript
from guardrails.transcript.roles import assign_roles

ROSTER = Roster(
    (
        Person(RawText("Rosalind Okafor"), "senior"),
        Person(RawText("Thenmozhi Palanisamy"), "junior"),
        Person(RawText("Milo Arrieta"), "junior"),
        Person(RawText("Emilio Cantoral"), "colleague"),
        Person(
            RawText("Siobh\u00e1n N\u00ed Bhriain"), "junior", None, RawText("shiv.b@x.example")
        ),
    )
)


@pytest.mark.parametrize(
    ("label", "name", "reason"),
    [
        ("Thenmozhi P", "Thenmozhi Palanisamy", "surname cut to its initial"),
        ("Thenmozhi P. (Desk)", "Thenmozhi Palanisamy", "a remark in brackets"),
        ("Roz Okafor", "Rosalind Okafor", "a nickname"),
        ("Milo", "Milo Arrieta", "a first name that ends another's"),
        ("SIOBHAN", "Siobh\u00e1n N\u00ed Bhriain", "capitals without accents"),
        ("Shiv", "Siobh\u00e1n N\u00ed Bhriain", "the nickname of the mail address"),
        ("Palanisamy, Thenmozhi", "Thenmozhi Palanisamy", "surname first"),
        ("Gregory Tan", None, "nobody of the roster"),
        ("speaker 1", None, "a number"),
    ],
)
def test_labels_find_their_person(label: str, name: str | None, reason: str) -> None:
    person = match_person(label, ROSTER.people)
    assert (person.name.reveal() if person else None) == name, reason


def test_two_people_who_fit_equally_are_not_guessed_between() -> None:
    twins = (Person(RawText("Sam Lee"), "junior"), Person(RawText("Sam Cole"), "senior"))
    assert match_person("Sam", twins) is None
    assert similarity("Sam L", twins[0]) > similarity("Sam L", twins[1])


TALK = b"""speaker 2: okay so by the end of may i have to decide about the tills tell me
speaker 1: we stand there and the till is slow and the customers leave and we all just wait for it
speaker 2: why is that
speaker 1: people use their own phones because the till takes a minute and my manager knows it too
speaker 2: how often
"""


def test_a_guess_is_made_and_said() -> None:
    roles = assign_roles(read_transcript(TALK), ROSTER)
    assert roles.by_label == {"speaker 2": "senior", "speaker 1": "junior"}
    assert roles.inferred
    assert "check" in roles.note


def test_flags_win_over_the_guess_and_the_rest_follows() -> None:
    roles = assign_roles(read_transcript(TALK), Roster(), junior=["speaker 2"])
    assert roles.by_label == {"speaker 2": "junior", "speaker 1": "senior"}
    assert roles.inferred


def test_both_flags_leave_nothing_to_guess() -> None:
    transcript = read_transcript(TALK)
    roles = assign_roles(transcript, Roster(), junior=["speaker 1"], senior=["speaker 2"])
    assert not roles.inferred


def test_a_colleague_is_neither() -> None:
    talk = b"Roz Okafor: How?\nThenmozhi P: Slow.\nEmilio C: Hi.\nRoz Okafor: I see.\n"
    roles = assign_roles(read_transcript(talk), ROSTER)
    assert roles.by_label["Emilio C"] == "other"
    assert not roles.inferred


def test_notes_are_the_juniors() -> None:
    roles = assign_roles(read_transcript(b"# Notes\n- slow till\n- Jo: fine\n"), ROSTER)
    assert roles.by_label == {"notes": "junior"}
