"""What is installed, what is active and verified, what is missing and the command that mends it."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Literal

from coach.errors import CoachError
from coach.llm.catalog import known_weights
from coach.llm.choosing import NOT_INSTALLED, weights_state
from coach.llm.cores import usable_cores
from coach.llm.engine import models_folder, own_file
from coach.llm.routes import EMBEDDED, strength_of
from coach.llm.weights import WeightsStore
from coach.settings import Settings
from guardrails.errors import GuardrailError

State = Literal["ok", "note", "broken"]
_PARTS = ("litellm", "langgraph", "xllamacpp", "presidio-analyzer", "spacy", "chromadb", "gradio")
_INSTALL = "make install"
_ROOMY_BYTES = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; ``remedy`` is the one command that mends it."""

    part: str
    state: State
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything found; ``well`` when nothing is broken."""

    well: bool
    version: str
    model: str
    findings: list[Finding]


def examine(settings: Settings) -> Examination:
    """Look at everything; reads only, starts no model, touches no network."""
    findings = [
        _packages(),
        _model(settings),
        _embedder(),
        *_recognizers(settings.privacy.language),
        _folder("home", settings.home, 0),
        _folder("cache", settings.cache, _ROOMY_BYTES),
        Finding("cores", "note", f"{usable_cores()} usable; threads are measured at each start"),
    ]
    return Examination(
        well=all(finding.state != "broken" for finding in findings),
        version=metadata.version("frontline-coach"),
        model=model_name(settings),
        findings=findings,
    )


def model_name(settings: Settings) -> str:
    """Return the name that results will carry."""
    llm = settings.llm
    if llm.model != EMBEDDED:
        return llm.model
    return llm.gguf.stem if llm.gguf else known_weights()[llm.embedded_weights].name


def _packages() -> Finding:
    versions, missing = [f"python {sys.version.split()[0]}"], []
    for name in _PARTS:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding("packages", "broken", f"missing: {', '.join(missing)}", _INSTALL)
    return Finding("packages", "ok", ", ".join(versions))


def _model(settings: Settings) -> Finding:
    llm = settings.llm
    after = f", then {', '.join(llm.fallbacks)}" if llm.fallbacks else ""
    if llm.model == "none":
        return Finding("model", "note", "none: everything is said in people's own words")
    if llm.model != EMBEDDED:
        keyed = "with a key" if llm.api_key else "key from the provider's own variable"
        detail = f"{llm.model} ({strength_of(llm)}, {keyed}){after}"
        return Finding("model", "note", detail, "coach model check")
    if llm.gguf:
        return _own_model(llm.gguf)
    weights = known_weights()[llm.embedded_weights]
    state = weights_state(WeightsStore(models_folder(settings.cache)), llm.embedded_weights)
    if state == NOT_INSTALLED:
        return Finding("model", "broken", f"{weights.title} is not installed", _INSTALL)
    return Finding("model", "ok", f"{weights.title}: {state}{after}")


def _own_model(path: Path) -> Finding:
    found = _tried("model", f"your own file {path}, not verified", lambda: own_file(path))
    return replace(found, remedy="coach model use embedded") if found.state == "broken" else found


def _embedder() -> Finding:
    from knowledge.embedding import TOKENIZER, WEIGHTS, verified  # noqa: PLC0415 - numpy
    from knowledge.errors import KnowledgeError  # noqa: PLC0415 - as above
    from knowledge.transformer import FULL_WEIGHTS  # noqa: PLC0415 - scipy

    try:
        for file in (WEIGHTS, FULL_WEIGHTS, TOKENIZER):
            verified(file)
    except KnowledgeError as error:
        return Finding("embedder", "broken", str(error), _INSTALL)
    return Finding("embedder", "ok", "all-MiniLM-L6-v2, int8 and full precision, SHA-256 verified")


def _recognizers(language: str) -> list[Finding]:
    from guardrails.scrub.weights import rampart_files, spacy_model  # noqa: PLC0415 - on demand

    return [
        _tried(
            "names",
            f"spaCy model for talks in {language!r}, SHA-256 verified",
            lambda: spacy_model(language),
        ),
        _tried("personal data", "Rampart token classifier, SHA-256 verified", rampart_files),
    ]


def _tried(part: str, detail: str, look: Callable[[], object]) -> Finding:
    """Report ``detail`` when ``look`` succeeds, else its error's safe sentence."""
    try:
        look()
    except (CoachError, GuardrailError) as error:
        return Finding(part, "broken", error.sentence, _INSTALL)
    return Finding(part, "ok", detail)


def _folder(part: str, folder: Path, roomy: int) -> Finding:
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    variable = f"export COACH_{part.upper()}=/another/folder"
    if not _writable(nearest):
        return Finding(part, "broken", f"{folder} cannot be written", variable)
    free = shutil.disk_usage(nearest).free
    if free < roomy:
        return Finding(part, "note", f"{folder}: only {free / 1e9:.1f} GB free", variable)
    return Finding(part, "ok", f"{folder} ({free / 1e9:.0f} GB free)")


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
