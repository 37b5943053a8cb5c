"""Groups form by mean score, ask for more when both could stand alone, and keep old themes."""

import numpy as np
import pytest

from knowledge.themes.grouping import Thresholds, agglomerate

SAME = Thresholds(0.0, 0.0, 0.0)
STRICT = Thresholds(-1.0, -1.0, 2.0)


def scores(size: int, high: list[tuple[int, int]], value: float = 1.0) -> np.ndarray:
    made = np.full((size, size), -5.0, np.float32)
    for a, b in high:
        made[a, b] = made[b, a] = value
    return made


def people(size: int) -> list[frozenset[str]]:
    return [frozenset({f"j{n}"}) for n in range(size)]


def test_items_that_score_high_become_one_group() -> None:
    labels = agglomerate(scores(4, [(0, 1), (2, 3)]), [-1] * 4, people(4), SAME, k=3)
    assert labels.tolist() == [0, 0, 1, 1]


def test_an_existing_theme_takes_in_a_newcomer_and_keeps_its_number() -> None:
    labels = agglomerate(scores(3, [(0, 1), (1, 2), (0, 2)]), [0, 0, -1], people(3), SAME, k=3)
    assert labels.tolist() == [0, 0, 0]


def test_two_existing_themes_are_never_joined() -> None:
    alike = scores(4, [(a, b) for a in range(4) for b in range(4) if a != b])
    labels = agglomerate(alike, [0, 0, 1, -1], people(4), SAME, k=3)
    assert labels[0] == labels[1] == 0
    assert labels[2] == 1


@pytest.mark.parametrize(
    ("k", "groups", "reason"),
    [
        (2, 2, "two groups of two people can both be shown: 1.0 is not enough to join them"),
        (3, 1, "neither can be shown alone: they are joined"),
    ],
)
def test_support_decides_how_much_joining_takes(k: int, groups: int, reason: str) -> None:
    made = scores(4, [(a, b) for a in range(4) for b in range(4) if a != b], 1.0)
    made[0, 1] = made[1, 0] = made[2, 3] = made[3, 2] = 4.0
    labels = agglomerate(made, [-1] * 4, people(4), STRICT, k=k)
    assert len(set(labels.tolist())) == groups, reason


def test_nothing_to_group_is_no_special_case() -> None:
    assert agglomerate(np.zeros((0, 0), np.float32), [], [], SAME, k=3).tolist() == []


def test_an_item_stays_out_of_the_theme_it_was_said_not_to_belong_to() -> None:
    alike = scores(4, [(a, b) for a in range(4) for b in range(4) if a != b])
    apart = [frozenset[int](), frozenset[int](), frozenset({0}), frozenset[int]()]
    labels = agglomerate(alike, [0, 0, -1, -1], people(4), SAME, k=3, apart=apart).tolist()
    assert labels[2] != 0, "it was said so"
    assert labels[3] in {0, labels[2]}, "another item is free, and follows only one of the two"


def test_a_group_inherits_what_its_members_were_kept_out_of() -> None:
    made = scores(3, [(0, 2), (1, 2)])
    made[0, 1] = made[1, 0] = 0.5
    made[1, 2] = made[2, 1] = 3.0
    apart = [frozenset[int](), frozenset({0}), frozenset[int]()]
    labels = agglomerate(made, [0, -1, -1], people(3), SAME, k=3, apart=apart).tolist()
    assert labels[1] == labels[2] != 0
