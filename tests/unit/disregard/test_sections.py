"""Headings, labels and wishes of notes take their lines out of the report."""

import pytest

from guardrails.disregard import find_kept_private, find_sections
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText


def notes(*lines: str) -> list[CleanTurn]:
    """A line that begins with # is a heading."""
    return [
        CleanTurn(n, "junior", "junior", CleanText(line.lstrip("# ")), None, line[0] == "#")
        for n, line in enumerate(lines)
    ]


def passed_over(*lines: str) -> list[tuple[str, str]]:
    turns = notes(*lines)
    return [
        (turns[f.turn].text, f.reason) for f in find_sections(turns) if not turns[f.turn].heading
    ]


@pytest.mark.parametrize(
    ("heading", "reason", "why"),
    [
        ("# What <PERSON_1> thinks", "view_of_the_senior", "somebody else's view"),
        ("# Her", "view_of_the_senior", "a column of its own"),
        ("# What she asked", "view_of_the_senior", "her questions"),
        ("# To do", "about_the_conversation", "chores"),
        ("# Nobody knew", "about_the_conversation", "questions left open"),
        ("# Not for the tool", "kept_private", "the junior says so"),
        ("# private", "kept_private", "the junior says so"),
        ("# don't put in the tool", "kept_private", "the junior says so"),
    ],
)
def test_a_heading_speaks_for_its_lines(heading: str, reason: str, why: str) -> None:
    line = "the list is printed twice a day"
    assert passed_over(heading, line) == [(line, reason)], why


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("# What I think", "one's own view is what the notes are for"),
        ("# Open day in October", "a matter, not an open question"),
        ("# Calendar sync", "a tool"),
        ("# Her desk is where the queue begins", "a remark"),
        ("# The till", "a topic"),
    ],
)
def test_a_topic_takes_nothing_away(heading: str, why: str) -> None:
    assert passed_over(heading, "the list is printed twice a day") == [], why


def test_the_next_heading_ends_it() -> None:
    assert passed_over("# To do", "buy tape", "# Seen", "the tape covers the price") == [
        ("buy tape", "about_the_conversation")
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("todo: send the photo of the shelf", "about_the_conversation"),
        ("The question: one form or two from May", "about_the_conversation"),
        ("Her view: people should read the page", "view_of_the_senior"),
        ("Private bit: I have applied elsewhere", "kept_private"),
        ("also not the tool: two desks share a login", "kept_private"),
    ],
)
def test_a_label_speaks_for_its_line(line: str, reason: str) -> None:
    assert passed_over(line) == [(line, reason)]


def test_a_talk_with_speakers_has_no_sections() -> None:
    talk = [CleanTurn(0, "senior", "senior", CleanText("Hello.")), *notes("todo: call them")]
    assert find_sections(talk) == []


@pytest.mark.parametrize(
    "line",
    [
        "only I have the night key, please cut that before sharing",
        "it was me who left the door open. Off the record.",
        "The one with the red car is me. Delete this.",
        "i was the first from my village so do not share this",
    ],
)
def test_a_wish_for_silence_covers_the_whole_thought(line: str) -> None:
    (found,) = find_kept_private(notes(line))
    assert (found.start, found.end, found.reason) == (0, len(line), "kept_private")


@pytest.mark.parametrize(
    "line",
    [
        "the box employer name and you can't skip it",
        "they want to cut that cost by half",
        "we share this list with the night shift",
        "nobody may delete this field in the form",
    ],
)
def test_the_same_words_about_work_are_no_wish(line: str) -> None:
    assert find_kept_private(notes(line)) == []
