"""Insights that move between themes: a merge or a split must not single anybody out either."""

import random
from dataclasses import replace

import pytest

from guardrails.disclosure.audit import audit
from guardrails.disclosure.decision import Decision, decide
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import Published, Snapshot, snapshot
from guardrails.disclosure.rows import SupportRow
from tests.unit.disclosure.rows_of import row

FIVE = Policy(5)


def theme(name: str, juniors: range) -> list[SupportRow]:
    return [row(n, name) for n in juniors]


def moved(rows: list[SupportRow], name: str) -> list[SupportRow]:
    return [replace(each, theme=name) for each in rows]


def standings(decision: Decision) -> dict[str, str]:
    return {name: cells.standing for name, cells in decision.themes.items()}


@pytest.mark.parametrize(
    ("first", "second", "after", "reason"),
    [
        (range(8), range(20, 26), {"a": "updated"}, "eight and six others are one theme now"),
        (
            range(8),
            range(4, 10),
            {"a": "kept", "b": "kept"},
            "two of b are not in a: fourteen less the known twelve would point at them",
        ),
        (
            range(20),
            range(2, 20),
            {"a": "kept", "b": "kept"},
            "nobody joins a, so its card stays, and what moved is not lost",
        ),
    ],
)
def test_a_merge_shows_one_theme_or_waits(first, second, after, reason: str) -> None:
    a, b = theme("a", first), theme("b", second)
    before = decide([*a, *b], FIVE)
    now = decide([*a, *moved(b, "a")], FIVE, before)
    assert standings(now) == after, reason
    assert audit(snapshot(now, 2), FIVE, snapshot(before, 1)) == []


@pytest.mark.parametrize(
    ("half", "shown", "reason"),
    [
        (range(6), {"a": "updated", "h": "new"}, "six and eight: both halves can be shown"),
        (range(11), {"a": "kept"}, "the other half is three people: old card less new card"),
        (range(3), {"a": "kept"}, "a half of three people is no theme"),
    ],
)
def test_a_split_shows_both_halves_or_waits(half, shown, reason: str) -> None:
    rows = theme("a", range(14))
    before = decide(rows, FIVE)
    gone = [each for each in rows if each.junior in {f"j{n}" for n in half}]
    rest = [each for each in rows if each not in gone]
    now = decide([*rest, *moved(gone, "h")], FIVE, before)
    assert standings(now) == shown, reason


def test_the_audit_finds_a_planted_leak_between_two_themes() -> None:
    rows = theme("a", range(14))
    before = Snapshot({"a": rows}, (Published(1, "a", (), 14, 14),))
    half = moved(rows[:11], "h")
    leaky = Snapshot({"h": half}, (Published(2, "h", (), 11, 11),))
    assert [found.leak for found in audit(leaky, FIVE, before)] == ["difference"]
    fine = Snapshot({"h": half[:9]}, (Published(2, "h", (), 9, 9),))
    assert audit(fine, FIVE, before) == []


@pytest.mark.parametrize("seed", range(12))
def test_any_series_of_merges_and_splits_passes_the_audit(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - data for a test
    rows = [row(chance.randrange(40), f"t{chance.randrange(4)}", pair="") for _ in range(90)]
    rows = [replace(each, insight=f"i{n}", pair=f"p{each.junior}") for n, each in enumerate(rows)]
    before = decide(rows, FIVE)
    for number in range(2, 6):
        one, other = f"t{chance.randrange(4)}", f"t{chance.randrange(6)}"
        share = chance.choice([0.3, 0.5, 1.0])
        rows = [
            replace(each, theme=other) if each.theme == one and chance.random() < share else each
            for each in rows
        ]
        now = decide(rows, FIVE, before)
        assert audit(snapshot(now, number), FIVE, snapshot(before, number - 1)) == []
        before = now
