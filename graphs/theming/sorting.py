"""Sort: a large model is shown statements of one family and puts those of one issue together.

Code disposes: a number that was not shown or stands twice is dropped, what was left out counts as
not sorted, and all of it is only evidence for :func:`knowledge.themes.assigning.assign`, which
counts people and keeps every insight in the theme it has.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import BaseModel, Field

from graphs.errors import ModelSilent
from graphs.ports import ChatModel, Prompt
from graphs.prompting import prompt_id, render
from guardrails.scrub.readable import readable
from guardrails.text import CleanText
from knowledge.insights import Insight
from knowledge.themes.judged import Sorted

PROMPT: Final = "theming/sort"
AT_ONCE: Final = 80
"""Statements a prompt: some 2,400 tokens, which any large model keeps in sight."""
_ISSUES: Final = 40
"""Known issues a prompt, those of most insights first."""
_EXAMPLES: Final = 2
_TOGETHER: Final = 4
"""Families asked about at the same time."""
_TOKENS_EACH: Final = 12
_LONGEST: Final = 240

OnSorted = Callable[[int, int], None]


class Group(BaseModel):
    """One issue: a known one by its number, or 0; and the numbers of statements."""

    issue: int = 0
    members: list[int]


class Groups(BaseModel):
    """What the model answers."""

    groups: list[Group] = Field(max_length=2 * AT_ONCE)


@dataclass(slots=True, eq=False)
class _Issue:
    """A known theme or a group found so far: who is in it, and how it is told."""

    ids: set[str]
    told: list[CleanText] = field(default_factory=list)

    def add(self, members: Sequence[Insight]) -> None:
        self.ids |= {one.id for one in members}
        self.told += [one.statement for one in members][: _EXAMPLES - len(self.told)]


async def sort_new(
    model: ChatModel,
    insights: Sequence[Insight],
    known: Mapping[str, str],
    on_sorted: OnSorted = lambda _done, _total: None,
) -> list[Sorted]:
    """Return, a family each, which insights the model says are one issue.

    Insights with a theme in ``known`` are shown as that theme's example; only the others are
    asked about. What comes back holds what was sorted before the model fell silent, if it does.
    """
    families = sorted({one.family for one in insights if one.id not in known})
    total = sum(one.id not in known for one in insights)
    turns, done = asyncio.Semaphore(_TOGETHER), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        on_sorted(done, total)

    async def one_family(family: str) -> Sorted:
        mine = [one for one in insights if one.family == family]
        async with turns:
            return await _family(model, mine, known, told)

    return list(await asyncio.gather(*(one_family(family) for family in families)))


async def _family(
    model: ChatModel,
    insights: Sequence[Insight],
    known: Mapping[str, str],
    told: Callable[[int], None],
) -> Sorted:
    issues: dict[str, _Issue] = {}
    for one in insights:
        if one.id in known:
            issues.setdefault(known[one.id], _Issue(set())).add([one])
    found = list(issues.values())
    fresh = [one for one in insights if one.id not in known]
    for first in range(0, len(fresh), AT_ONCE):
        shown = fresh[first : first + AT_ONCE]
        near = sorted(found, key=lambda issue: -len(issue.ids))[:_ISSUES]
        tokens = _TOKENS_EACH * len(shown)
        try:
            answer = await model.propose(prompt_for(near, shown), Groups, max_tokens=tokens)
        except ModelSilent:
            break
        for issue, members in disposed(answer, near, shown):
            if issue not in found:
                found.append(issue)
            issue.add(members)
        told(len(shown))
    return [frozenset(issue.ids) for issue in found]


def prompt_for(issues: Sequence[_Issue], shown: Sequence[Insight]) -> Prompt:
    """Render the prompt: known issues by example, then the statements, each by number."""
    examples = [" / ".join(_cut(text) for text in issue.told) for issue in issues]
    return render(
        PROMPT,
        issues=_numbered(examples),
        statements=_numbered([_cut(one.statement) for one in shown]),
    )


def disposed(
    answer: Groups | None, issues: Sequence[_Issue], shown: Sequence[Insight]
) -> list[tuple[_Issue, list[Insight]]]:
    """Read an answer: each statement at most once, each number one that was shown."""
    found: list[tuple[_Issue, list[Insight]]] = []
    placed: set[int] = set()
    for group in answer.groups if answer else []:
        numbers = [n for n in dict.fromkeys(group.members) if 1 <= n <= len(shown)]
        numbers = [n for n in numbers if n not in placed]
        placed.update(numbers)
        known = 1 <= group.issue <= len(issues)
        issue = issues[group.issue - 1] if known else _Issue(set())
        if numbers:
            found.append((issue, [shown[n - 1] for n in numbers]))
    return found


def prompt_version() -> str:
    """Name the prompt file and its hash, to be saved with every release it helped with."""
    return prompt_id(PROMPT)


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _cut(text: CleanText) -> str:
    read = readable(text)
    return read if len(read) <= _LONGEST else read[:_LONGEST].rsplit(" ", 1)[0]
