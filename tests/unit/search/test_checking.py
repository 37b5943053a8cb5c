"""Every sentence of an answer is carried by the theme it cites, or goes."""

import pytest

from graphs.ask.checking import plain, supported
from guardrails.text import authored

THEMES = [
    authored("Reset links are mailed to the account one is locked out of."),
    authored("Nobody opens the monthly pack."),
]
QUESTION = authored("what slows people when they log in")


@pytest.mark.parametrize(
    ("sentence", "good", "reason"),
    [
        ("Reset links are mailed to the locked account [1].", True, "its own words"),
        ("Nobody opens the monthly pack [2].", True, "its own denial"),
        ("Reset links are mailed to the locked account.", False, "no citation"),
        ("Reset links are mailed to the locked account [3].", False, "no such theme"),
        ("Reset links are mailed 9 times to the account [1].", False, "a number of its own"),
        ("Reset links are never mailed to the account [1].", False, "turns it round"),
        ("Managers should fix reset links soon [1].", False, "advice of its own"),
        ("[1]", False, "says nothing"),
    ],
)
def test_support(sentence: str, *, good: bool, reason: str) -> None:
    assert supported(sentence, THEMES, QUESTION) is good, reason


def test_the_plain_answer_carries_itself() -> None:
    assert all(supported(sentence, THEMES, QUESTION) for sentence in plain(THEMES))
