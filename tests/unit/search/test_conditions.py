"""Filters reach released cells only."""

import pytest

from guardrails.disclosure.decision import decide
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.rows import SupportRow
from guardrails.text import authored
from knowledge.release.model import ReleasedTheme
from knowledge.search.conditions import Conditions, UnknownFilter, cell, from_mapping, from_words
from tests.unit.disclosure.rows_of import row


def theme(rows: list[SupportRow]) -> ReleasedTheme:
    cells = decide(rows, Policy(5)).themes["t"]
    statement = authored("Forms take long.")
    return ReleasedTheme("t", "internal_tools", statement, statement, cells, (), ())


TWO_REGIONS = theme(
    [row(n, region="emea", quarter="2026Q1") for n in range(6)]
    + [row(10 + n, region="apac", quarter="2026Q3") for n in range(7)]
)


@pytest.mark.parametrize(
    ("where", "people", "reason"),
    [
        ([], 13, "no filter"),
        (["region=emea"], 6, "a released cell"),
        (["region=emea,apac"], 13, "all of it"),
        (["region!=apac"], 6, "what is left is a released cell"),
        (["region=latam"], 0, "nobody"),
        (["quarter_from=2026Q2"], 7, "a released stretch"),
        (["quarter_to=2026Q1"], 6, "the other one"),
        (["region=emea", "quarter_to=2026Q1"], 0, "two cuts at once have no released cell"),
        (["region=emea", "function=sales"], 6, "the function holds for everybody: one cut"),
        (["family=internal_tools"], 13, "its own family"),
        (["family=hiring_brand"], 0, "another family"),
    ],
)
def test_only_released_cells_answer(where: list[str], people: int, reason: str) -> None:
    rows = cell(TWO_REGIONS, from_words(where))
    assert len({r.junior for r in rows}) == people, reason


def test_a_pooled_cell_does_not_answer_for_its_part() -> None:
    pooled = theme([row(n, region="emea") for n in range(9)] + [row(20, region="apac")])
    assert cell(pooled, from_words(["region=emea"])) == ()
    assert cell(pooled, from_words(["region!=apac"])) == (), "the rest would be one person"
    assert len(cell(pooled, from_words(["region=emea,apac"]))) == 10


def test_batch_filters_and_conditions_mean_the_same() -> None:
    batch = from_mapping(
        {"region": ["emea", "amer"], "quarter_from": "2025Q3", "not": {"function": "sales"}}
    )
    spoken = from_words(["region=emea,amer", "quarter_from=2025q3", "function!=sales"])
    assert batch == spoken
    assert batch.words() == ["region=amer,emea", "function!=sales", "quarter_from=2025Q3"]


@pytest.mark.parametrize(
    "where", [["junior_ref=j1"], ["region"], ["region="], ["quarter_from=spring"], ["=x"]]
)
def test_what_is_no_filter_is_refused(where: list[str]) -> None:
    with pytest.raises(UnknownFilter):
        from_words(where)


@pytest.mark.parametrize(
    "filters", [{"region": 3}, {"region": []}, {"not": "x"}, {"pair_ref": "p"}]
)
def test_wrong_batch_filters_are_refused(filters) -> None:
    with pytest.raises(UnknownFilter):
        from_mapping(filters)


def test_an_explicit_filter_wins_over_the_words_of_the_question() -> None:
    understood = Conditions({"region": frozenset({"apac"})}, {}, "2025Q1", "")
    explicit = Conditions({"region": frozenset({"emea"})})
    assert explicit.over(understood).words() == ["region=emea", "quarter_from=2025Q1"]
