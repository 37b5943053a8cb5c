"""Exaggeration, talk about the talk and portraits are passed over; reports in strong words stay."""

import pytest

from guardrails.disregard import find_asides
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

ASIDES = [
    ("I could strangle whoever drew that menu.", "figure_of_speech", "wished, not done"),
    ("That queue is killing us.", "figure_of_speech", "a thing does it"),
    ("He'll murder me when he hears it.", "figure_of_speech", "the speaker, for a trifle"),
    (
        "I'd give my right arm for a printer that works.",
        "figure_of_speech",
        "a bargain for a trifle",
    ),
    ("wanted to throw the scanner out of the window", "figure_of_speech", "wished upon a thing"),
    ("That yellow should be illegal.", "figure_of_speech", "a colour is no crime"),
    ("ha ha", "figure_of_speech", "laughter"),
    ("next time 3 June, bring the samples", "about_the_conversation", "an appointment"),
    ("she must decide by the end of March about the pilot", "about_the_conversation", "the frame"),
    ("She decides before Christmas.", "about_the_conversation", "the frame"),
    (
        "the decision is hers savings first or do we keep the old card",
        "about_the_conversation",
        "the frame",
    ),
    ("What is to be decided: one rule or three.", "about_the_conversation", "the frame"),
    ("Nobody knew: how many returns a week", "about_the_conversation", "a question left open"),
    ("Can I say something about the rota?", "about_the_conversation", "asks for leave"),
    ("please don't write my name there", "about_the_conversation", "how to report it"),
    (
        "I'm the only one on the desk who came from a bakery.",
        "portrait_of_a_person",
        "who, not what",
    ),
]
REPORTS = [
    ("The van nearly killed a cyclist because the mirror is missing.", "a real danger"),
    ("The timer kills the session after eight minutes.", "a technical word"),
    ("Two machines died in the heat of July last year.", "machines die plainly"),
    ("We throw the labels out of the box because they stick together.", "out of a box"),
    ("The shop must send the papers by hand.", "by hand is no date"),
    ("The shift lead is out, so he signs for both and nobody counts.", "a deed at work"),
    ("A driver has until noon and she has until six, so the late van is empty.", "opening hours"),
    ("Nobody knew which form was the right one.", "a finding"),
    ("The question she has to answer on the phone is not in the guide.", "a finding"),
    ("My mother asked is there a bus at six and nobody at the stand knew.", "kin as witness"),
    ("The decision is made in Oslo or in Lima and the shop never hears of it.", "a finding"),
    ("Their choice is slow because the form asks whether three desks agree.", "a finding"),
    ("Five of us share one login and the log shows one name.", "a group that reports"),
]  # fmt: skip


def reasons(text: str) -> list[str]:
    return [
        found.reason for found in find_asides([CleanTurn(0, "junior", "junior", CleanText(text))])
    ]


@pytest.mark.parametrize(("text", "reason", "why"), ASIDES)
def test_an_aside_is_passed_over(text: str, reason: str, why: str) -> None:
    assert reasons(text) == [reason], why


@pytest.mark.parametrize(("text", "why"), REPORTS)
def test_a_report_stays(text: str, why: str) -> None:
    assert reasons(text) == [], why


def test_only_the_sentence_goes() -> None:
    told = "The form loses the file when the network drops."
    text = f"{told} That portal nearly killed me, honestly."
    (found,) = find_asides([CleanTurn(0, "junior", "junior", CleanText(text))])
    assert text[: found.start].strip() == told
