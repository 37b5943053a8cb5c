import numpy as np
import pytest

from guardrails.text import authored
from knowledge.embedding import MiniLMEmbedder
from knowledge.transformer import LAYERS, MiniLM

TEXT = "Which of the forms do you fill in standing up?"


def test_it_computes_what_the_small_copy_computes() -> None:
    model = MiniLM()
    mean = model.above(model.below(TEXT, 3), 3, {}).mean(axis=0)
    (small,) = MiniLMEmbedder().embed([authored(TEXT)])
    assert mean @ small / np.linalg.norm(mean) > 0.99  # the copy has eight bits a number


@pytest.mark.parametrize("cut", [0, 3, LAYERS])
def test_where_it_is_cut_makes_no_difference(cut: int) -> None:
    model = MiniLM()
    whole = model.below(TEXT, LAYERS)
    assert np.allclose(model.above(model.below(TEXT, cut), cut, {}), whole, atol=1e-5)


def test_a_change_moves_the_layer_it_names() -> None:
    model = MiniLM()
    below = model.below(TEXT, LAYERS - 1)
    name = f"encoder.layer.{LAYERS - 1}.output.dense"
    down, up = np.ones((1, 1536), dtype=np.float32), np.full((384, 1), 0.01, dtype=np.float32)
    plain, moved = (model.above(below, LAYERS - 1, c) for c in ({}, {name: (down, up)}))
    elsewhere = model.above(below, LAYERS - 1, {"encoder.layer.0.output.dense": (down, up)})
    assert np.array_equal(plain, elsewhere)
    assert not np.allclose(plain, moved)


def test_a_long_text_is_read_up_to_its_limit() -> None:
    assert len(MiniLM().below("berth " * 300, 0)) == 96


def test_many_texts_at_once_are_read_as_one_by_one() -> None:
    near = f"{TEXT} Tell me."  # goes with TEXT, which is filled up to its length
    model, texts = MiniLM(), [TEXT, "The berth is wet.", near, TEXT.upper(), "The quay is dry."]
    for row, text in zip(model.pooled(texts, {}), texts, strict=True):
        alone = model.below(text, LAYERS)
        assert np.allclose(row, np.concatenate([alone.mean(axis=0), alone.max(axis=0)]), atol=1e-5)
