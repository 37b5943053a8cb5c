"""The auditor finds every leak that we can think of planting, and no leak where there is none."""

from collections.abc import Sequence

import pytest

from guardrails.disclosure.audit import audit
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import Published, Snapshot
from guardrails.disclosure.rows import SupportRow
from tests.unit.disclosure.rows_of import row, rows

FIVE = Policy(5)
Where = dict[str, set[str]]


def published(
    made: Sequence[SupportRow], *wheres: Where, release: int = 1, plus: int = 0
) -> Snapshot:
    cells = []
    for where in wheres:
        cut = tuple((dimension, frozenset(values)) for dimension, values in where.items())
        cell = Published(release, "t", cut, 0, 0)
        mine = cell.among(made)
        juniors, pairs = len({r.junior for r in mine}) + plus, len({r.pair for r in mine})
        cells.append(Published(release, "t", cut, juniors, pairs))
    return Snapshot({"t": made}, tuple(cells))


MIXED = [
    row(n, region=region, function=function, quarter=quarter)
    for n, (region, function, quarter) in enumerate(
        [("emea", "sales", "2026Q1")] * 7
        + [("amer", "sales", "2026Q1")] * 6
        + [("amer", "legal", "2026Q2")] * 3
        + [("apac", "legal", "2026Q2")] * 2
        + [("apac", "ops", "2026Q2")] * 5
    )
]


@pytest.mark.parametrize(
    ("snapshot", "leak"),
    [
        pytest.param(
            published(rows({"emea": 4}), {}), "too_few", id="a theme of four"
        ),
        pytest.param(
            published([row(n, pair="p") for n in range(7)], {}), "too_few", id="one pair's session"
        ),
        pytest.param(published(MIXED, {}, plus=1), "wrong_count", id="a count that is not true"),
        pytest.param(
            published(rows({"emea": 9, "apac": 2}), {}, {"region": {"emea"}}),
            "difference",
            id="the hidden rest is two",
        ),
        pytest.param(
            published(rows({"emea": 9, "apac": 7, "amer": 3}), {}, {"region": {"emea"}},
                      {"region": {"apac"}}),
            "difference",
            id="the rest after two cells is three",
        ),
        pytest.param(
            published(MIXED, {}, {"function": {"sales"}},
                      {"function": {"sales"}, "region": {"emea"}},
                      {"function": {"sales"}, "region": {"emea", "amer"}},
                      {"function": {"ops", "legal"}, "region": {"apac"}},
                      {"function": {"ops", "legal"}}),
            "difference",
            id="two-way cells whose rest is three",
        ),
        pytest.param(
            published(rows({"a": 2, "b": 6, "c": 6}), {}, {"region": {"a", "b"}},
                      {"region": {"b", "c"}}),
            "difference",
            id="overlapping pooled cells",
        ),
        pytest.param(
            published(rows({"a": 3, "b": 7, "c": 8}), {"region": {"a", "b"}},
                      {"region": {"b", "c"}}, {"region": {"a", "c"}}),
            "linear",
            id="three overlapping sums solve for the smallest",
        ),
    ],
)  # fmt: skip
def test_planted_leaks_are_found(snapshot: Snapshot, leak: str) -> None:
    assert leak in {finding.leak for finding in audit(snapshot, FIVE)}


def test_a_newcomer_between_two_releases_is_found() -> None:
    before = published(rows({"emea": 8}), {}, release=1)
    after = published(rows({"emea": 9}), {}, release=2)
    assert [f.leak for f in audit(after, FIVE, before)] == ["difference"]
    assert audit(after, FIVE) == [], "alone it is clean"


def test_an_old_cell_that_a_new_one_nearly_contains_is_found() -> None:
    made = rows({"emea": 7, "apac": 6})
    before = published(made[:8], {}, release=1)
    after = published(made, {}, {"region": {"emea"}}, {"region": {"apac"}}, release=2)
    assert "difference" in {f.leak for f in audit(after, FIVE, before)}


def test_a_function_inside_a_region_is_found() -> None:
    made = [row(n, function="legal", region="apac") for n in range(6)]
    made += [row(10 + n, function="sales", region="apac") for n in range(2)]
    made += [row(20 + n, function="sales", region="emea") for n in range(8)]
    leaky = published(made, {}, {"function": {"legal"}}, {"region": {"apac"}})
    assert {f.leak for f in audit(leaky, FIVE)} == {"difference"}


def test_clean_releases_stay_clean() -> None:
    made = rows({"emea": 9, "apac": 7, "amer": 5})
    each = [{"region": {value}} for value in ("emea", "apac", "amer")]
    assert audit(published(made, {}, *each), FIVE) == []
    assert audit(published(made, {}, *each, release=2), FIVE, published(made, {}, *each)) == []


def test_findings_name_no_attribute_value() -> None:
    leaky = published(rows({"emea": 9, "apac": 2}), {}, {"region": {"emea"}})
    assert all("emea" not in f.cells and "apac" not in f.cells for f in audit(leaky, FIVE))
