"""The one sentence model in full precision underneath everything that was taught."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.transformer import MiniLM


@lru_cache(maxsize=1)
def sentence_model() -> "MiniLM":
    """Return the one of this process; nothing is read from the disk before the first text."""
    from knowledge.transformer import MiniLM  # noqa: PLC0415 - scipy, which --help must not pay

    return MiniLM()
