"""Ranking on public retrieval sets: FTS5 alone, plain Chroma, and our fusion of both."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from guardrails.text import derived
from knowledge.embedding import MiniLMEmbedder
from knowledge.words import words

_TOP = 100
_RRF = 60
Ranking = list[str]


@dataclass(frozen=True, slots=True)
class Task:
    """One corpus with questions; ``relevant`` maps a question to its right documents."""

    name: str
    documents: Mapping[str, str]
    questions: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]


def read_task(folder: Path) -> Task:
    """Read ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.jsonl``."""
    relevant: dict[str, set[str]] = {}
    for row in _rows(folder / "qrels.jsonl"):
        if row["score"] > 0:
            relevant.setdefault(row["query_id"], set()).add(row["doc_id"])
    return Task(
        folder.name,
        {row["_id"]: row["text"] for row in _rows(folder / "corpus.jsonl")},
        {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")},
        {query: frozenset(found) for query, found in relevant.items()},
    )


def measure(task: Task, embedder: MiniLMEmbedder) -> dict[str, dict[str, float]]:
    """Return nDCG@10 and recall@10 of each way to rank."""
    ids = list(task.documents)
    vectors = embedder.embed([derived(text) for text in task.documents.values()])
    asked = dict(
        zip(
            task.questions,
            embedder.embed([derived(text) for text in task.questions.values()]),
            strict=True,
        )
    )

    def dense(query: str) -> Ranking:
        best = np.argsort(-(vectors @ asked[query]))[:_TOP]
        return [ids[n] for n in best]

    ways: dict[str, Callable[[str], Ranking]] = {"dense": dense}
    with _full_text(task) as lexical, tempfile.TemporaryDirectory() as folder:
        ways["fts5"] = lambda query: _matches(lexical, task.questions[query])
        ways["fused"] = lambda query: fused(dense(query), ways["fts5"](query))
        collection = _chroma(Path(folder), ids, vectors)
        ways["chroma"] = lambda query: collection.query(
            query_embeddings=[asked[query].tolist()], n_results=min(_TOP, len(ids))
        )["ids"][0]
        return {name: _scores(task, way) for name, way in ways.items()}


def fused(*rankings: Sequence[str]) -> Ranking:
    """Join rankings by reciprocal rank (Cormack, Clarke, Buettcher, 2009; k = 60)."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, one in enumerate(ranking, start=1):
            scores[one] = scores.get(one, 0.0) + 1 / (_RRF + place)
    return sorted(scores, key=lambda one: (-scores[one], one))


def ndcg(ranking: Sequence[str], right: frozenset[str], depth: int = 10) -> float:
    """Return nDCG at ``depth`` with gain 1 for each right document."""
    gained = sum(1 / np.log2(n + 2) for n, one in enumerate(ranking[:depth]) if one in right)
    best = sum(1 / np.log2(n + 2) for n in range(min(depth, len(right))))
    return float(gained / best) if best else 0.0


def recall(ranking: Sequence[str], right: frozenset[str], depth: int = 10) -> float:
    """Return the share of right documents among the first ``depth``."""
    return len(right & set(ranking[:depth])) / len(right) if right else 0.0


def _scores(task: Task, way: Callable[[str], Ranking]) -> dict[str, float]:
    rankings = {query: way(query) for query in task.relevant}
    return {
        "ndcg@10": round(
            float(np.mean([ndcg(r, task.relevant[q]) for q, r in rankings.items()])), 3
        ),
        "recall@10": round(
            float(np.mean([recall(r, task.relevant[q]) for q, r in rankings.items()])), 3
        ),
    }


def _full_text(task: Task) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, text, tokenize=porter)")
    connection.executemany("INSERT INTO docs VALUES (?, ?)", task.documents.items())
    return connection


def _matches(connection: sqlite3.Connection, question: str) -> Ranking:
    terms = " OR ".join(f'"{word}"' for word in words(question))
    if not terms:
        return []
    query = "SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs) LIMIT ?"
    return [row[0] for row in connection.execute(query, (terms, _TOP))]


def _chroma(folder: Path, ids: Sequence[str], vectors: Any) -> Any:
    """Plain Chroma with its defaults, as the naive build would have it."""
    import chromadb  # noqa: PLC0415 - only this baseline needs it

    client = chromadb.PersistentClient(path=str(folder))
    collection = client.create_collection("docs", embedding_function=None)
    collection.add(ids=list(ids), embeddings=vectors)
    return collection


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
