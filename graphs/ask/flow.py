"""search -> propose -> check.

Disclosure was decided when the release was frozen; the search reaches nothing else. The model
(where there is one) only words what was found, and every sentence it proposes is checked
against the theme it cites; else the themes' own statements are the answer.
"""

import asyncio
from typing import Any, Final

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy, TimeoutPolicy
from pydantic import BaseModel, Field

from graphs.ask.checking import plain, supported
from graphs.ask.state import AskContext, AskInput, AskState
from graphs.errors import ModelSilent
from graphs.ports import Progress
from graphs.prompting import prompt_id, render

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
    """Find the released themes that answer."""
    runtime.stream_writer(Progress("search", "Searching the release"))
    given = runtime.context
    cards = given.released.find(state.question, given.conditions, given.own_pairs)
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


def found_something(state: AskState) -> str:
    """Word an answer, or end: there is nothing to show."""
    return "propose" if state.texts else END


def prompt_ids() -> dict[str, str]:
    """Return the prompts in use and their hashes."""
    return {"answer": prompt_id(PROMPT)}


def build() -> CompiledStateGraph[AskState, AskContext, AskInput, AskState]:
    """Compile the flow. It keeps no checkpoint: a question is answered or asked again."""
    graph = StateGraph(AskState, AskContext, input_schema=AskInput)
    graph.set_node_defaults(retry_policy=_RETRY, timeout=_TIMEOUT)
    graph.add_node("search", search)
    graph.add_node("propose", propose)
    graph.add_node("check", check)
    graph.add_edge(START, "search")
    graph.add_conditional_edges("search", found_something, ["propose", END])
    graph.add_edge("propose", "check")
    graph.add_edge("check", END)
    return graph.compile()
