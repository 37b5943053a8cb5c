"""Which words of a statement can name a theme: things, not what is done with them."""

import pytest

from knowledge.themes.describing import things


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("The survey tool loses rooms.", ["survey", "tool"]),  # two nouns after one article
        ("A chatbot describes faults.", ["chatbot"]),  # what follows with an s is its verb
        ("Tenants give up at the consent step.", ["tenants", "consent", "step"]),
        ("They declined and asked again.", []),  # verbs alone name nothing
        ("Gloves in three sizes, quickly worn.", ["gloves", "sizes"]),  # a comma ends the chain
        ("Nobody reads the long, grey form.", ["long"]),  # better one word too few than a verb
    ],
)
def test_things(statement: str, named: list[str]) -> None:
    assert things(statement) == named
