# ruff: noqa: E501  # one case a line
"""Doors that talk finds by what is next to them, and firms that are called by their trade."""

import pytest

from guardrails.scrub.recognizers.clients import ClientContext
from guardrails.scrub.recognizers.places import FinePlaces


def _found(recognizer: FinePlaces | ClientContext, text: str, kind: str) -> list[str]:
    hits = recognizer.analyze(text, recognizer.supported_entities)
    return [text[hit.start : hit.end] for hit in hits if hit.entity_type == kind]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("come to the green gate behind the baptist school", "the green gate behind the baptist school"),
        ("she waits at pier 7 beside the old ice house", "pier 7 beside the old ice house"),
        ("ask at the table next to the flower shop at gate two", "the table next to the flower shop at gate two"),
    ],
)  # fmt: skip
def test_a_door_is_found_by_its_neighbor(text: str, place: str) -> None:
    assert place in _found(FinePlaces(), text, "FINE_PLACE")


@pytest.mark.parametrize(
    "text",
    [
        "the form behind the login page",
        "the shop lost the order by the evening",
        "gate 3 opens by the hour",
    ],
)
def test_other_neighbors_are_no_place(text: str) -> None:
    assert _found(FinePlaces(), text, "FINE_PLACE") == []


@pytest.mark.parametrize(
    ("text", "firm", "kind"),
    [
        ("the thriller for Halvorsen and Daughters", "Halvorsen and Daughters", "CLIENT_CUE"),
        ("a load for Quernmore Threads went back", "Quernmore Threads", "CLIENT_SHAPE"),
        ("a man from oyelaran cocoa traders wrote", "oyelaran cocoa traders", "CLIENT_CUE"),
    ],
)
def test_a_trade_makes_a_firm(text: str, firm: str, kind: str) -> None:
    assert any(firm in found for found in _found(ClientContext(), text, kind))
