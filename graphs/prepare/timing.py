"""How the booked minutes are spent (QUESTIONS.md): opening, warm-up, topics, check, close."""

from collections.abc import Sequence
from dataclasses import dataclass

LENGTHS = (30, 45, 60)
_TOPIC_SHARE = {1: 1.0, 2: 1.3, 3: 1.6}
"""Two or three juniors answer one after the other: a question takes that much longer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Whole minutes; they add up to the booked length."""

    opening: int
    warm_up: int
    topics: int
    check: int
    close: int
    warm_up_questions: int
    most_per_item: int


def plan_for(minutes: int) -> Plan:
    """Return the plan for any length from 20 minutes up; short talks lose the check first."""
    if minutes < 40:  # noqa: PLR2004 - half an hour
        opening, warm_up, check, close, asked, most = 4, 4, 0, 4, 1, 1
    elif minutes < 55:  # noqa: PLR2004 - three quarters of an hour
        opening, warm_up, check, close, asked, most = 5, 7, 3, 5, 2, 2
    else:
        opening, warm_up, check, close, asked, most = 5, 9, 6, 5, 2, 3
    topics = minutes - opening - warm_up - check - close
    return Plan(opening, warm_up, topics, check, close, asked, most)


def room_for(plan: Plan, juniors: int, minutes_each: float) -> int:
    """Return how many questions of ``minutes_each`` fit into the topics."""
    return int(plan.topics / (minutes_each * _TOPIC_SHARE.get(juniors, 1.6)))


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Split whole minutes by weight, at least one each; the result adds up to ``total``.

    Raises:
        ValueError: when there are more parts than minutes.
    """
    if not weights:
        return []
    if len(weights) > total:
        raise ValueError("more parts than minutes")
    scale = (total - len(weights)) / (sum(weights) or 1)
    exact = [1 + weight * scale for weight in weights]
    whole = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: total - sum(whole)]:
        whole[place] += 1
    return whole
