"""In notes every bullet is a thought of its own; a bullet may hold two."""

import numpy as np

from graphs.debrief.bullets import best_bullets
from graphs.debrief.stretches import BARRED


def apart(_one: int, _other: int) -> float:
    return BARRED


def together(_one: int, _other: int) -> float:
    return 5.0


def test_neighboring_bullets_are_never_one_point() -> None:
    scores = np.array([2.0, 3.0, 1.0])
    assert best_bullets(scores, [0, 1, 2], together, 9) == [[1], [0], [2]]


def test_sentences_of_a_bullet_that_belong_together_are_one_point() -> None:
    scores = np.array([1.0, 2.0, -0.2, -3.0])
    assert best_bullets(scores, [0, 0, 0, 0], together, 9) == [[1, 0, 2]]


def test_sentences_of_a_bullet_that_do_not_are_two() -> None:
    assert best_bullets(np.array([1.0, 2.0]), [4, 4], apart, 9) == [[1], [0]]


def test_what_is_barred_or_more_likely_an_aside_makes_no_point() -> None:
    scores = np.array([-0.1, BARRED, 0.1])
    assert best_bullets(scores, [0, 1, 2], together, 9) == [[2]]


def test_no_more_than_asked_for() -> None:
    assert len(best_bullets(np.ones(20), range(20), apart, 14)) == 14


def test_a_page_short_of_points_offers_the_nearest_asides() -> None:
    scores = np.array([-0.4, -1.0, 0.1, -2.0])
    assert best_bullets(scores, [0, 1, 2, 3], together, 9, fewest=2) == [[2], [0]]
    assert best_bullets(scores, [0, 1, 2, 3], together, 9, fewest=9) == [[2], [0], [1]]
