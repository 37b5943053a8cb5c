from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from evals.themes.labeled import Labeled
from evals.themes.packs import Pack, packs, read_pack, told_apart
from guardrails.families import Family


@pytest.mark.parametrize("pack", list(packs()), ids=lambda pack: pack.name)
def test_a_pack_is_complete(pack: Pack) -> None:
    families = [theme.family for theme in pack.themes]
    assert len({theme.slug for theme in pack.themes}) in {24, 25}
    assert {len(theme.statements) for theme in pack.themes} == {10}
    assert {len(theme.questions) for theme in pack.themes} <= {8, 9}
    assert 45 <= len(pack.absent) <= 50
    assert len(pack.broad) == 12
    known = {theme.slug for theme in pack.themes}
    assert all(len(slugs) > 1 and known.issuperset(slugs) for _, slugs in pack.broad)
    assert {
        family: 4 <= families.count(family) <= 6 for family in get_args(Family)
    } == dict.fromkeys(get_args(Family), True)


def test_a_pack_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "kiosks.txt"
    path.write_text(
        "= station kiosks\n"
        "# no-change | internal_tools\nThe till has no coins.\nWe send people away.\n? coins\n"
        "# NONE\n? parking\n# BROAD\n? what slows us | no-change, no-bags\n",
        "utf-8",
    )
    pack = read_pack(path)
    assert (pack.name, pack.industry, pack.absent) == ("kiosks", "station kiosks", ["parking"])
    assert pack.themes[0].questions == ["coins"]
    assert pack.broad == [("what slows us", ("no-change", "no-bags"))]
    programme = pack.as_labeled()
    assert [one.statement for one in programme.insights] == [
        "The till has no coins.",
        "We send people away.",
    ]
    assert programme.themes == ("no-change", "no-change")


def test_no_statement_stands_in_two_places() -> None:
    every = [text for pack in packs() for theme in pack.themes for text in theme.statements]
    assert len(set(every)) == len(every)


def test_only_pairs_of_different_juniors_of_one_family_are_judged() -> None:
    pack = next(packs()).as_labeled()
    mine = [n for n, one in enumerate(pack.insights) if one.family == "internal_tools"][:20]
    programme = Labeled(
        "two", tuple(pack.insights[n] for n in mine), tuple(pack.themes[n] for n in mine)
    )
    themes = sorted(set(programme.themes))
    apart = np.eye(len(themes), dtype=np.float32)[[themes.index(t) for t in programme.themes]]
    assert told_apart(programme, apart) == (1.0, 1.0)
    assert told_apart(programme, np.ones_like(apart))[0] == 0.5
