"""The curator words what is mostly about one thing or two, and leaves the rest."""

from collections import Counter

import pytest

from coach.demo.naming import _subjects, _topics, _words


@pytest.mark.parametrize(
    ("members", "subjects"),
    [
        ({"a": 6, "b": 2, "c": 2}, ["a"]),  # three of five say the same
        ({"a": 5, "b": 3, "c": 2}, ["a", "b"]),  # two things carry it
        ({"a": 2, "b": 2, "c": 2, "d": 2}, []),  # nobody could word this in one line
        ({"a": 1}, ["a"]),
    ],
)
def test_subjects_are_the_fewest_that_carry_a_theme(
    members: dict[str, int], subjects: list[str]
) -> None:
    assert list(_subjects(Counter(members))) == subjects


def test_every_pair_of_subjects_fits_what_a_curator_may_write() -> None:
    topics, _about = _topics()
    for first in topics.values():
        for second in topics.values():
            words = _words([first, second])
            assert words is not None
            assert len(words[0]) <= 80
            assert len(words[1]) <= 300
