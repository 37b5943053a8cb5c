"""The model on board: llama.cpp inside this process, spoken to like any hosted model.

It listens on the loopback interface at a port of its own choosing and answers only to a random
key that never leaves the process. It starts at the first question, not before.
"""

import asyncio
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import InvalidInput, ModelUnavailable
from coach.llm.catalog import Weights, known_weights
from coach.llm.cores import Threads, choose_threads, hashing_throughput, usable_cores
from coach.llm.turnstile import Turnstile
from coach.llm.weights import WeightsStore
from coach.settings import LLMSettings
from graphs.ports import Progress

if TYPE_CHECKING:
    import xllamacpp

_LOOPBACK = "127.0.0.1"
_CACHE_RAM_MIB = 512
_BATCH = 512
_GGUF_MAGIC = b"GGUF"
_SILENT = -1
_PATIENCE_S = 20.0
Announce = Callable[[Progress], None]


def _announce_nothing(_step: Progress) -> None: ...


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the engine listens; ``key`` is shown to nobody."""

    url: str
    key: str = field(repr=False)


class EmbeddedEngine:
    """Starts the model on board at the first use and keeps it until closed.

    ``cache`` holds the joined weights; ``announce`` hears of the join and the start.
    """

    def __init__(self, cache: Path, llm: LLMSettings, announce: Announce | None = None) -> None:
        self._llm = llm
        self._store = WeightsStore(models_folder(cache))
        self._announce = announce or _announce_nothing
        self._server: xllamacpp.Server | None = None
        self._endpoint: Endpoint | None = None
        self._starting = asyncio.Lock()
        self.turnstile = Turnstile()
        self.threads: Threads | None = None

    @property
    def name(self) -> str:
        """The name saved with each result, such as ``qwen2.5-coder-1.5b-instruct-q4_k_m``."""
        return self._llm.gguf.stem if self._llm.gguf else self.weights.name

    @property
    def weights(self) -> Weights:
        """The weights on board that the settings choose."""
        return known_weights()[self._llm.embedded_weights]

    async def endpoint(self) -> Endpoint:
        """Return where it listens, starting it now if need be.

        Raises:
            WeightsMissing: when the model file is absent or not the promised one.
            StorageFailed: when there is no room to join it.
            InvalidInput: when ``COACH_LLM__GGUF`` is no GGUF file.
            ModelUnavailable: when the engine refuses to start (too little memory).
        """
        async with self._starting:
            if self._endpoint is None:
                self._endpoint = await asyncio.to_thread(self._start)
            return self._endpoint

    async def close(self) -> None:
        """Stop it and give its memory back; the next question would start it again."""
        async with self._starting:
            self._endpoint = None
            stopping = threading.Thread(target=self._stop, daemon=True)
            stopping.start()  # a daemon, so that a stuck engine cannot keep the process alive
            await asyncio.to_thread(stopping.join, _PATIENCE_S)

    def _stop(self) -> None:
        self._server = None  # its destructor ends the threads and frees the weights

    def _start(self) -> Endpoint:
        path = self._file()
        self._announce(Progress("model", "Starting the language model on board"))
        self.threads = self._choose_threads()
        key = secrets.token_urlsafe(32)
        params = server_params(path, key, self.threads, self._llm.context_tokens)
        import xllamacpp  # noqa: PLC0415 - 60 MB that most commands never need

        try:
            self._server = xllamacpp.Server(params)
            # A server stopped before its loop runs never stops: see that it has answered once.
            self._server.handle_completions({"prompt": ".", "max_tokens": 1})
        except RuntimeError:
            raise ModelUnavailable(
                "The language model on board did not start; it needs about 2 GB of free memory."
            ) from None
        return Endpoint(f"{self._server.listening_address}/v1", key)

    def _file(self) -> Path:
        if self._llm.gguf is not None:
            return own_file(self._llm.gguf)
        return self._store.ensure(self.weights, self.announce_bytes)

    def announce_bytes(self, done: int, total: int) -> None:
        """Tell how much of the join is done."""
        megabytes = 1_000_000
        self._announce(
            Progress(
                "model",
                "Joining and verifying the language model (MB, once)",
                done // megabytes,
                total // megabytes,
            )
        )

    def _choose_threads(self) -> Threads:
        if self._llm.threads:
            return Threads(generate=self._llm.threads, read=self._llm.threads)
        return choose_threads(usable_cores(), hashing_throughput)


def models_folder(cache: Path) -> Path:
    """Return where joined models lie."""
    return cache / "models"


def own_file(path: Path) -> Path:
    """Return the path of somebody's own GGUF file.

    Raises:
        InvalidInput: when it is not one.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_GGUF_MAGIC)) == _GGUF_MAGIC:
                return path
    except OSError:
        raise InvalidInput(f"COACH_LLM__GGUF names {path}, which cannot be read.") from None
    raise InvalidInput(f"COACH_LLM__GGUF names {path}, which is not a GGUF file.")


def server_params(
    path: Path, key: str, threads: Threads, context_tokens: int
) -> "xllamacpp.CommonParams":
    """Return the settings of a private, quiet, single-slot server."""
    import xllamacpp  # noqa: PLC0415 - as above

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames = [_LOOPBACK]
    params.port = 0
    params.api_keys = [key]
    params.cors_origins = f"http://{_LOOPBACK}"
    params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = params.ui = False
    params.offline = True
    params.verbosity = _SILENT
    params.n_ctx = context_tokens
    params.n_batch = params.n_ubatch = _BATCH
    params.n_parallel = 1
    # A second, repacked copy of the weights: 0.6 GiB more, and a quarter slower to read with on a
    # processor with AVX2 alone (600 tokens in 16 s beside 12).
    params.no_extra_bufts = True
    params.cache_ram_mib = _CACHE_RAM_MIB
    params.cpuparams.n_threads = threads.generate
    params.cpuparams_batch.n_threads = threads.read
    return params
