"""What an L&D person did after the first release: word the themes as people would say them."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Final

from coach.application import Coach
from coach.records.insights import InsightRecords
from coach.users import User

_MOSTLY: Final = 0.6
"""A theme is about one thing, or about two, when this share of its insights speaks of it."""
_LONGEST_STATEMENT: Final = 300

Topic = dict[str, str]


def name_themes(coach: Coach, lnd: User) -> int:
    """Word every released theme that is mostly about one thing or two; return how many.

    Which insights belong together was decided by the release; nothing is moved here.
    """
    topics, about = _topics()
    members: dict[str, Counter[str]] = {}
    for insight, theme in InsightRecords(coach.adapters.database).themes().items():
        members.setdefault(theme, Counter())[about.get(insight, "")] += 1
    named = 0
    taken: set[str] = set()
    for shown in sorted(coach.curating.themes(lnd), key=lambda one: -members[one.id].total()):
        slugs = [slug for slug in _subjects(members[shown.id]) if slug]
        words = _words([topics[slug] for slug in slugs])
        if words is None or words[0] in taken:
            continue
        taken.add(words[0])
        coach.curating.rename(lnd, shown.id, *words)
        named += 1
    return named


def _subjects(counter: Counter[str]) -> Iterator[str]:
    """Yield the fewest subjects that most of a theme is about; nothing when it takes three."""
    found = 0
    leading = counter.most_common(2)
    for number, (_slug, count) in enumerate(leading, start=1):
        found += count
        if found >= _MOSTLY * counter.total():
            yield from (slug for slug, _count in leading[:number])
            return


def _words(topics: list[Topic]) -> tuple[str, str] | None:
    """Return label and statement."""
    if not topics:
        return None
    if len(topics) == 1:
        return topics[0]["title"], topics[0]["statement"]
    first, second = (topic["short"] for topic in topics)
    both = " ".join(topic["statement"] for topic in topics)
    label = f"{first}, and {second[0].lower()}{second[1:]}"
    return label, both if len(both) <= _LONGEST_STATEMENT else topics[0]["statement"]


def _topics() -> tuple[dict[str, Topic], dict[str, str]]:
    """Return how each subject is worded, and the subject of each invented insight."""
    file = resources.files("coach.demo").joinpath("themes_gold.json")
    listed = json.loads(file.read_text("utf-8"))["themes"]
    about = {insight: topic["slug"] for topic in listed for insight in topic["insights"]}
    words = {
        topic["slug"]: {key: topic[key] for key in ("title", "short", "statement")}
        for topic in listed
    }
    return words, about
