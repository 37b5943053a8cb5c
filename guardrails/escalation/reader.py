"""The taught reader: low-rank changes of the sentence model that tell a disclosure told plainly.

``evals/escalation/teach.py`` makes ``reader.npz`` and prints what it reaches on lines and talks it
never saw. It reads only what the ear thinks worth reading, since a window costs some 20 ms.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from guardrails.errors import GuardrailError
from guardrails.escalation.ear import HARMLESS, Told, told
from guardrails.escalation.rules import CATEGORIES
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, authored, derived

FILE: Final = "reader.npz"
TAUGHT_ON: Final = "all-MiniLM-L6-v2-53aa51172d14"
SURE: Final = 0.94
"""Above it about one window in ten harmless talks is taken for a disclosure."""
POOLED: Final = 768
"""Mean and maximum over the tokens, 384 numbers each."""

_NAME: Final = readable(authored("<PERSON_1>"))
_FEW_WORDS: Final = 3
_GOES_ON: Final = re.compile(
    r"^(?:(?:and|but|so|or|yeah|yes|yep|no|um|uh|er|eh|hm|mm|oh|ah|well|okay|ok|right|sure|sorry"
    r"|like|then|now|because|also|i mean|you know)\b[\s,.;:-]*)+",
    re.IGNORECASE,
)

Floats = npt.NDArray[np.float32]
Changes = Mapping[str, tuple[Floats, Floats]]


class ReaderMismatch(GuardrailError):
    """The reader's weights do not fit: another model, or another shape."""


class SentenceModel(Protocol):
    """The model underneath (:class:`knowledge.transformer.MiniLM`)."""

    @property
    def name(self) -> str:
        """Model and version; what was taught on another never fits."""

    def pooled(self, texts: Sequence[CleanText], changes: Changes) -> Floats:
        """Return (texts, 768), read with the changed layers."""


@dataclass(frozen=True, slots=True)
class Reader:
    """``changes`` of the layers, then ``weights`` (classes, 768) and ``bias`` (classes,)."""

    classes: tuple[str, ...]
    changes: Changes
    weights: Floats
    bias: Floats

    def __post_init__(self) -> None:
        """Refuse what cannot be what was taught.

        Raises:
            ReaderMismatch: when classes, shapes or numbers are not those of a reader.
        """
        pairs = self.changes.values()
        fits = (
            set(self.classes) == {HARMLESS, *CATEGORIES}
            and self.weights.shape == (len(self.classes), POOLED)
            and self.bias.shape == (len(self.classes),)
            and all(down.ndim == up.ndim == 2 for down, up in pairs)  # noqa: PLR2004 - matrices
            and all(down.shape[0] == up.shape[1] for down, up in pairs)
            and bool(np.isfinite(self.weights).all() and np.isfinite(self.bias).all())
        )
        if not fits:
            raise ReaderMismatch("The weights of the reader of disclosures have another shape.")

    def read(self, texts: Sequence[CleanText], model: SentenceModel) -> list[Told]:
        """The likeliest kind of disclosure of each text, and the chance that it is one at all.

        Raises:
            ReaderMismatch: when ``model`` is not the one the reader was taught on.
        """
        if model.name != TAUGHT_ON:
            raise ReaderMismatch("The reader of disclosures was taught on another model.")
        if not texts:
            return []
        bare = [_bare(text) for text in texts]
        return told(model.pooled(bare, self.changes) @ self.weights.T + self.bias, self.classes)


def _bare(text: CleanText) -> CleanText:
    """What is said, as the lines it was taught with say it.

    Talk goes on in mid-thought ("and so"), and its names are placeholders; the lines do neither,
    so both would count as signs of harmless talk.
    """
    rest = _GOES_ON.sub("", text)
    return derived((rest if len(rest.split()) > _FEW_WORDS else text).replace(_NAME, "somebody"))


def unpack(arrays: Mapping[str, npt.NDArray[Any]]) -> Reader:
    """Return the reader stored as ``classes``, ``weights``, ``bias`` and ``NAME|down``/``|up``.

    Raises:
        ReaderMismatch: when something is missing or has another shape.
    """
    names = sorted({name.rpartition("|")[0] for name in arrays if "|" in name})
    try:
        numbers = {name: arrays[name].astype(np.float32) for name in arrays if name != "classes"}
        changes = {name: (numbers[f"{name}|down"], numbers[f"{name}|up"]) for name in names}
        classes = tuple(str(name) for name in arrays["classes"])
        return Reader(classes, changes, numbers["weights"], numbers["bias"])
    except KeyError as error:
        raise ReaderMismatch("The weights of the reader of disclosures are incomplete.") from error


@lru_cache(maxsize=1)
def shipped() -> Reader:
    """The weights beside this file (``allow_pickle`` stays off)."""
    data = files("guardrails.escalation").joinpath(FILE).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return unpack({name: stored[name] for name in stored.files})
