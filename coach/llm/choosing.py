"""Which models can be chosen, and where the choice is kept: ``settings.json`` in COACH_HOME."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from coach.errors import InvalidInput
from coach.llm.catalog import known_weights
from coach.llm.engine import models_folder, own_file
from coach.llm.pieces import installed_pieces
from coach.llm.routes import EMBEDDED
from coach.llm.weights import WeightsStore
from coach.settings import Settings, load_settings, settings_file

NOT_INSTALLED = "not installed"
_NONE = "none"
_WEIGHTS = {EMBEDDED: "default", "default": "default", "small": "small", "tests": "tests"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One model; ``use`` is what ``coach model use`` takes."""

    use: str
    title: str
    state: str
    active: bool


def choices(settings: Settings) -> list[Choice]:
    """Return the models on board and, when it is another, the one in force."""
    llm = settings.llm
    on_board = llm.model == EMBEDDED and llm.gguf is None
    store = WeightsStore(models_folder(settings.cache))
    rows = [
        Choice(
            use=EMBEDDED if key == "default" else key,
            title=weights.title,
            state=weights_state(store, key),
            active=on_board and llm.embedded_weights == key,
        )
        for key, weights in known_weights().items()
    ]
    rows.append(Choice(_NONE, "No model: people's own words only", "ready", llm.model == _NONE))
    if llm.model == EMBEDDED and llm.gguf:
        rows.append(Choice(EMBEDDED, str(llm.gguf), "your own file, not verified", active=True))
    elif llm.model not in {EMBEDDED, _NONE}:
        rows.append(Choice(llm.model, llm.model, "hosted", active=True))
    return rows


def weights_state(store: WeightsStore, key: str) -> str:
    """Tell how far a model on board is, in two words."""
    weights = known_weights()[key]
    if store.ready(weights):
        return "SHA-256 verified"
    complete = len(installed_pieces(weights)) == len(weights.packages)
    return "installed, joined at first use" if complete else NOT_INSTALLED


def choose(
    home: Path,
    model: str,
    *,
    api_base: str | None = None,
    fallbacks: tuple[str, ...] = (),
    gguf: Path | None = None,
) -> None:
    """Write the choice; variables still win over it. No key is ever written.

    Raises:
        InvalidInput: when the name is no model on board and no LiteLLM string.
    """
    on_board = model in _WEIGHTS
    hosted = [name for name in (model, *fallbacks) if name not in {*_WEIGHTS, _NONE}]
    for name in hosted:
        _require_litellm_string(name)
    if any(name in {*_WEIGHTS, _NONE} - {EMBEDDED} for name in fallbacks):
        raise InvalidInput("A fallback is 'embedded' or a LiteLLM string (provider/model).")
    if gguf is not None and not on_board:
        raise InvalidInput("--gguf goes with 'embedded' only.")
    chosen: dict[str, object] = {"model": EMBEDDED if on_board else model}
    if on_board:
        chosen["embedded_weights"] = _WEIGHTS[model]
    if gguf is not None:
        chosen["gguf"] = str(own_file(gguf.absolute()))
    if api_base:
        chosen["api_base"] = api_base
    if fallbacks:
        chosen["fallbacks"] = list(fallbacks)
    _write(settings_file(home), chosen)
    load_settings()


def overridden() -> list[str]:
    """Return the variables in this process that win over the written choice."""
    names = ("COACH_LLM__MODEL", "COACH_LLM__EMBEDDED_WEIGHTS", "COACH_LLM__GGUF")
    return [name for name in names if os.environ.get(name)]


def _require_litellm_string(model: str) -> None:
    import litellm  # noqa: PLC0415 - seconds, for this check only
    from litellm.exceptions import BadRequestError  # noqa: PLC0415 - as above

    litellm.suppress_debug_info = True
    try:
        litellm.get_llm_provider(model)
    except BadRequestError:
        raise InvalidInput(
            "That is neither 'embedded', 'small', 'none' nor a LiteLLM string (provider/model,"
            " such as openai/gpt-5-mini or ollama/qwen3:8b)."
        ) from None


def _write(file: Path, llm: dict[str, object]) -> None:
    """Replace the ``llm`` group and leave whatever else the file holds."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        kept = {}
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".fresh")
    fresh.write_text(json.dumps({**kept, "llm": llm}, indent=2) + "\n", "utf-8")
    fresh.replace(file)
