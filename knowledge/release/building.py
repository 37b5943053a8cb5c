"""Computes the next release: rows, decision, audit, words. Nothing is stored here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from guardrails.disclosure.audit import audit
from guardrails.disclosure.decision import ThemeCells, decide
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import snapshot
from guardrails.disclosure.rows import DIMENSIONS, SupportRow
from guardrails.text import CleanText
from knowledge.embedding import Vectors
from knowledge.errors import ReleaseRefused
from knowledge.insights import Insight
from knowledge.release.model import POOLED, Release, ReleasedTheme
from knowledge.themes.describing import Description, describe, describe_pool
from knowledge.words import vocabulary


@dataclass(frozen=True, slots=True)
class Named:
    """A curator's words for a theme; they replace the computed ones."""

    label: CleanText
    statement: CleanText


@dataclass(frozen=True, slots=True)
class Worded(Named):
    """A model's words for a theme, and the insights that it read: their withdrawal ends them."""

    described: tuple[str, ...]


def reworded(release: Release, words: Mapping[str, Worded]) -> Release:
    """Return the release with a model's words where there are some."""
    themes = tuple(
        replace(
            theme,
            label=words[theme.id].label,
            statement=words[theme.id].statement,
            described=words[theme.id].described,
        )
        if theme.id in words
        else theme
        for theme in release.themes
    )
    return replace(release, themes=themes)


def support_rows(insights: Iterable[Insight], theme_of: Mapping[str, str]) -> list[SupportRow]:
    """List who supports which theme: one row a junior of each insight that has a theme."""
    return [
        SupportRow(
            insight=one.id,
            theme=theme_of[one.id],
            junior=junior,
            pair=one.pair_ref,
            values=tuple(str(getattr(one, dimension)) for dimension in DIMENSIONS),
        )
        for one in insights
        if one.id in theme_of
        for junior in one.juniors
    ]


def build(
    insights: Sequence[Insight],
    vectors: Vectors,
    theme_of: Mapping[str, str],
    policy: Policy,
    *,
    names: Mapping[str, Named],
    previous: Release | None = None,
) -> Release:
    """Decide, audit and describe the next release.

    Raises:
        ReleaseRefused: when the independent audit finds a way to single somebody out.
    """
    before = previous.decision() if previous else None
    pools = {theme_of[one.id]: POOLED + one.family for one in insights if one.id in theme_of}
    decision = decide(support_rows(insights, theme_of), policy, before, pools)
    number = previous.number + 1 if previous else 1
    past = snapshot(before, number - 1) if before else None
    findings = audit(snapshot(decision, number), policy, past)
    if findings:
        kinds = ", ".join(sorted({finding.leak for finding in findings}))
        raise ReleaseRefused(
            f"The audit found {len(findings)} cells that would single somebody out ({kinds});"
            " nothing was released."
        )
    old = {theme.id: theme for theme in previous.themes} if previous else {}
    writer = _Writer(insights, vectors, theme_of, names, policy)
    themes = []
    for theme, cells in decision.themes.items():
        if cells.standing == "kept":
            kept = old[theme]
            themes.append(
                ReleasedTheme(
                    theme, kept.family, kept.label, kept.statement, cells,
                    kept.typical, kept.described, kept.quotable, kept.k,
                )
            )  # fmt: skip
        elif theme.startswith(POOLED):
            themes.append(_pooled(theme, cells, insights, policy, names))
        else:
            description, family = writer.describe(theme)
            themes.append(
                ReleasedTheme(
                    theme,
                    family.family,
                    description.label,
                    description.statement,
                    cells,
                    description.typical,
                    () if theme in names else description.typical[:1],
                    writer.quotable(theme),
                    policy.k,
                )
            )
    return Release(number, policy.k, tuple(themes))


def _pooled(
    theme: str,
    cells: ThemeCells,
    insights: Sequence[Insight],
    policy: Policy,
    names: Mapping[str, Named],
) -> ReleasedTheme:
    """Word a whole family without repeating any single insight."""
    mine = {row.insight for row in cells.rows}
    members = [one for one in insights if one.id in mine]
    words = names.get(theme) or Named(*describe_pool(members, policy.k))
    family = members[0].family
    return ReleasedTheme(theme, family, words.label, words.statement, cells, (), (), k=policy.k)


class _Writer:
    """Words for themes, from their members and what distinguishes them in their family."""

    def __init__(
        self,
        insights: Sequence[Insight],
        vectors: Vectors,
        theme_of: Mapping[str, str],
        names: Mapping[str, Named],
        policy: Policy,
    ) -> None:
        self._insights = insights
        self._vectors = vectors
        self._names = names
        self._policy = policy
        self._members: dict[str, list[int]] = {}
        families: dict[str, list[str]] = {}
        for number, one in enumerate(insights):
            families.setdefault(one.family, []).append(one.statement)
            if one.id in theme_of:
                self._members.setdefault(theme_of[one.id], []).append(number)
        self._sizes = {family: len(texts) for family, texts in families.items()}
        self._words = {family: vocabulary(texts) for family, texts in families.items()}

    def describe(self, theme: str) -> tuple[Description, Insight]:
        """Return the theme's words, and one member to read its family from."""
        numbers = self._members[theme]
        members = [self._insights[n] for n in numbers]
        family = members[0].family
        found = describe(members, self._vectors[numbers], self._words[family], self._sizes[family])
        if theme in self._names:
            named = self._names[theme]
            found = Description(named.label, named.statement, found.typical)
        return found, members[0]

    def quotable(self, theme: str) -> frozenset[str]:
        """Insights whose own words may be shown: enough people, or the junior's permission."""
        members = [self._insights[n] for n in self._members[theme]]
        people = {junior for one in members for junior in one.juniors}
        enough = len(people) >= self._policy.quote_k
        return frozenset(one.id for one in members if enough or one.may_quote)
