"""What the latest release already says about a decision: the flows' ``ReleasedKnowledge``."""

from collections.abc import Callable

from graphs.ports import KnownTheme
from guardrails.briefs.brief import Brief
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, join_clean
from knowledge.search.conditions import Conditions
from knowledge.search.searching import Card, Searcher


class LatestRelease:
    """Looks up a brief's subject in the latest release, as anybody may see it."""

    def __init__(self, searcher: Callable[[], Searcher | None]) -> None:
        self._searcher = searcher

    def known_about(self, brief: Brief, limit: int = 5) -> list[KnownTheme]:
        """Return released themes close to what the brief would learn, nearest first."""
        searcher = self._searcher()
        if searcher is None:
            return []
        found: dict[str, Card] = {}
        for question in questions_of(brief):
            for card in searcher.find(question, Conditions(), limit=limit):
                known = found.get(card.theme.id)
                if known is None or card.relevance > known.relevance:
                    found[card.theme.id] = card
        best = sorted(found.values(), key=lambda card: -card.relevance)[:limit]
        return [
            KnownTheme(readable(c.theme.label), readable(c.theme.statement), c.support)
            for c in best
        ]


def questions_of(brief: Brief) -> list[CleanText]:
    """Return what to look up: the decision, and each thing that would change it."""
    return [
        brief.decision,
        *(join_clean([brief.decision, item]) for item in brief.what_would_change_it),
    ]
