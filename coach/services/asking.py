"""Asking the latest release in plain words."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from coach.errors import InvalidInput
from coach.ledger import Ledger
from coach.opened import OpenedRelease
from coach.services.trying import TriedView, Trying
from coach.users import Permission, User, require
from coach.vectors import OnProgress, quiet
from graphs.ask.flow import STEPS, build, prompt_ids
from graphs.ask.state import AskContext, AskInput
from graphs.ports import ChatModel, Progress
from guardrails.asked import accept, names_somebody
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, RawText
from knowledge.search.charting import quarters_of, trend_of
from knowledge.search.conditions import Conditions, UnknownFilter, from_mapping, from_words
from knowledge.search.following import continued, follows
from knowledge.search.searching import Card, Searcher
from knowledge.search.understanding import understand

Where = Conditions | Sequence[str] | Mapping[str, object]

NOTHING = (
    "There is nothing to show on this. Either nobody spoke of it or too few did:"
    " we do not tell which, because the difference would point at people."
)
PERSON = (
    "This asks about a person. The programme's memory speaks of themes that several people"
    " raised, never of anybody by name; ask about the matter instead."
)
NO_RELEASE = "There is no release yet; an L&D person can compute one."


class ThemeCard(BaseModel):
    """One theme as it answers the question; ``support`` is a band."""

    model_config = ConfigDict(frozen=True)

    n: int
    id: str
    family: str
    label: str
    statement: str
    support: str
    evidence: list[str]
    quotes: list[str]
    quarters: list[str]
    trend: str
    contradicted: bool = False
    by_quarter: list[dict[str, str]] = Field(default_factory=list)
    tried: list[TriedView] = Field(default_factory=list)


class ExplainedCard(ThemeCard):
    """With the ids behind it: for evaluation by an administrator only."""

    insight_ids: list[str]
    shown_ids: list[str]


class AskReport(BaseModel):
    """The contract's JSON of ``coach ask``."""

    model_config = ConfigDict(frozen=True)

    outcome: Literal["answer", "nothing_to_show", "refused"]
    answer: str = ""
    themes: list[SerializeAsAny[ThemeCard]] = Field(default_factory=list)
    note: str = ""
    filters: list[str] = Field(default_factory=list)
    understood: list[str] = Field(default_factory=list)
    asked: str = ""
    release: int | None = None
    model: str = ""
    chosen_by: str = ""
    prompt_ids: dict[str, str] = Field(default_factory=dict)


class ExplainedReport(AskReport):
    """``why`` tells apart what no reader may tell apart: for evaluation only."""

    why: str = ""


class Asking:
    """Questions to the latest release."""

    def __init__(
        self,
        opened: OpenedRelease,
        chat: Callable[[], ChatModel],
        ledger: Ledger,
        trying: Trying,
    ) -> None:
        self._opened = opened
        self._chat = chat
        self._ledger = ledger
        self._trying = trying
        self._flow: Any = None

    async def ask(
        self,
        user: User,
        question: RawText,
        where: Where = (),
        *,
        explain: bool = False,
        worded: bool = True,
        judged: bool = True,
        understand_words: bool = True,
        after: RawText | None = None,
        on_progress: OnProgress = quiet,
    ) -> AskReport:
        """Answer from the latest release, or say that there is nothing to show.

        Args:
            user: whoever asks; a senior's own pairs are left out of what they see.
            question: plain words; a question that names a person is refused unread.
            where: filters, as conditions, ``--where`` texts or a batch line's mapping.
            explain: add the ids behind each theme (administrators, for evaluation).
            worded: let the language model word the answer (checked); False answers with the
                themes' own statements at once.
            judged: let a large model, where one is configured, say which themes answer.
            understand_words: read filters that the question names in words.
            after: the question before this one (``asked`` of its report), for follow-ups.
            on_progress: hears the stages.

        Raises:
            NotAllowed: when ``user`` may not ask, or may not have it explained.
            InvalidInput: for an empty question or an unknown filter.
            OurFailure: when the release is damaged or a store fails.
        """
        require(user, Permission.ASK)
        if explain:
            require(user, Permission.EXPLAIN)
        if not question:
            raise InvalidInput("Ask a question in a few words.")
        if names_somebody(question) or (after and names_somebody(after)):
            return _explained(AskReport(outcome="refused", note=PERSON), "person", explain)
        conditions = _conditions(where)
        searcher = await asyncio.to_thread(self._opened.searcher, on_progress)
        if searcher is None:
            return _explained(
                AskReport(outcome="nothing_to_show", note=NO_RELEASE), "nothing_found", explain
            )
        known = _known_values(searcher) if understand_words else None
        clean, named = _read(accept(question), accept(after) if after else None, known)
        own = frozenset(user.pair_refs) if user.role == "senior" else frozenset[str]()
        found: list[Card] = []
        context = AskContext(
            released=searcher,
            conditions=conditions.over(named),
            own_pairs=own,
            model=self._chat() if worded else None,
            found=found,
            judge=_judge(self._chat()) if judged else None,
        )
        state = await self._run(AskInput(clean), context, on_progress)
        tried = await asyncio.to_thread(self._trying.of, user) if found else {}
        report = AskReport(
            outcome="answer" if found else "nothing_to_show",
            answer=readable_answer(state.get("sentences", [])),
            themes=[
                _card(n, card, tried.get(card.theme.id, []), explain=explain)
                for n, card in enumerate(found, start=1)
            ],
            note="" if found else NOTHING,
            filters=context.conditions.words(),
            understood=named.words(),
            asked=clean,
            release=searcher.index.release.number,
            model=state.get("worded_by", ""),
            chosen_by=state.get("chosen_by", ""),
            prompt_ids=_prompts(state),
        )
        if not explain:
            return report
        plain = searcher.find(clean, Conditions()) if not found else []
        why = "" if found else ("below_threshold" if plain else "nothing_found")
        return _explained(report, why, explain)

    async def filters(self, user: User) -> dict[str, list[str]]:
        """The values by which the latest release can be narrowed, by dimension; {} before it.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when the release is damaged or a store fails.
        """
        require(user, Permission.ASK)
        searcher = await asyncio.to_thread(self._opened.searcher, quiet)
        if searcher is None:
            return {}
        values, _ = _known_values(searcher)
        return {name: sorted(value for value in found if value) for name, found in values.items()}

    async def _run(
        self, question: AskInput, context: AskContext, on_progress: OnProgress
    ) -> dict[str, Any]:
        if self._flow is None:
            self._flow = build()
        state: dict[str, Any] = {}
        stream = self._flow.astream(
            question,
            {"recursion_limit": STEPS},
            context=context,
            stream_mode=["custom", "values"],
        )
        # a question has no record of its own, and whose it was is not kept
        with self._ledger.work("ask", token_hex(8)):
            async for mode, chunk in stream:
                if mode == "values":
                    state = dict(chunk)
                elif isinstance(chunk, Progress):
                    on_progress(chunk)
        return state


def _prompts(state: Mapping[str, Any]) -> dict[str, str]:
    """The prompts whose answers stand in the result."""
    used = {"answer": state.get("worded_by"), "choose": state.get("chosen_by")}
    return {name: prompt for name, prompt in prompt_ids().items() if used[name]}


def _judge(model: ChatModel) -> ChatModel | None:
    """A small model says nothing of use here (``docs/adr/0022``)."""
    return model if model.strength == "large" else None


def _read(
    question: CleanText,
    before: CleanText | None,
    known: tuple[dict[str, set[str]], str] | None,
) -> tuple[CleanText, Conditions]:
    """Return what is asked and the filters its words name, a follow-up with what it follows."""
    named = understand(question, *known) if known else Conditions()
    if before is None or not follows(question):
        return question, named
    if known:
        return (
            continued(question, before, narrows=bool(named)),
            named.over(understand(before, *known)),
        )
    return continued(question, before, narrows=False), named


def readable_answer(sentences: Sequence[str]) -> str:
    """Join the answer's sentences."""
    return " ".join(sentence.strip() for sentence in sentences)


def _conditions(where: Where) -> Conditions:
    try:
        if isinstance(where, Conditions):
            return where
        return from_mapping(where) if isinstance(where, Mapping) else from_words(where)
    except UnknownFilter as error:
        raise InvalidInput(error.sentence) from error


def _known_values(searcher: Searcher) -> tuple[dict[str, set[str]], str]:
    """Values by dimension over the released atoms, and the last quarter."""
    values: dict[str, set[str]] = {}
    for theme in searcher.index.themes:
        for cut in theme.cells.partitions:
            for atom in cut.atoms:
                values.setdefault(cut.dimension, set()).update(atom.values)
    return values, max(values.get("quarter", set()), default="")


def _card(n: int, card: Card, tried: Sequence[TriedView], *, explain: bool) -> ThemeCard:
    plain = ThemeCard(
        n=n,
        id=card.theme.id,
        family=card.theme.family,
        label=readable(card.theme.label),
        statement=readable(card.theme.statement),
        support=card.support,
        evidence=[readable(text) for text in card.evidence],
        quotes=[readable(text) for text in card.quotes],
        quarters=list(card.quarters),
        trend=trend_of(card.theme),
        contradicted=card.contradicted,
        by_quarter=quarters_of(card.theme),
        tried=list(tried),
    )
    if not explain:
        return plain
    given = {name: getattr(plain, name) for name in ThemeCard.model_fields}
    return ExplainedCard(**given, insight_ids=list(card.counted), shown_ids=list(card.shown))


def _explained(report: AskReport, why: str, explain: bool) -> AskReport:  # noqa: FBT001
    if not explain:
        return report
    plain = {name: getattr(report, name) for name in AskReport.model_fields}
    return ExplainedReport(**plain, why=why)
