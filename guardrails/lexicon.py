"""Word lists live in readable files beside the rules that use them."""

import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=64)
def read_phrases(package: str, name: str) -> tuple[str, ...]:
    """Return the lines of a word list; blank lines and ``#`` comments are dropped."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@lru_cache(maxsize=64)
def any_of(package: str, name: str) -> re.Pattern[str]:
    """Return one pattern that finds any line of a list, whole words only, in any case.

    Lines are regular expressions, so that ``slow(er|ly)?`` can stand in one line; ``{other}``
    stands for all lines of ``other.txt`` in the same folder.
    """
    folder = name.rpartition("/")[0]

    def other(hit: re.Match[str]) -> str:
        return f"(?:{'|'.join(read_phrases(package, f'{folder}/{hit[1]}.txt'))})"

    lines = "|".join(read_phrases(package, name))
    return re.compile(
        rf"(?<![\w-])(?:{re.sub(r'{([a-z_]+)}', other, lines)})(?:(?<= )|(?!\w))", re.IGNORECASE
    )
