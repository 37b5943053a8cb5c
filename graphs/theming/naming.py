"""Name: a large model words a theme's label and statement from what its people said.

Code disposes. A label stands when its meaning is nearer to its own theme than to any other of the
family, and whatever points somewhere (a number, a proper name) was said by two people. A statement
stands when every word that says something was said, half of them by two people. Else the theme
keeps the words it has.
"""

import asyncio
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, Field

from graphs.errors import ModelSilent
from graphs.ports import ChatModel, Embedder, Prompt
from graphs.prompting import prompt_id, render
from guardrails.scrub.readable import readable
from guardrails.text import derived
from knowledge.insights import Insight
from knowledge.release.building import Worded
from knowledge.words import stem, stems, words

PROMPT: Final = "theming/word"
_SHOWN: Final = 8
"""Statements a prompt, the most typical of as many juniors."""
_TOGETHER: Final = 4
_MOST_TOKENS: Final = 120
_SHARED: Final = 0.5
_NUMBER: Final = re.compile(r"\d+")
_PROPER: Final = re.compile(r"(?<=[a-z0-9,;:'’] )[A-Z][\w'’-]*")
_NEGATIONS: Final = re.compile(r"\b(?:not|no|never|nobody|nothing|none|cannot|without)\b|n't\b")

OnNamed = Callable[[int, int], None]


class Name(BaseModel):
    """What the model answers."""

    label: str = Field(min_length=4, max_length=80)
    statement: str = Field(min_length=20, max_length=220)


@dataclass(frozen=True, slots=True)
class Theme:
    """A released theme: its members, the most typical first, and the mean of their vectors."""

    members: Sequence[Insight]
    center: npt.NDArray[np.float32]


async def name_themes(
    model: ChatModel,
    embedder: Embedder,
    themes: Mapping[str, Theme],
    wanted: Collection[str],
    on_named: OnNamed = lambda _done, _total: None,
) -> dict[str, Worded]:
    """Return words for those ``wanted`` of the ``themes`` whose proposed name holds.

    A model that falls silent leaves the other themes with the words they have.
    """
    turns, answers = asyncio.Semaphore(_TOGETHER), dict[str, Name]()

    async def one(theme: str) -> None:
        async with turns:
            try:
                prompt = prompt_for(voices(themes[theme].members))
                answer = await model.propose(prompt, Name, max_tokens=_MOST_TOKENS)
            except ModelSilent:
                return
        if answer is not None:
            answers[theme] = answer
        on_named(len(answers), len(wanted))

    await asyncio.gather(*(one(theme) for theme in wanted))
    return await asyncio.to_thread(_standing, answers, themes, embedder)


def _standing(
    answers: Mapping[str, Name], themes: Mapping[str, Theme], embedder: Embedder
) -> dict[str, Worded]:
    named: dict[str, Worded] = {}
    if not answers:
        return named
    vectors = embedder.embed([derived(answer.label) for answer in answers.values()])
    for (theme, answer), vector in zip(answers.items(), vectors, strict=True):
        shown = voices(themes[theme].members)
        if not (label_holds(answer.label, shown) and _is_nearest(vector, theme, themes)):
            continue
        first = themes[theme].members[0]
        holds = statement_holds(answer.statement, shown)
        named[theme] = Worded(
            derived(" ".join(answer.label.split())),
            derived(" ".join(answer.statement.split())) if holds else first.statement,
            tuple(one.id for one in shown) if holds else (first.id,),
        )
    return named


def _is_nearest(vector: npt.NDArray[np.float32], theme: str, themes: Mapping[str, Theme]) -> bool:
    family = themes[theme].members[0].family
    rivals = {name: each for name, each in themes.items() if each.members[0].family == family}
    return theme == max(rivals, key=lambda name: float(rivals[name].center @ vector))


def voices(members: Sequence[Insight]) -> list[Insight]:
    """Return the first insight of each junior, a few of them."""
    first = {one.junior_ref: one for one in reversed(members)}
    return [first[junior] for junior in dict.fromkeys(one.junior_ref for one in members)][:_SHOWN]


def label_holds(label: str, shown: Sequence[Insight]) -> bool:
    """Tell whether a label speaks of what was said, and points at nothing that one person named."""
    people = _people(shown)
    said = stems(label)
    named = {stem(word) for one in shown for word in words(_proper_in(one.statement))}
    named |= {stem(word) for word in words(_proper_in(label))}
    pointing = {*_NUMBER.findall(label), *(named & set(said))}
    return bool(set(said) & people.keys()) and all(len(people.get(p, ())) > 1 for p in pointing)


def statement_holds(statement: str, shown: Sequence[Insight]) -> bool:
    """Tell whether a statement is in the words of those shown, and not in one person's alone."""
    people = _people(shown)
    shared = {said for said, juniors in people.items() if len(juniors) > 1}
    used = set(stems(statement))
    if not used or not used <= people.keys() or len(used & shared) < _SHARED * len(used):
        return False
    if not set(_NUMBER.findall(statement)) <= shared:
        return False
    denied = any(_NEGATIONS.search(one.statement.lower()) for one in shown)
    return denied or not _NEGATIONS.search(statement.lower())


def _people(shown: Sequence[Insight]) -> dict[str, set[str]]:
    """Who used each stem and each number."""
    people: dict[str, set[str]] = {}
    for one in shown:
        for said in {*stems(one.statement), *_NUMBER.findall(one.statement)}:
            people.setdefault(said, set()).update(one.juniors)
    return people


def _proper_in(text: str) -> str:
    return " ".join(_PROPER.findall(text))


def prompt_for(shown: Sequence[Insight]) -> Prompt:
    """Render the prompt: the statements by number."""
    numbered = [f"{n}. {readable(one.statement)}" for n, one in enumerate(shown, start=1)]
    return render(PROMPT, statements="\n".join(numbered))


def prompt_version() -> str:
    """Name the prompt file and its hash, to be saved with every release it helped with."""
    return prompt_id(PROMPT)
