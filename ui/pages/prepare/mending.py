"""What can be done about a problem of a brief with one click: proposals that hold, and advice.

A proposal becomes a button only when the brief, with it in its place, no longer has the problem
and has no new one. Everything else the check suggests is shown as advice to read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guardrails.briefs.verdict import BriefVerdict
from guardrails.judgements import Problem
from ui.pages.prepare.brief_form import LISTS, PLACES

Check = Callable[[Sequence[str]], BriefVerdict]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``label`` to read; ``words`` is the whole new value of the field at ``place``."""

    label: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Mending:
    """A problem, the ways out of it, and whether its field is still empty."""

    problem: Problem
    proposals: tuple[Proposal, ...]
    advice: tuple[str, ...]
    empty: bool


def mendings(
    verdict: BriefVerdict, fields: Sequence[str], owners: Sequence[str], check: Check
) -> list[Mending]:
    """Pair each problem with its proposals; ``owners`` are roles to choose from."""
    had = {problem.code for problem in verdict.problems}
    return [_mending(problem, fields, owners, had, check) for problem in verdict.problems]


def _mending(
    problem: Problem, fields: Sequence[str], owners: Sequence[str], had: set[str], check: Check
) -> Mending:
    if problem.field not in PLACES:
        return Mending(problem, (), problem.advice or (problem.suggestion,), empty=False)
    number, place = PLACES[problem.field]
    offered = owners if problem.code == "no_owner" else problem.alternatives
    proposals: list[Proposal] = []
    advice = list(problem.advice)
    for words in offered:
        value = _placed(words, fields[number] or "", problem)
        tried = [*fields[:number], value, *fields[number + 1 :]]
        left = {found.code for found in check(tried).problems}
        if problem.code not in left and left <= had:
            proposals.append(Proposal(words, value, place))
        else:
            advice.append(words)
    return Mending(
        problem, tuple(proposals), tuple(advice), empty=not (fields[number] or "").strip()
    )


def _placed(words: str, now: str, problem: Problem) -> str:
    """Put a proposal where the words stood: into its line of a list, else in place of all."""
    if problem.field not in LISTS or not problem.quote:
        return words
    lines = now.splitlines()
    hit = [problem.quote in line for line in lines]
    return (
        "\n".join(words if found else line for line, found in zip(lines, hit, strict=True)) or words
    )
