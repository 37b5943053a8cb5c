"""Lays out a guide from the bank: every item of the brief gets its question, in time."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphs.ports import KnownTheme
from graphs.prepare.choosing import Chooser, speaks_of_tools
from graphs.prepare.guide import Guide, GuideBlock
from graphs.prepare.items import Item, items_of
from graphs.prepare.speaking import Words, words_for
from graphs.prepare.timing import Plan, plan_for, room_for, share
from guardrails.briefs.brief import Brief
from guardrails.text import CleanText, derived
from knowledge.bank.bank import BankQuestion

_OPENER_MINUTES = 3.0
_FOLLOW_UP_MINUTES = 2.5
_SHORT_MINUTES = 2.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What the senior booked, and what the programme knows already."""

    minutes: int = 60
    juniors: int = 1
    known: Sequence[KnownTheme] = ()
    opened: Mapping[str, float] = field(default_factory=dict)


def compose(brief: Brief, bank: Sequence[BankQuestion], wish: Wish) -> Guide:
    """Return a complete guide without any model; the same input gives the same guide."""
    plan = plan_for(wish.minutes)
    words = words_for(brief, wish.minutes, wish.juniors)
    items = items_of(brief)
    fitting = items[: plan.topics]
    chooser = Chooser(
        bank,
        brief.family,
        turn=_turn(brief),
        known=wish.known,
        opened=wish.opened,
        digital=speaks_of_tools(brief),
    )
    topics = _topics(fitting, plan, wish, chooser, words)
    blocks = [
        GuideBlock(id="opening", title=words.title("opening"), minutes=plan.opening),
        _warm_up(fitting, plan, chooser, words),
        *topics,
    ]
    if plan.check:
        blocks.append(_block("check", plan.check, words, [chooser.check(_first(items))]))
    blocks.append(_block("close", plan.close, words, [chooser.close(_first(items))]))
    for block in blocks:
        for number, question in enumerate(block.questions, start=1):
            question.id = f"{block.id}.{number}"
    return Guide(
        decision=brief.decision,
        family=brief.family,
        minutes=wish.minutes,
        juniors=wish.juniors,
        blocks=blocks,
        opening=words.opening,
        closing=words.closing,
        disagreement=words.disagreement,
        already_known=[
            derived(f"{theme.statement} (heard from {theme.support} people)")
            for theme in wish.known
        ],
        not_covered=[item.need for item in items[plan.topics :]],
        off_limits=list(brief.off_limits),
        junior_page=words.junior_page,
        listening=words.listening,
        owner_role=brief.owner_role,
        deadline=brief.deadline,
    )


def _turn(brief: Brief) -> int:
    """Return a number of the brief's own, so that two briefs do not get the same wording."""
    return hashlib.sha256(brief.decision.encode()).digest()[0]


def _first(items: Sequence[Item]) -> CleanText:
    return items[0].need if items else derived("")


def _block(key: str, minutes: int, words: Words, questions: list) -> GuideBlock:  # type: ignore[type-arg]
    return GuideBlock(
        id=key,
        title=words.title(key),
        minutes=minutes,
        purpose=words.purpose(key),
        questions=questions,
    )


def _warm_up(items: Sequence[Item], plan: Plan, chooser: Chooser, words: Words) -> GuideBlock:
    needs = [item.need for item in items] or [derived("")]
    asked = [
        chooser.warm_up(needs[number % len(needs)]) for number in range(plan.warm_up_questions)
    ]
    return _block("warm_up", plan.warm_up, words, asked)


def _topics(
    items: Sequence[Item], plan: Plan, wish: Wish, chooser: Chooser, words: Words
) -> list[GuideBlock]:
    """One block a thing that would change the decision, then the figures, then the options."""
    changes = [item for item in items if item.kind == "change"]
    blocks, weights = [], []
    extra = _follow_ups(items, plan, wish.juniors)
    for number, item in enumerate(changes):
        questions = [chooser.open_item(item)]
        for _ in range(extra[number]):
            further = chooser.follow_up(item, late=number >= len(changes) / 2)
            questions += [further] if further else []
        purpose = words.change(item.need)
        blocks.append(
            GuideBlock(
                id=f"change-{number + 1}",
                title=item.said,
                minutes=0,
                purpose=purpose,
                questions=questions,
            )
        )
        weights.append(_OPENER_MINUTES + _FOLLOW_UP_MINUTES * (len(questions) - 1))
    for key, kind in (("metrics", "metric"), ("options", "option")):
        asked = [chooser.open_item(item) for item in items if item.kind == kind]
        if asked:
            blocks.append(_block(key, 0, words, asked))
            weights.append(_SHORT_MINUTES * len(asked))
    for block, minutes in zip(blocks, share(plan.topics, weights), strict=True):
        block.minutes = minutes
    return blocks


def _follow_ups(items: Sequence[Item], plan: Plan, juniors: int) -> list[int]:
    """Spread what room is left over the changes, first come first served."""
    changes = sum(item.kind == "change" for item in items)
    left = room_for(plan, juniors, _SHORT_MINUTES) - len(items)
    extra = [0] * changes
    for step in range(changes * (plan.most_per_item - 1)):
        if left <= 0:
            break
        extra[step % changes] += 1
        left -= 1
    return extra
