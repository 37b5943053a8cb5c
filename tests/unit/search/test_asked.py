"""Questions about persons are refused; questions about matters are not."""

import pytest

from guardrails.asked import accept, names_somebody
from guardrails.text import RawText


@pytest.mark.parametrize(
    "question",
    [
        "What did Anna say about the review form?",
        "what does priya think of the tool",
        "Is it true that Marco complained about night shifts?",
        "what about Mr Henderson and the pilot",
        "Which themes come from Sofia Lindqvist?",
        "what did anna.berg@firm.example report",
    ],
)
def test_a_named_person_is_recognised(question: str) -> None:
    assert names_somebody(RawText(question))


@pytest.mark.parametrize(
    "question",
    [
        "Will the new tool help in May?",
        "who is letting a machine read long stuff for them and what goes wrong",
        "do first time buyers of cover actually get what they've signed?",
        "What do people in Asia think of the App?",
        "IT hygiene: locked out, too many credentials etc",
        "how do outsiders picture us as an employer, esp tech people",
        "copilots in the dev teams, are juniors learning less",
        "Does Excel or SAP slow us down?",
    ],
)
def test_a_matter_is_no_person(question: str) -> None:
    assert not names_somebody(RawText(question))


def test_a_rambling_question_is_cut() -> None:
    assert len(accept(RawText("why  so\nslow " * 900))) <= 2000
