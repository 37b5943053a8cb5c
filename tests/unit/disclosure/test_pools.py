"""A small programme: a family is shown as a whole where that singles nobody out."""

import random
from dataclasses import replace

import pytest

from guardrails.disclosure.audit import audit
from guardrails.disclosure.decision import Decision, decide
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import snapshot
from guardrails.disclosure.rows import SupportRow
from tests.unit.disclosure.rows_of import row

FIVE = Policy(5)
POOLS = {"a": "tools", "b": "tools", "c": "tools", "x": "brand", "y": "brand"}


def told(**juniors: range) -> list[SupportRow]:
    return [row(n, theme) for theme, some in juniors.items() for n in some]


def shown(decision: Decision) -> dict[str, str]:
    return {name: cells.standing for name, cells in decision.themes.items()}


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        (told(a=range(3), b=range(3, 6)), {"tools": "new"}, "six people of one family together"),
        (told(a=range(4), b=range(4)), {}, "four people who told two things are four people"),
        (told(a=range(3), x=range(10, 12)), {}, "families are not pooled with each other"),
        (
            told(a=range(6), b=range(10, 16), x=range(20, 23), y=range(23, 26)),
            {"a": "new", "b": "new", "brand": "new"},
            "tools speak for themselves, the brand does not",
        ),
        (
            told(a=range(6), b=range(10, 16), c=range(20, 26), x=range(30, 36), y=range(3)),
            {"a": "new", "b": "new", "c": "new", "x": "new"},
            "there is enough to show without pools",
        ),
    ],
)
def test_a_family_is_pooled_only_where_little_else_is_shown(rows, expected, reason: str) -> None:
    assert shown(decide(rows, FIVE, None, POOLS)) == expected, reason


def test_a_pool_is_never_cut() -> None:
    rows = [replace(each, values=(f"f{n % 2}", *each.values[1:]))
            for n, each in enumerate(told(a=range(4), b=range(10, 18)))]  # fmt: skip
    rows = [each for each in rows if each.theme == "a" or each.junior in {"j10", "j11"}]
    pool = decide(rows, FIVE, None, POOLS).themes["tools"]
    assert all(len(cut.atoms) == 1 for cut in pool.partitions)


@pytest.mark.parametrize(
    ("more", "expected", "reason"),
    [
        (range(20, 24), {"tools": "kept"}, "a is eight now, but six old ones were in the pool"),
        (range(20, 21), {"tools": "kept"}, "one more person must not be seen joining"),
    ],
)
def test_a_pool_keeps_its_card_while_few_join(more: range, expected, reason: str) -> None:
    before = decide(told(a=range(4), b=range(10, 12)), FIVE, None, POOLS)
    now = decide(told(a=[*range(4), *more], b=range(10, 12)), FIVE, before, POOLS)  # type: ignore[arg-type]
    assert shown(now)["tools"] == expected["tools"], reason
    assert audit(snapshot(now, 2), FIVE, snapshot(before, 1)) == []


def test_a_theme_that_is_nearly_the_whole_pool_waits() -> None:
    rows = told(a=range(4), b=range(10, 16))
    before = Decision(FIVE, {})
    pooled = decide([replace(each, theme="c" if each.theme == "b" and each.junior < "j13"
                             else each.theme) for each in rows], FIVE, before, POOLS)  # fmt: skip
    assert shown(pooled) == {"tools": "new"}
    now = decide(rows, FIVE, pooled, POOLS)
    assert "b" not in shown(now), "ten less the six of b would point at the four of a"
    assert audit(snapshot(now, 2), FIVE, snapshot(pooled, 1)) == []


@pytest.mark.parametrize("seed", range(16))
def test_any_growth_with_pools_passes_the_audit(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - data for a test
    rows: list[SupportRow] = []
    before: Decision | None = None
    pooled = 0
    for number in range(1, 7):
        for _ in range(chance.randrange(3, 12)):
            junior = chance.randrange(30)
            made = row(junior, chance.choice("abcxy"), f"2026Q{1 + number % 4}")
            rows.append(replace(made, insight=f"i{len(rows)}"))
        now = decide(rows, FIVE, before, POOLS)
        past = snapshot(before, number - 1) if before else None
        assert audit(snapshot(now, number), FIVE, past) == []
        pooled += len(set(now.themes) & set(POOLS.values()))
        before = now
    assert pooled, "small programmes begin with pools"
