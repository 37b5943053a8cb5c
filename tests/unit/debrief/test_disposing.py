import pytest

from graphs.debrief.disposing import Ground, refusal
from guardrails.text import CleanText

SAID = [
    CleanText("So we open forty tabs at login because one record takes nine seconds to come."),
    CleanText("The block didn't stop it, it moved it to the phone."),
]
AROUND = [CleanText("Keep the Carousel system or buy the vendor module.")]


@pytest.mark.parametrize(
    ("statement", "expected", "why"),
    [
        ("Forty tabs are opened at login because one record takes nine seconds.", None, "all said"),
        ("The block moved it to the phone and did not stop it.", None, "denial kept"),
        ("In Carousel forty tabs are opened at login.", None, "a name the brief holds"),
        (
            "Forty tabs are opened because one record takes ten seconds.",
            "number",
            "invented number",
        ),
        ("40 tabs are opened at login because of nine seconds.", None, "digits for words"),
        ("Forty tabs are opened at login by Marta every day.", "name", "a name nobody said"),
        ("We open forty tabs at login because records are slow.", "person", "first person"),
        ("Forty tabs.", "shape", "too short"),
        ("Why are forty tabs opened at login every day?", "shape", "a question"),
        ("Forty tabs are opened <b>at login</b> because of seconds.", "shape", "markup"),
        ("Managers punish staff who ignore quarterly forecasting deadlines.", "terms", "invented"),
        ("The phone takes nine seconds to open forty tabs at login.", "terms", "two claims mixed"),
    ],
)
def test_a_statement_stands_only_on_what_was_said(
    statement: str, expected: str | None, why: str
) -> None:
    assert refusal(statement, Ground(SAID, AROUND)) == expected, why


def test_a_denial_is_neither_invented_nor_lost() -> None:
    denied = Ground([CleanText("Nobody reads the policy page before signing.")])
    plain = Ground([CleanText("Everyone reads the policy page before signing.")])
    assert refusal("The policy page is read before signing.", denied) == "negation"
    assert refusal("The policy page is never read before signing.", plain) == "negation"


def test_a_junior_may_edit_in_the_first_person_but_not_add_numbers() -> None:
    ground = Ground(SAID)
    assert (
        refusal("I open forty tabs because one record takes nine seconds.", ground, own_words=True)
        is None
    )
    assert (
        refusal("I open sixty tabs because one record takes nine seconds.", ground, own_words=True)
        == "number"
    )
