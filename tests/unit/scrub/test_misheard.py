"""Names of the talk as a caption misheard them, where the talk says so."""

import pytest

from guardrails.scrub.lexicon import lexicon_of
from guardrails.scrub.recognizers.misheard import MisheardNames
from guardrails.scrub.recognizers.roster import KnownNames

KNOWN = KnownNames.of(
    ["Kwasi Bonsu", "Oluwaseun Peters", "Rhydian Teague", "Ottoline Marsh"], lexicon_of({})
)


def misheard(text: str) -> list[str]:
    found = MisheardNames(KNOWN).analyze(text, ["HEARD_NAME"])
    return [text[hit.start : hit.end] for hit in found]


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("and it has typed quasi bone sue again", "quasi bone sue", "three words of a whole name"),
        ("the machine just put ready an for me", "ready an", "ordinary words"),
        ("it makes me otter line in every call", "otter line", "said to whom"),
        ("For me it wrote Red Ian, like a pirate.", "Red Ian", "capitals"),
        ("It's spelled me Ready Teague again", "Ready Teague", "the family name follows"),
    ],
)
def test_what_sounds_like_somebody_is_a_name(text: str, name: str, why: str) -> None:
    assert name in misheard(text), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("it says skirt for everybody", "sounds like nobody"),
        ("they put a new one in the shed", "what they put is a thing"),
        ("it writes the door is open", "a message"),
        ("the ready an button is red", "nothing is written"),
    ],
)
def test_other_writing_is_none(text: str, why: str) -> None:
    assert misheard(text) == [], why
