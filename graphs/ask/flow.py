"""search -> (choose) -> propose -> check.

Disclosure was decided when the release was frozen; the search reaches nothing else. A large model
may choose among the nearest themes which of them answer; a model of any size may word what was
found, and every sentence it proposes is checked against the theme it cites; else the themes' own
statements are the answer.
"""

import asyncio
from typing import Any, Final

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy, TimeoutPolicy
from pydantic import BaseModel, Field

from graphs.ask import choosing
from graphs.ask.checking import plain, supported
from graphs.ask.state import AskContext, AskInput, AskState
from graphs.errors import ModelSilent
from graphs.ports import Progress
from graphs.prompting import prompt_id, render
from knowledge.search.searching import Card

VERSION: Final = 1
"""Raise when a node or a state class changes its meaning: waiting threads are then refused."""
PROMPT: Final = "ask/answer"
STEPS: Final = 10
_TIMEOUT: Final = TimeoutPolicy(run_timeout=60.0)
_RETRY: Final = RetryPolicy(max_attempts=2, retry_on=(TimeoutError, OSError))

Run = Runtime[AskContext]
Update = dict[str, Any]


class Wording(BaseModel):
    """What the model answers."""

    sentences: list[str] = Field(max_length=3)


async def search(state: AskState, runtime: Run) -> Update:
    """Find the released themes that answer; with a judge, those that may."""
    runtime.stream_writer(Progress("search", "Searching the release"))
    given = runtime.context
    asked = (state.question, given.conditions, given.own_pairs)
    if given.judge is None:
        return _found(given, given.released.find(*asked))
    return _found(given, given.released.nearest(*asked, choosing.OFFERED))


async def choose(state: AskState, runtime: Run) -> Update:
    """Let a large model say which of the nearest themes answer; else the search does."""
    runtime.stream_writer(Progress("choose", "Choosing what answers"))
    given = runtime.context
    if given.judge is not None:
        chosen = await choosing.choose(given.judge, state.question, given.found, given.patience_s)
        if chosen is not None:
            return {**_found(given, chosen), "chosen_by": given.judge.name}
    return _found(given, given.released.find(state.question, given.conditions, given.own_pairs))


def _found(given: AskContext, cards: list[Card]) -> Update:
    given.found[:] = cards
    return {"texts": [card.theme.statement for card in cards]}


async def propose(state: AskState, runtime: Run) -> Update:
    """Let the model word what was found; an answer does not wait for a model that is busy."""
    model = runtime.context.model
    if model is None:
        return {"proposed": []}
    runtime.stream_writer(Progress("word", "Wording the answer"))
    prompt = render(PROMPT, question=state.question, cards=state.texts)
    try:
        async with asyncio.timeout(runtime.context.patience_s):
            answer = await model.propose(prompt, Wording, max_tokens=220)
    except (ModelSilent, TimeoutError):
        return {"proposed": []}
    return {"proposed": answer.sentences if answer else []}


async def check(state: AskState, runtime: Run) -> Update:
    """Keep the model's wording only if every sentence is carried by the theme it cites."""
    runtime.stream_writer(Progress("check", "Checking every sentence"))
    good = bool(state.proposed) and all(
        supported(sentence, state.texts, state.question) for sentence in state.proposed
    )
    model = runtime.context.model
    if good and model is not None:
        return {"sentences": state.proposed, "worded_by": model.name}
    return {"sentences": plain(state.texts), "worded_by": ""}


def found_something(state: AskState, runtime: Run) -> str:
    """Let the judge choose, word an answer, or end: there is nothing to show."""
    if not state.texts:
        return END
    return "propose" if runtime.context.judge is None else "choose"


def chose_something(state: AskState) -> str:
    """Word an answer, or end: nothing answers."""
    return "propose" if state.texts else END


def prompt_ids() -> dict[str, str]:
    """Return the prompts and their hashes."""
    return {"answer": prompt_id(PROMPT), "choose": prompt_id(choosing.PROMPT)}


def build() -> CompiledStateGraph[AskState, AskContext, AskInput, AskState]:
    """Compile the flow. It keeps no checkpoint: a question is answered or asked again."""
    graph = StateGraph(AskState, AskContext, input_schema=AskInput)
    graph.set_node_defaults(retry_policy=_RETRY, timeout=_TIMEOUT)
    graph.add_node("search", search)
    graph.add_node("choose", choose)
    graph.add_node("propose", propose)
    graph.add_node("check", check)
    graph.add_edge(START, "search")
    graph.add_conditional_edges("search", found_something, ["choose", "propose", END])
    graph.add_conditional_edges("choose", chose_something, ["propose", END])
    graph.add_edge("propose", "check")
    graph.add_edge("check", END)
    return graph.compile()
