from graphs.debrief.quoting import quotes_of
from graphs.debrief.state import Said
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

TURN = CleanTurn(
    3,
    "junior",
    "junior",
    CleanText(
        "We ask <PERSON_2> first. Nobody answers. It's... never mind. The list is in German."
    ),
    12.5,
)


def said(start: int, end: int) -> Said:
    return Said(3, start, end, CleanText(TURN.text[start:end]))


def test_a_quote_is_cut_by_position_and_readable() -> None:
    (quote,) = quotes_of([said(0, 24)], [TURN])
    assert quote.quote == "We ask [a colleague] first."
    assert (quote.turn, quote.start_s, quote.speaker) == (3, 12.5, "junior")


def test_sentences_that_follow_one_another_make_one_quote() -> None:
    (quote,) = quotes_of([said(25, 41), said(0, 24)], [TURN])
    assert quote.quote == "We ask [a colleague] first. Nobody answers."


def test_sentences_apart_make_two_quotes_in_the_order_said() -> None:
    quotes = quotes_of([said(61, len(TURN.text)), said(0, 24)], [TURN])
    assert [quote.start for quote in quotes] == [0, 61]


def test_no_quote_holds_an_ellipsis() -> None:
    (quote,) = quotes_of([said(42, 60)], [TURN])
    assert "..." not in quote.quote
    assert quote.quote in TURN.text
