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
        ("# Private, please delete", "kept_private", "the junior says so"),
        ("# Personal notes", "kept_private", "notes to oneself"),
        ("# NOT for anything written", "kept_private", "the junior says so"),
        (
            "# Raised with the door closed, not for the minutes",
            "kept_private",
            "the junior says so",
        ),
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
        ("# Personal data on the form", "a matter"),
        ("# Private customers", "a group of customers"),
        ("# Confidential contracts and who reads them", "a matter"),
        ("# What apprentices do not use", "a finding"),
        ("# Delete button", "a part of the screen"),
        ("# Only for me the app shows French", "a remark"),
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
        ("Leave out as well: the crew skips a tank when it snows", "kept_private"),
        ("Private, not for the tool: I want to go in autumn", "kept_private"),
        ("Off the record, remove: the client leaves", "kept_private"),
        ("not for the tool, just for me: I climb the tanks", "kept_private"),
        ("Between us: I have applied elsewhere", "kept_private"),
    ],
)
def test_a_label_speaks_for_its_line(line: str, reason: str) -> None:
    assert passed_over(line) == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Personal data: the form asks for it three times",
        "Personal, friendly replies get more answers than the template",
        "Private customers wait longer than firms",
        "Confidential files lie open in the printer room",
        "Delete this step and the form fits on one page",
        "Cut these steps and people stay",
        "Leave it to us to call the customer back, we are faster",
        "Leave out the greeting and people answer",
        "Keep out signs hang on the wrong gate",
        "Don't put the price on page one, people leave",
        "Also not good: the badge fails when it rains",
        "Not the tool is slow, the network is",
        "Between us we answer three hundred calls a day",
        "The issue: two tills share one drawer",
    ],
)
def test_a_proposal_in_like_words_is_no_label(line: str) -> None:
    assert passed_over(line) == []


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
        "so if it says hull they will know its will so will you please cut that future me",
        "Private bit, to be cut: I failed the ticket twice",
        "the old badge was mine, cut both",
        "i asked him twice um don't put that in the tool",
        "I told her once. Please never share it.",
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
        "the second page should be removed, nobody reads it",
        "that button must be deleted before the launch",
        "We delete this before the customer sees it.",
        "They told us: we don't share it with the depot.",
        "managers never share this with the night shift so we guess",
        "we just leave it out because the field is optional",
        "People leave it out because the field is optional.",
        "we keep it out of the sun and it still fades",
        "the calls are split between us two and nobody counts",
        "the difference between you and me is that you see the invoice",
        "The file is not to be shared outside the depot, says the banner, so we print it.",
        "drivers do not write it down because the pen is gone",
    ],
)
def test_the_same_words_about_work_are_no_wish(line: str) -> None:
    assert find_kept_private(notes(line)) == []
