"""What the second opinion reads in a question: its meaning and its runs of one or two words."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from graphs.ports import Vectors

MEANING = 3.0
"""How much a sentence vector counts beside the words; chosen with questions left out."""
_TOKEN = re.compile(r"[\w']+|[?,.;:-]")


def runs_of(text: str) -> list[str]:
    """Return single words and neighbouring pairs, lower-cased, with marks for both ends."""
    tidy = text.lower().replace("\u2019", "'")
    words = ["<s>", *_TOKEN.findall(tidy), "<e>"]
    return words + [f"{one} {two}" for one, two in itertools.pairwise(words)]


def matrix(texts: Sequence[str], vectors: Vectors, weight: Mapping[str, float]) -> Vectors:
    """Return (n, 384 + runs): scaled vectors beside damped, weighted, unit-length counts.

    ``weight`` holds the known runs in column order, each with its inverse document frequency
    (Manning, Raghavan and Schuetze 2008, 6.2); unknown runs count for nothing.
    """
    column = {run: at for at, run in enumerate(weight)}
    counted = np.zeros((len(texts), len(column)), dtype=np.float32)
    for row, text in enumerate(texts):
        for run, times in Counter(runs_of(text)).items():
            if run in column:
                counted[row, column[run]] = (1 + math.log(times)) * weight[run]
    length = np.linalg.norm(counted, axis=1, keepdims=True)
    counted /= np.where(length == 0, 1, length)
    return np.hstack([MEANING * vectors, counted]).astype(np.float32)
