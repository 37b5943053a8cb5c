"""The way into a disclosure goes with it; a point that merely stands before it stays."""

from guardrails.escalation import Escalation, find_lead_in
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

INCIDENT = "He keeps putting his hand on her back."


def said(*texts: str) -> list[CleanTurn]:
    return [CleanTurn(n, "junior", "junior", CleanText(text)) for n, text in enumerate(texts)]


def taken(*texts: str) -> list[str]:
    turns = said(*texts)
    home = next(turn for turn in turns if INCIDENT in turn.text)
    start = home.text.index(INCIDENT)
    found = Escalation("harassment", home.index, start, start + len(INCIDENT))
    return [turns[turn].text[a:b].strip() for turn, a, b in find_lead_in(turns, [found])]


def test_from_the_opened_door_to_the_incident() -> None:
    before = (
        "The rota is late. There's something I don't know if I can say. It's on the late shift."
    )
    (lead,) = taken(f"{before} {INCIDENT}")
    assert lead == "There's something I don't know if I can say. It's on the late shift."


def test_a_door_in_the_turn_before() -> None:
    door = "There's one more thing, I'm not sure it belongs here."
    assert taken(door, f"It was at the photo shoot. {INCIDENT}") == [
        "It was at the photo shoot.",
        door,
    ]


def test_without_a_door_the_point_beside_it_stays() -> None:
    assert taken("The rota is late.", f"At night there is one manager. {INCIDENT}") == []


def test_nothing_lies_between_a_door_and_an_incident_that_opens_its_turn() -> None:
    door = "Can I tell you something else?"
    assert taken(door, INCIDENT) == [door]
