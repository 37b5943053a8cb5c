"""Which cells may exist: a table of small programmes with the reason for each verdict."""

import random

import pytest

from guardrails.disclosure.audit import audit
from guardrails.disclosure.decision import Decision, decide
from guardrails.disclosure.policy import Policy, UnsafeThreshold, band
from guardrails.disclosure.published import snapshot
from guardrails.disclosure.rows import DIMENSIONS, SupportRow
from tests.unit.disclosure.rows_of import row, rows

FIVE = Policy(5)


def regions(decision: Decision) -> set[frozenset[str]]:
    return {atom.values for atom in decision.themes["t"].partition("region").atoms}


@pytest.mark.parametrize(
    ("counts", "cells", "reason"),
    [
        ({"emea": 4}, None, "four juniors are no theme"),
        ({"emea": 6, "apac": 7}, [{"emea"}, {"apac"}], "both large, nothing hidden"),
        ({"emea": 9, "apac": 2}, [{"emea", "apac"}], "9 shown and 11 in all isolate 2"),
        (
            {"emea": 7, "amer": 6, "apac": 2},
            [{"emea"}, {"amer", "apac"}],
            "the hidden 2 take the next smallest cell with them",
        ),
        (
            {"emea": 7, "amer": 3, "apac": 2},
            [{"emea"}, {"amer", "apac"}],
            "the hidden rest is five together",
        ),
    ],
)
def test_cells_of_one_dimension(counts, cells, reason: str) -> None:
    decision = decide(rows(counts), FIVE)
    if cells is None:
        assert decision.themes == {}, reason
    else:
        assert regions(decision) == {frozenset(cell) for cell in cells}, reason


def test_insights_are_not_people() -> None:
    many = [row(1, quarter=f"202{n}Q1") for n in range(9)] + rows({"emea": 3}, start=10)
    assert decide(many, FIVE).themes == {}


def test_juniors_of_one_pair_do_not_make_a_theme() -> None:
    group = [row(n, pair="p0") for n in range(8)]
    assert decide(group, FIVE).themes == {}


def test_quarters_are_pooled_with_their_neighbours() -> None:
    made = [row(n, quarter=q) for n, q in enumerate(["2025Q1"] * 2 + ["2025Q3"] * 3)]
    made += [row(10 + n, quarter="2026Q1") for n in range(5)]
    cut = decide(made, FIVE).themes["t"].partition("quarter")
    assert [set(atom.values) for atom in cut.atoms] == [{"2025Q1", "2025Q3"}, {"2026Q1"}]


def test_a_junior_who_speaks_in_all_quarters_does_not_uncover_the_others() -> None:
    always = [row(n, quarter=q) for n in range(5) for q in ("2026Q1", "2026Q2")]
    once = [row(9, quarter="2026Q2")]
    cut = decide(always + once, FIVE).themes["t"].partition("quarter")
    assert len(cut.atoms) == 1, "2026Q2 minus 2026Q1 would be junior 9 alone"


def test_a_function_that_nearly_fills_a_region_is_pooled() -> None:
    made = [row(n, function="legal", region="apac") for n in range(6)]
    made += [row(10 + n, function="sales", region="apac") for n in range(2)]
    made += [row(20 + n, function="sales", region="emea") for n in range(8)]
    cells = decide(made, FIVE).themes["t"]
    cut = [len(cells.partition(d).atoms) for d in ("function", "region")]
    assert cut != [2, 2], "apac minus legal would be two people"


@pytest.mark.parametrize(
    ("joined", "standing", "reason"),
    [
        (0, "updated", "nothing changed"),
        (1, "kept", "one newcomer would be the difference"),
        (4, "kept", "four would be"),
        (5, "updated", "five hide each other"),
    ],
)
def test_new_supporters_since_the_last_release(joined: int, standing: str, reason: str) -> None:
    before = decide(rows({"emea": 8}), FIVE)
    after = decide(rows({"emea": 8 + joined}), FIVE, before)
    assert after.themes["t"].standing == standing, reason
    assert len(after.themes["t"].rows) == 8 + (joined if standing == "updated" else 0)


def test_a_cell_whose_people_changed_by_a_few_is_pooled_although_the_theme_may_change() -> None:
    before = decide(rows({"emea": 6, "apac": 6}), FIVE)
    assert len(before.themes["t"].partition("region").atoms) == 2
    grown = rows({"emea": 6, "apac": 6}) + rows({"emea": 2, "apac": 3}, start=50)
    after = decide(grown, FIVE, before).themes["t"]
    assert after.standing == "updated"
    assert len(after.partition("region").atoms) == 1, "emea 6 then 8: two newcomers from emea"


def test_a_theme_that_lost_its_people_keeps_its_old_card() -> None:
    before = decide(rows({"emea": 8}), FIVE)
    after = decide(rows({"emea": 6}), FIVE, before)
    assert after.themes["t"].standing == "kept"
    assert decide([], FIVE, before).themes["t"].standing == "kept"


@pytest.mark.parametrize("seed", range(25))
def test_whatever_people_say_the_audit_agrees(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible programme
    k = chance.choice([3, 5])
    programme = _programme(chance, people=chance.randint(10, 60))
    first = decide(programme[: len(programme) * 2 // 3], Policy(k))
    second = decide(programme, Policy(k), first)
    assert audit(snapshot(first, 1), Policy(k)) == []
    assert audit(snapshot(second, 2), Policy(k), snapshot(first, 1)) == []


def _programme(chance: random.Random, people: int) -> list[SupportRow]:
    values = {
        junior: {
            "function": chance.choice(["sales", "legal", "ops"]),
            "region": chance.choice(["emea", "amer", "apac"]),
            "tenure_band": chance.choice(["0-1", "1-2"]),
            "pair": f"p{junior // chance.choice([1, 1, 2])}",
        }
        for junior in range(people)
    }
    made = {}
    for _ in range(people * 3):
        junior = chance.randrange(people)
        one = row(
            junior,
            theme=chance.choice("abc"),
            quarter=f"2026Q{chance.randint(1, 4)}",
            kind=chance.choice(["friction", "risk"]),
            **values[junior],
        )
        made[one.insight] = one
    return list(made.values())


@pytest.mark.parametrize(
    ("people", "k", "shown"),
    [
        (5, 5, "5-9"),
        (9, 5, "5-9"),
        (10, 5, "10-19"),
        (40, 5, "20+"),
        (3, 3, "3-4"),
        (12, 12, "12-19"),
    ],
)
def test_support_is_a_band(people: int, k: int, shown: str) -> None:
    assert band(people, k) == shown


def test_nothing_below_k_has_a_band_and_k_has_a_floor() -> None:
    with pytest.raises(UnsafeThreshold):
        band(4, 5)
    with pytest.raises(UnsafeThreshold):
        Policy(2)


def test_dimensions_are_those_of_the_promise() -> None:
    assert {"region", "function", "tenure_band", "quarter"} <= set(DIMENSIONS)
