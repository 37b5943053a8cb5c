"""Finds the pieces of a model inside installed packages without importing any of them.

Who uploaded those packages is unknown, so not one line of their code runs: the installer's own
record of files tells where the bytes lie.
"""

from importlib import metadata
from pathlib import Path

from coach.llm.catalog import Weights


def installed_pieces(weights: Weights) -> list[Path]:
    """Return the pieces in joining order, fewer than ``weights.packages`` when some are absent."""
    found = (_piece(package, weights.piece) for package in weights.packages)
    return [path for path in found if path is not None]


def _piece(package: str, pattern: str) -> Path | None:
    try:
        listed = metadata.distribution(package).files or []
    except metadata.PackageNotFoundError:
        return None
    matches = [Path(str(file.locate())) for file in listed if file.match(pattern)]
    return matches[0] if len(matches) == 1 and matches[0].is_file() else None
