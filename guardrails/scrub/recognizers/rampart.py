"""Rampart, an uncased token classifier (National Design Studio, CC BY 4.0), through ONNX.

Reading every token of a talk costs more than all other layers together, so only windows around
words that could be a name are read, in batches of similar length.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]
from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from tokenizers import Tokenizer

from guardrails.scrub.weights import rampart_files

_LABELS = [
    "O",
    "GIVEN",
    "GIVEN",
    "SURNAME",
    "SURNAME",
    "EMAIL",
    "EMAIL",
    "PHONE",
    "PHONE",
    "URL",
    "URL",
    "ID",
    "ID",
    "BANK",
    "BANK",
    "BANK",
    "BANK",
    "ID",
    "ID",
    "ID",
    "ID",
    "ID",
    "ID",
    "STREET",
    "STREET",
    "STREET",
    "STREET",
    "STREET",
    "STREET",
    "CITY",
    "CITY",
    "STATE",
    "STATE",
    "ZIP",
    "ZIP",
]
_TYPES = {
    "GIVEN": "RAMPART_NAME",
    "SURNAME": "RAMPART_NAME",
    "STREET": "RAMPART_STREET",
    "EMAIL": "RAMPART_EMAIL",
    "PHONE": "RAMPART_PHONE",
    "CITY": "RAMPART_CITY",
}
_THRESHOLD = 0.4
_ROWS = 4  # windows read at once: more would be padded to the longest of them
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    ids: list[int]
    offsets: list[tuple[int, int]]


class Rampart(EntityRecognizer):
    """``windows(text)`` names the character ranges worth reading, none overlapping."""

    def __init__(self, windows: Callable[[str], Ranges], language: str = "en") -> None:
        self._windows = windows
        self._session: Any = None
        self._tokenizer: Any = None
        super().__init__(
            supported_entities=sorted(set(_TYPES.values())),
            name="rampart",
            supported_language=language,
        )

    def load(self) -> None:
        """Load the verified files; one thread, so that talks can be scrubbed side by side."""
        files = rampart_files()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(files.model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(files.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Classify the windows of one chunk."""
        del entities, nlp_artifacts
        ranges = self._windows(text)
        if not ranges:
            return []
        coded = self._tokenizer.encode_batch([text[start:end] for start, end in ranges])
        windows = [
            _Window(start, code.ids, code.offsets)
            for (start, _), code in zip(ranges, coded, strict=True)
        ]
        windows.sort(key=lambda window: len(window.ids))
        results: list[RecognizerResult] = []
        for first in range(0, len(windows), _ROWS):
            results += self._classify(windows[first : first + _ROWS])
        return results

    def _classify(self, windows: list[_Window]) -> list[RecognizerResult]:
        width = min(512, max(len(window.ids) for window in windows))
        ids = np.zeros((len(windows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            cut = window.ids[:width]
            ids[row, : len(cut)] = cut
            mask[row, : len(cut)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        logits: npt.NDArray[np.float32] = self._session.run(None, feed)[0]
        logits = logits - logits.max(axis=-1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=-1, keepdims=True)
        return [r for row, window in enumerate(windows) for r in _spans(window, shares[row])]


def _spans(window: _Window, shares: npt.NDArray[np.float32]) -> list[RecognizerResult]:
    results: list[RecognizerResult] = []
    for place, (start, end) in enumerate(window.offsets[: len(shares)]):
        if start == end:
            continue
        best = int(shares[place].argmax())
        kind = _TYPES.get(_LABELS[best])
        score = float(shares[place][best])
        if kind is None or score < _THRESHOLD:
            continue
        first, last = window.start + start, window.start + end
        if results and results[-1].end == first and results[-1].entity_type == kind:
            results[-1].end, results[-1].score = last, max(results[-1].score, score)
        else:
            results.append(RecognizerResult(kind, first, last, score))
    return results
