"""The subjects that people at work talk about, in our own words: the crowd of ``relevance``."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def subjects() -> tuple[str, ...]:
    """Return the crowd's subjects."""
    text = files("knowledge.lists").joinpath("subjects.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
