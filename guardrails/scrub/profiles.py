"""What a language needs to be scrubbed: one YAML file a language in ``languages``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guardrails.errors import UnsupportedLanguage

DEFAULT = "en"
_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A spaCy pipeline inside an installed package; ``sha256`` by path inside ``folder``."""

    package: str
    folder: str
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """A language as the scrubber needs it.

    ``trained`` languages have a network, cues and grammars of their own in code; the others are
    decided by rule: the model, ``name_lists`` (locales of Faker), words ``before`` a name, and
    every found name again with the ``endings`` and changed ``stems`` of the language. ``ordinary``
    are names that are also words. ``patterns`` are (entity, expression) of its identifiers.
    """

    code: str
    name: str
    trained: bool
    model: ModelFiles | None
    placeholders: Mapping[str, str]
    name_lists: tuple[str, ...] = ()
    before: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    stems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[str, str], ...] = ()


def known_languages() -> list[str]:
    """Codes of the languages that can be configured."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def profile_of(language: str) -> Profile:
    """Read the profile of a language once per process.

    Raises:
        UnsupportedLanguage: when there is none.
    """
    if language not in known_languages():
        raise UnsupportedLanguage(
            "The configured language has no profile; COACH_PRIVACY__LANGUAGE can be"
            f" {' or '.join(known_languages())}."
        )
    raw: dict[str, Any] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text("utf-8"))
    return Profile(
        code=language,
        name=raw["name"],
        trained=raw["trained"],
        model=ModelFiles(**raw["model"]),
        placeholders=raw["placeholders"],
        name_lists=tuple(raw.get("name_lists", ())),
        before=frozenset(raw.get("before", "").split()),
        ordinary=frozenset(raw.get("ordinary", "").split()),
        endings=tuple(raw.get("endings", "").split()),
        stems={end: tuple(changed) for end, changed in raw.get("stems", {}).items()},
        patterns=tuple((each["entity"], each["regex"].strip()) for each in raw.get("patterns", ())),
    )
