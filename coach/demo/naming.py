"""What an L&D person did after the first release: word the themes as people would say them."""

import json
from collections import Counter
from importlib import resources
from typing import Any, Final

from coach.application import Coach
from coach.records.insights import InsightRecords
from coach.users import User

_MOSTLY: Final = 0.6
"""A theme is worded when this share of its insights speaks of one thing."""


def name_themes(coach: Coach, lnd: User) -> int:
    """Word every released theme that is mostly about one thing; return how many.

    Which insights belong together was decided by the release; nothing is moved here.
    """
    topics = _topics()
    about = {insight: slug for slug, topic in topics.items() for insight in topic["insights"]}
    members: dict[str, Counter[str]] = {}
    for insight, theme in InsightRecords(coach.adapters.database).themes().items():
        members.setdefault(theme, Counter())[about.get(insight, "")] += 1
    released = {theme.id for theme in coach.curating.themes(lnd)}
    chosen = _chosen({theme: members[theme] for theme in released & members.keys()})
    for theme, slug in chosen.items():
        coach.curating.rename(lnd, theme, topics[slug]["title"], topics[slug]["statement"])
    return len(chosen)


def _chosen(members: dict[str, Counter[str]]) -> dict[str, str]:
    """Give each subject to the theme that holds most of it, and each theme one subject."""
    claims = sorted(
        (-count, theme, slug)
        for theme, counter in members.items()
        for slug, count in counter.most_common(1)
        if slug and count >= _MOSTLY * counter.total()
    )
    taken: dict[str, str] = {}
    for _count, theme, slug in claims:
        if slug not in taken.values():
            taken[theme] = slug
    return taken


def _topics() -> dict[str, dict[str, Any]]:
    file = resources.files("coach.demo").joinpath("themes_gold.json")
    return {topic["slug"]: topic for topic in json.loads(file.read_text("utf-8"))["themes"]}
