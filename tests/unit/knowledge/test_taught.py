from pathlib import Path

import numpy as np
import pytest

from coach.vectors import InsightVectors
from evals.themes.labeled import Labeled, bank, demo, devices
from evals.themes.packs import told_apart
from guardrails.text import authored
from knowledge.chroma import ChromaFolder
from knowledge.embedding import MiniLMEmbedder
from knowledge.taught import TaughtEmbedder

TEXTS = [
    authored("Nobody under twenty-five has a landline to give on the form."),
    authored("The tills close at six."),
    authored("The buses stop at one."),
    authored(""),
]


def test_rows_are_unit_vectors_in_the_order_given() -> None:
    embedder = TaughtEmbedder()
    together = embedder.embed(TEXTS)
    assert together.shape == (4, 384)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([embedder.embed([text]) for text in reversed(TEXTS)])[::-1]
    assert np.allclose(together, alone, atol=1e-5)
    assert embedder.embed([]).shape == (0, 384)


def test_its_name_is_not_that_of_the_model_it_was_taught_on() -> None:
    taught = TaughtEmbedder()
    assert taught.name not in {MiniLMEmbedder().name, taught.model.name}


@pytest.mark.parametrize("programme", [bank(), demo(), devices()], ids=lambda each: each.name)
def test_it_tells_themes_it_was_never_taught_apart_better(programme: Labeled) -> None:
    texts = [one.statement for one in programme.insights]
    plain, taught = (
        told_apart(programme, embedder.embed(texts))[0]
        for embedder in (MiniLMEmbedder(), TaughtEmbedder())
    )
    assert taught > plain + 0.01


def test_a_home_of_the_former_version_gets_new_vectors_by_itself(tmp_path: Path) -> None:
    insights = demo().insights[:3]
    former, taught = MiniLMEmbedder(), TaughtEmbedder()
    old = ChromaFolder(tmp_path, former.name)
    InsightVectors(lambda: old, lambda: former).of(insights)
    old.close()
    new = ChromaFolder(tmp_path, taught.name)
    found = InsightVectors(lambda: new, lambda: taught).of(insights)
    kept = new.ids()
    new.close()
    assert np.allclose(found, taught.embed([one.statement for one in insights]), atol=1e-5)
    assert kept == {one.id for one in insights}
