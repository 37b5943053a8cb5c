"""Prompts are files: ``graphs/prompts/<flow>/<node>.md.j2``, a system part and a user part.

A file holds the line ``--- user ---`` once; what stands above it is the system part, which
should not change from call to call so that the model's prefix cache holds. A name without a
value is an error. Values are data: they are never read as templates, and what people said goes
through the ``fence`` filter, which wraps it between two lines with a boundary drawn at random,
so that no sentence in it can pretend to be the end of the data.
"""

import hashlib
import re
import secrets
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from graphs.ports import Prompt
from guardrails.text import CleanText, authored

_SPLIT = re.compile(r"^--- user ---\s*$", re.MULTILINE)
_SUFFIX = ".md.j2"
_PROMPTS = Path(__file__).parent / "prompts"


def render(path: str, /, **values: object) -> Prompt:
    """Render ``prompts/<path>.md.j2``, for example ``render("ask/answer", question=...)``.

    Every value must be clean text, a number, or lists and dataclasses of them.

    Raises:
        FileNotFoundError: when there is no such prompt.
        jinja2.UndefinedError: when the file names a value that was not given.
        ValueError: when the file lacks its ``--- user ---`` line.
    """
    loaded = _load(_PROMPTS, path)
    return _render(loaded, values)


def prompt_id(path: str) -> str:
    """Return ``<path>@<first 12 hex digits of the file's SHA-256>`` without rendering."""
    return _load(_PROMPTS, path).id


class _Loaded:
    """A prompt file, compiled once."""

    __slots__ = ("id", "system", "user")

    def __init__(self, path: str, source: str) -> None:
        parts = _SPLIT.split(source)
        if len(parts) != 2:  # noqa: PLR2004 - one part for the system, one for the user
            raise ValueError(f"{path}{_SUFFIX} needs one line '--- user ---'")
        digest = hashlib.sha256(source.encode()).hexdigest()[:12]
        self.id = f"{path}@{digest}"
        self.system: Template = _ENVIRONMENT.from_string(parts[0].strip())
        self.user: Template = _ENVIRONMENT.from_string(parts[1].strip())


@lru_cache(maxsize=64)
def _load(folder: Path, path: str) -> _Loaded:
    source = folder.joinpath(*f"{path}{_SUFFIX}".split("/")).read_text(encoding="utf-8")
    return _Loaded(path, source)


def _render(loaded: _Loaded, values: dict[str, object]) -> Prompt:
    return Prompt(
        id=loaded.id,
        system=_joined(loaded.system.render(values)),
        user=_joined(loaded.user.render(values)),
    )


def _joined(rendered: str) -> CleanText:
    """Our own words with clean values in their gaps are clean."""
    return authored(rendered.strip())


def fence(text: object, name: str = "data") -> str:
    """Wrap untrusted text between two lines that nothing inside it can know beforehand."""
    words = str(text)
    boundary = secrets.token_hex(4)
    while boundary in words:
        boundary = secrets.token_hex(4)
    return f"<<{name} {boundary}>>\n{words}\n<<end {name} {boundary}>>"


_ENVIRONMENT = Environment(
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - prompts are plain text, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)
_ENVIRONMENT.filters["fence"] = fence
