"""Where a junior's insight belongs: one of the nearest released themes, or none of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from coach.errors import InvalidInput
from coach.records.choices import Choice, ThemeChoices
from graphs.debrief.state import Draft
from graphs.ports import Embedder
from knowledge.search.neighbors import nearest
from knowledge.search.searching import Searcher

NONE_OF_THESE: Final = "none"


class NearTheme(BaseModel):
    """A released theme that an insight may belong to, in the words everybody may read."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str
    statement: str


class Placing:
    """Offers the nearest themes and keeps the answer for every later release."""

    def __init__(
        self,
        choices: ThemeChoices,
        searcher: Callable[[], Searcher | None],
        embedder: Callable[[], Embedder],
    ) -> None:
        self._choices = choices
        self._searcher = searcher
        self._embedder = embedder

    def offers(self, drafts: Sequence[Draft]) -> dict[str, list[NearTheme]]:
        """The five nearest themes of each insight's family, by insight; {} before a release.

        Raises:
            OurFailure: when the release is damaged.
        """
        searcher = self._searcher() if drafts else None
        if searcher is None:
            return {}
        vectors = self._embedder().embed([draft.statement for draft in drafts])
        return {
            draft.id: [
                NearTheme(id=theme.id, label=theme.label, statement=theme.statement)
                for theme in nearest(searcher.index, draft.family, vector)
            ]
            for draft, vector in zip(drafts, vectors, strict=True)
        }

    def keep(self, drafts: Sequence[Draft], chosen: Mapping[str, str]) -> None:
        """Keep an answer by insight: the id of a theme that was offered, or ``none``.

        Raises:
            InvalidInput: when a theme was not offered for the insight.
            OurFailure: when the release is damaged.
        """
        asked = [draft for draft in drafts if chosen.get(draft.id)]
        offers = self.offers(asked)
        places: dict[str, tuple[Choice, list[str]]] = {}
        for draft in asked:
            offered = [theme.id for theme in offers.get(draft.id, [])]
            theme = chosen[draft.id]
            if theme == NONE_OF_THESE:
                places[draft.id] = ("apart", offered)
            elif theme in offered:
                places[draft.id] = ("same", [theme])
            else:
                raise InvalidInput("A decision names a theme that was not offered for its insight.")
        if places:
            self._choices.place(places)
