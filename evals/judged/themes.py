"""Themes and search with a large model's word, beside numbers alone.

``python -m evals.judged.themes FOLDER [--model NAME] [--programme ferries|bank|devices]`` asks a
model (any LiteLLM string), or replays what ``FOLDER`` holds (:mod:`evals.recording`).
"""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
from coach.llm.engine import EmbeddedEngine
from coach.llm.opening import chat_of
from coach.settings import LLMSettings, load_settings
from evals.recording import RecordedChat
from evals.search.ours import Ours
from evals.search.programmes import Asked, asked
from evals.search.run import released, scored
from evals.themes.labeled import programme, records
from graphs.ask.choosing import OFFERED, choose
from graphs.ports import ChatModel
from graphs.theming.naming import Theme, name_themes
from graphs.theming.sorting import sort_new
from guardrails.text import derived
from knowledge.release.building import reworded
from knowledge.search.conditions import from_mapping
from knowledge.search.searching import Card
from knowledge.taught import TaughtEmbedder
from knowledge.themes.assigning import assign

UNSEEN: Final = Path(__file__).parents[1] / "unseen" / "search"
_PATIENCE_S: Final = 120.0


class Judged(Ours):
    """A programme released and searched with a large model."""

    def __init__(self, each: Asked, embedder: TaughtEmbedder, k: int, model: ChatModel) -> None:
        insights = each.programme.insights
        told = asyncio.run(sort_new(model, insights, {}))
        vectors = embedder.embed([one.statement for one in insights])
        groups = assign(insights, vectors, {}, k, sorted_by_model=told)
        super().__init__(each.programme, embedder, k, theme_of=groups)
        self._model = model
        by_id = {one.id: one for one in insights}
        index = self.searcher.index
        themes = {
            theme.id: Theme([by_id[one] for one in theme.typical], center)
            for theme, center in zip(index.themes, index.centers, strict=True)
        }
        words = asyncio.run(name_themes(model, embedder, themes, list(themes)))
        self.named = len(words)
        self.serve(reworded(self.release, words))

    def answers(self, questions: Sequence[Mapping[str, Any]]) -> list[list[Card]]:
        """Return the cards that the model chooses for each question."""
        return asyncio.run(self._all(questions))

    async def _all(self, questions: Sequence[Mapping[str, Any]]) -> list[list[Card]]:
        return [await self._one(question) for question in questions]

    async def _one(self, question: Mapping[str, Any]) -> list[Card]:
        query, where = derived(question["query"]), from_mapping(question.get("filters") or {})
        near = self.searcher.nearest(query, where, limit=OFFERED)
        chosen = await choose(self._model, query, near, _PATIENCE_S) if near else []
        return self.searcher.find(query, where) if chosen is None else chosen


def compared(name: str, model: ChatModel) -> dict[str, dict[str, float]]:
    """Figures of ``coach eval search`` by k, by numbers alone and with the model."""
    each, embedder = programme_of(name), TaughtEmbedder()
    rows: dict[str, dict[str, float]] = {}
    for k in (5, 3):
        rows[f"{name} k={k}, numbers alone"] = released(each, embedder, k)
        judged = Judged(each, embedder, k, model)
        named = {"named": judged.named / len(judged.release.themes)}
        rows[f"{name} k={k}, judged"] = scored(judged, each) | named
    return rows


def programme_of(name: str) -> Asked:
    """A labeled programme with questions; ``ferries`` is the one kept back."""
    return kept_back() if name == "ferries" else asked()[name]


def kept_back() -> Asked:
    """The programme that nothing was ever trained on."""
    return Asked(
        programme("ferries", UNSEEN / "insights.jsonl"), list(records(UNSEEN / "queries.jsonl"))
    )


def _hosted(name: str) -> ChatModel:
    settings = load_settings()
    llm = LLMSettings(**{**settings.llm.model_dump(), "model": name})
    return chat_of(llm, EmbeddedEngine(settings.cache, llm))


def main() -> None:
    """Print a line a programme, k and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="")
    parser.add_argument("--programme", default="ferries", choices=["ferries", *asked()])
    given = parser.parse_args()
    chat = RecordedChat(given.folder, _hosted(given.model) if given.model else None, "large")
    for name, figures in compared(given.programme, chat).items():
        print(name, figures, flush=True)
    left = len(list((given.folder / "unanswered").glob("*.json")))
    print(f"prompts without an answer: {left}")


if __name__ == "__main__":
    main()
