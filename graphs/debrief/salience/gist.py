"""What the heads for kind and severity see of a point: meaning, strongest cues, field."""

from collections.abc import Sequence
from typing import Final, get_args

import numpy as np

from graphs.debrief.salience.features import Heard
from graphs.ports import Vectors
from guardrails.families import Family

_MEANING: Final = 8.0  # a unit vector of 384 small numbers against counts of one to three
_FIELD: Final = 2.0
FAMILIES: Final[tuple[str, ...]] = get_args(Family)


def gist(heard: Heard, members: Sequence[int], family: str) -> Vectors:
    """(1, 384 + cues + families): one row for the sentences ``members`` taken together."""
    chosen = list(members)
    meaning = heard.vectors[chosen].mean(axis=0)
    meaning = meaning / max(float(np.linalg.norm(meaning)), 1e-6)
    field = np.array([name == family for name in FAMILIES], dtype=np.float32)
    cues = heard.cues[chosen].max(axis=0)
    return np.concatenate([_MEANING * meaning, cues, _FIELD * field])[None].astype(np.float32)
