"""Name: a large model words a theme's label and statement from what its people said.

Code disposes: every word that says something must stand in a statement that the model was shown,
those of the label and half of all in statements of two juniors, numbers too; else the theme keeps
the words it has.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pydantic import BaseModel, Field

from graphs.errors import ModelSilent
from graphs.ports import ChatModel, Prompt
from graphs.prompting import prompt_id, render
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, derived
from knowledge.insights import Insight
from knowledge.release.building import Worded
from knowledge.words import stems

PROMPT: Final = "theming/word"
_SHOWN: Final = 8
"""Statements a prompt, the most typical of as many juniors."""
_TOGETHER: Final = 4
_MOST_TOKENS: Final = 120
_SHARED: Final = 0.5
_NUMBER: Final = re.compile(r"\d+")
_NEGATIONS: Final = re.compile(r"\b(?:not|no|never|nobody|nothing|none|cannot|without)\b|n't\b")

OnNamed = Callable[[int, int], None]


class Name(BaseModel):
    """What the model answers."""

    label: str = Field(min_length=4, max_length=80)
    statement: str = Field(min_length=20, max_length=220)


async def name_themes(
    model: ChatModel,
    themes: Mapping[str, Sequence[Insight]],
    on_named: OnNamed = lambda _done, _total: None,
) -> dict[str, Worded]:
    """Return words for the themes whose proposed name their members carry.

    ``themes`` holds the members by theme id, the most typical first. A model that falls silent
    leaves the other themes with the words they have.
    """
    turns, named, done = asyncio.Semaphore(_TOGETHER), dict[str, Worded](), 0

    async def one(theme: str, members: Sequence[Insight]) -> None:
        nonlocal done
        shown = voices(members)
        async with turns:
            try:
                answer = await model.propose(prompt_for(shown), Name, max_tokens=_MOST_TOKENS)
            except ModelSilent:
                return
        done += 1
        on_named(done, len(themes))
        if answer and carried(answer, shown):
            described = tuple(one.id for one in shown)
            named[theme] = Worded(_plain(answer.label), _plain(answer.statement), described)

    await asyncio.gather(*(one(theme, members) for theme, members in themes.items()))
    return named


def voices(members: Sequence[Insight]) -> list[Insight]:
    """Return the first insight of each junior, a few of them."""
    first = {one.junior_ref: one for one in reversed(members)}
    return [first[junior] for junior in dict.fromkeys(one.junior_ref for one in members)][:_SHOWN]


def carried(name: Name, shown: Sequence[Insight]) -> bool:
    """Tell whether a name is in the words of those shown, and not in one person's alone."""
    people: dict[str, set[str]] = {}
    for one in shown:
        for said in {*stems(one.statement), *_NUMBER.findall(one.statement)}:
            people.setdefault(said, set()).update(one.juniors)
    shared = {said for said, juniors in people.items() if len(juniors) > 1}
    label, words = set(stems(name.label)), {*stems(name.label), *stems(name.statement)}
    numbers = set(_NUMBER.findall(f"{name.label} {name.statement}"))
    if not label or not label | numbers <= shared:
        return False
    if not words <= people.keys() or len(words & shared) < _SHARED * len(words):
        return False
    denied = any(_NEGATIONS.search(one.statement.lower()) for one in shown)
    return denied or not _NEGATIONS.search(f"{name.label} {name.statement}".lower())


def prompt_for(shown: Sequence[Insight]) -> Prompt:
    """Render the prompt: the statements by number."""
    numbered = [f"{n}. {readable(one.statement)}" for n, one in enumerate(shown, start=1)]
    return render(PROMPT, statements="\n".join(numbered))


def prompt_version() -> str:
    """Name the prompt file and its hash, to be saved with every release it helped with."""
    return prompt_id(PROMPT)


def _plain(text: str) -> CleanText:
    return derived(" ".join(text.split()))
