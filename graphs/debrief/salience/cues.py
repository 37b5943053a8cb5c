"""Cue counts: how often a sentence sounds like work that was seen, or like something else."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import yaml

from graphs.ports import Vectors
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, derived

_MOST = 3.0  # a cue that stands four times says no more than three


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    text = files("graphs.debrief.salience").joinpath("cues.yaml").read_text("utf-8")
    loaded: dict[str, list[str]] = yaml.safe_load(text)
    return {name: re.compile("|".join(rows)) for name, rows in loaded.items()}


def cue_names() -> tuple[str, ...]:
    """The cues in the order of the columns of :func:`count_cues`."""
    return tuple(_cues())


def count_cues(texts: Sequence[str]) -> Vectors:
    """(n, number of cues) counts, each at most 3."""
    rows = [[len(p.findall(text.lower())) for p in _cues().values()] for text in texts]
    counts = np.array(rows, dtype=np.float32).reshape(len(texts), len(_cues()))
    return np.minimum(counts, _MOST).astype(np.float32)


def plain_words(text: CleanText) -> CleanText:
    """Return ``text`` with placeholders as ordinary words, as the embedder should read it."""
    return derived(readable(text).replace("[", "").replace("]", ""))
