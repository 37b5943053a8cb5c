"""What the words around a name tell about it: somebody, something, or somewhere."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_PATH = Path(__file__).parent / "data" / "cues.yaml"


@dataclass(frozen=True, slots=True)
class Cues:
    """Sets of small-written words, read from ``data/cues.yaml``."""

    lists: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Tell whether ``word`` stands in the list ``name``."""
        return word in self.lists[name]


@cache
def cues() -> Cues:
    """Read the lists once per process."""
    raw: dict[str, str] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return Cues({name: frozenset(words.split()) for name, words in raw.items()})
