"""Which questions follow up the one before, and what is asked then."""

import pytest

from guardrails.text import CleanText
from knowledge.search.following import continued, follows

BEFORE = CleanText("how do yearly reviews land")


@pytest.mark.parametrize(
    "question",
    [
        "and in Asia?",  # only a filter
        "what about managers",  # opens like a follow-up
        "why is that?",  # points back
        "is it getting better",  # "it" has no subject of its own
        "only sales",
    ],
)
def test_follow_ups(question: str) -> None:
    assert follows(CleanText(question))


@pytest.mark.parametrize(
    "question",
    [
        "where do trainees get stuck",  # brings its own subject
        "and how long do applicants wait for an answer after the interview",  # so does this
        "is it true that expenses take weeks to be paid back to apprentices",  # "it" is empty
    ],
)
def test_questions_of_their_own(question: str) -> None:
    assert not follows(CleanText(question))


def test_a_mere_filter_asks_the_question_before_again() -> None:
    assert continued(CleanText("and in Asia?"), BEFORE, narrows=True) == BEFORE


def test_anything_more_is_read_together() -> None:
    both = continued(CleanText("what about managers"), BEFORE, narrows=False)
    assert both == "how do yearly reviews land what about managers"
