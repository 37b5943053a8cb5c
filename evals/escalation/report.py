"""What ear or reader hears in rows it never saw; needs numpy only, as the home of torch does."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


def figures(rows: Sequence[Mapping[str, Any]], chances: npt.NDArray[Any], sure: float) -> str:
    """Return lines heard (a line counts with its best window) and windows of talk taken."""
    heard = chances > sure
    whole: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        if row["line"] >= 0:
            whole.setdefault(row["line"], []).append(at)
    told = [(rows[at[0]]["label"] != "none", heard[at].any()) for at in whole.values()]
    grave = [found for is_grave, found in told if is_grave]
    calm = [found for is_grave, found in told if not is_grave]
    talk = np.array([row["talk"] for row in rows])
    own = np.array([row["tried"] for row in rows]) & (talk >= 0)
    others = (talk >= 0) & ~own
    return (
        f"lines: {sum(grave)} of {len(grave)} that count heard,"
        f" {sum(calm)} of {len(calm)} harmless\n"
        f"talks: {len(set(talk[own & heard]))} of {len(set(talk[own]))} that have one heard;"
        f" {int((others & heard).sum())} of {int(others.sum())} other windows in"
        f" {len(set(talk[others & heard]))} of {len(set(talk[others]))} talks"
    )
