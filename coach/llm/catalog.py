"""The models we know byte for byte, from ``weights.yaml``."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """One model file: ``size`` in bytes, ``sha256`` of the whole, and where its pieces lie.

    ``packages`` are distribution names in joining order; ``piece`` is the pattern of the file
    inside each.
    """

    key: str
    name: str
    title: str
    size: int
    sha256: str
    packages: tuple[str, ...]
    piece: str


@lru_cache(maxsize=1)
def known_weights() -> dict[str, Weights]:
    """Return every known model by its settings key: ``default``, ``small``, ``tests``."""
    rows = yaml.safe_load(files("coach.llm").joinpath("weights.yaml").read_text("utf-8"))
    return {key: _weights(key, row) for key, row in rows.items()}


def _weights(key: str, row: dict[str, str | int]) -> Weights:
    count, pattern = int(row["pieces"]), str(row["packages"])
    return Weights(
        key=key,
        name=str(row["name"]),
        title=str(row["title"]),
        size=int(row["bytes"]),
        sha256=str(row["sha256"]),
        packages=tuple(pattern.format(n=number) for number in range(1, count + 1)),
        piece=str(row["file"]),
    )
