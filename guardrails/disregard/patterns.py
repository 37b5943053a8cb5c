"""Rules live in YAML beside the code that reads them: a name, and its regular expressions."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

_FRAGMENTS: Final = "fragments"


@lru_cache(maxsize=8)
def read_patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """Return one pattern for each entry of ``name``.yaml: it finds any line of that entry.

    ``{fragment}`` in a line stands for what the file's ``fragments`` say under that name, so that
    a list of words stands once. Quantifiers such as ``{0,4}`` are left alone.
    """
    text = files("guardrails.disregard").joinpath(f"{name}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    fragments: dict[str, str] = loaded.pop(_FRAGMENTS, {})

    def spelled_out(line: str) -> str:
        for fragment, words in fragments.items():
            line = line.replace(f"{{{fragment}}}", f"(?:{words})")
        return line

    return {
        entry: re.compile("|".join(spelled_out(line) for line in lines))
        for entry, lines in loaded.items()
    }
