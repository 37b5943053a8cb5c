"""What became of the true themes: how pure the groups are, and how many can be released."""

from collections import Counter
from collections.abc import Mapping

from evals.themes.labeled import Labeled


def judge(programme: Labeled, groups: Mapping[str, str], k: int) -> dict[str, float]:
    """Return purity, the releasable groups, and the share of true themes that they show.

    ``shown`` is the share of the true themes with k juniors and k pairs that are the most
    frequent theme of some group with k juniors and k pairs; ``wrongly`` counts groups whose
    most frequent theme has too few.
    """
    theme_of = dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
    found = _members(groups)
    right = {t for t, ids in _members(theme_of).items() if _enough(programme, ids, k)}
    most = {group: _most(ids, theme_of) for group, ids in found.items()}
    released = [group for group, ids in found.items() if _enough(programme, ids, k)]
    shown = {most[group][0] for group in released}
    return {
        "purity": round(sum(count for _, count in most.values()) / len(groups), 3),
        "groups": len(released),
        "shown": round(len(shown & right) / max(len(right), 1), 3),
        "wrongly": sum(most[group][0] not in right for group in released),
    }


def _members(theme_of: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for one, theme in theme_of.items():
        members.setdefault(theme, []).append(one)
    return members


def _enough(programme: Labeled, ids: list[str], k: int) -> bool:
    mine = [one for one in programme.insights if one.id in set(ids)]
    juniors = {junior for one in mine for junior in one.juniors}
    return len(juniors) >= k and len({one.pair_ref for one in mine}) >= k


def _most(ids: list[str], theme_of: Mapping[str, str]) -> tuple[str, int]:
    return Counter(theme_of[one] for one in ids).most_common(1)[0]
