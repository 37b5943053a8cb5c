"""100,000 insights: release time, question latency against plain Chroma, memory. ``make bench``.

Vectors are drawn at random around themes, because what is measured here is everything after the
sentence model; the model's own speed is printed beside it.
"""

import resource
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import coach.silence  # noqa: F401 - before the embedder's runtime
from guardrails.disclosure.policy import Policy
from guardrails.families import FAMILY_TITLES
from guardrails.text import authored
from knowledge.insights import Insight
from knowledge.release.building import build
from knowledge.search.conditions import from_words
from knowledge.search.index import ReleaseIndex
from knowledge.search.searching import Searcher
from knowledge.taught import TaughtEmbedder
from knowledge.themes.assigning import assign

COUNT = 100_000
THEMES = 200
QUESTIONS = 60

pytestmark = pytest.mark.bench


def programme(count: int = COUNT) -> tuple[list[Insight], np.ndarray]:
    chance = np.random.default_rng(7)
    families = list(FAMILY_TITLES)
    centers = chance.normal(size=(THEMES, 384))
    theme = chance.integers(0, THEMES, count)
    vectors = (centers[theme] + 0.9 * chance.normal(size=(count, 384))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    juniors = chance.integers(0, count // 3, count)
    insights = [
        Insight(
            id=f"i{n}",
            statement=authored(f"Step{theme[n]} of tool{theme[n]} takes word{n % 997} long."),
            quote=authored("It takes long."),
            family=families[theme[n] % len(families)],
            kind="friction" if n % 3 else "risk",
            severity="medium",
            junior_ref=f"j{juniors[n]}",
            pair_ref=f"p{juniors[n] // 2}",
            function=("sales", "legal", "operations", "support")[juniors[n] % 4],
            region=("emea", "amer", "apac")[juniors[n] % 3],
            tenure_band=("0-1", "1-2")[juniors[n] % 2],
            quarter=f"202{5 + n % 2}Q{1 + n % 4}",
        )
        for n in range(count)
    ]
    return insights, vectors


def tell(line: str) -> None:
    """Report one figure."""
    sys.stdout.write(f"{line}\n")


def test_release_and_questions(tmp_path: Path) -> None:
    embedder = TaughtEmbedder()
    insights, vectors = programme()
    sample = [authored(f"{one.statement} {n}") for n, one in enumerate(insights[:512])]
    embedder.warm_up()
    started = time.perf_counter()
    embedder.embed(sample)
    tell(f"\nsentences embedded a second: {512 / (time.perf_counter() - started):.0f}")

    started = time.perf_counter()
    theme_of = assign(insights, vectors, {}, 5)
    assigned = time.perf_counter() - started
    released = build(insights, vectors, theme_of, Policy(5), names={})
    took = time.perf_counter() - started
    tell(f"release: {took:.1f} s (themes {assigned:.1f} s), {len(released.themes)} themes")

    rows = {one.id: vectors[n] for n, one in enumerate(insights)}
    index = ReleaseIndex(released, {one.id: one for one in insights}, rows)
    searcher = Searcher(index, embedder)
    where = from_words(["region=emea"])
    ours = []
    for n in range(QUESTIONS):
        started = time.perf_counter()
        searcher.find(authored(f"how long does step{n} of tool{n} take"), where)
        ours.append(time.perf_counter() - started)
    chroma = _plain_chroma(tmp_path, insights, vectors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    tell(f"filtered question p95: {1000 * np.quantile(ours, 0.95):.0f} ms")
    tell(f"plain Chroma with where, p95: {1000 * np.quantile(chroma, 0.95):.0f} ms")
    tell(f"peak memory: {peak:.2f} GiB")
    assert took < 180
    assert np.quantile(ours, 0.95) < 0.150


def _plain_chroma(folder: Path, insights: list[Insight], vectors: np.ndarray) -> list[float]:
    import chromadb  # noqa: PLC0415 - only this baseline needs it

    client = chromadb.PersistentClient(path=str(folder))
    collection = client.create_collection("plain", embedding_function=None)
    for start in range(0, len(insights), 5000):
        part = insights[start : start + 5000]
        collection.add(
            ids=[one.id for one in part],
            embeddings=vectors[start : start + 5000],
            metadatas=[{"region": one.region} for one in part],
        )
    times = []
    for n in range(10):
        started = time.perf_counter()
        collection.query(
            query_embeddings=[vectors[n].tolist()], n_results=10, where={"region": "emea"}
        )
        times.append(time.perf_counter() - started)
    client.close()
    return times
