"""Experiments: from a theme to what was tried, and to the metric that it moved."""

import re
from typing import Final

from pydantic import BaseModel, ConfigDict

from coach.errors import InvalidInput, NotFound, OurFailure
from coach.records.experiments import Experiment, ExperimentRecords, Outcome
from coach.records.releases import ReleaseRecords
from coach.users import Permission, User, require
from graphs.ports import Clock
from guardrails.asked import names_somebody
from guardrails.imported import wash
from guardrails.text import RawText
from knowledge.errors import KnowledgeError

OUTCOMES: Final[dict[Outcome, str]] = {
    "helped": "it helped",
    "no_change": "no change",
    "worse": "it got worse",
    "running": "still running",
}
_LONGEST: Final = 200
_VALUE: Final = re.compile(r"[^\w\s]{0,2}\s?\d.{0,37}$")  # "~ 12 minutes", "6 of 20"


class TriedView(BaseModel):
    """One experiment as a card shows it; ``result`` is the verdict in words."""

    model_config = ConfigDict(frozen=True)

    attempt: str
    metric: str
    before: str
    after: str
    verdict: str
    result: str

    def sentence(self) -> str:
        """The whole chain in one line, for documents and the command line."""
        values = f" {self.before} → {self.after}" if self.before and self.after else ""
        return f"Tried: {self.attempt} ({self.metric}{values}): {self.result}"


class Trying:
    """Enters experiments on released themes; there is no field for a person."""

    def __init__(
        self, experiments: ExperimentRecords, releases: ReleaseRecords, clock: Clock
    ) -> None:
        self._experiments = experiments
        self._releases = releases
        self._clock = clock

    def enter(self, user: User, theme: str, tried: TriedView) -> None:
        """Keep what was tried on a released theme; every answer shows it from now on.

        Raises:
            NotAllowed: when ``user`` may not curate.
            NotFound: when no released theme has this id.
            InvalidInput: when the deed or the metric is missing, too long, or names a person,
                or the verdict is none of :data:`OUTCOMES`.
        """
        require(user, Permission.CURATE)
        if theme not in self._released():
            raise NotFound("There is no released theme with this id.")
        words = (tried.attempt.strip(), tried.metric.strip())
        values = (tried.before.strip(), tried.after.strip())
        _check(words, values)
        verdict = _outcome(tried.verdict)
        texts = [RawText(text) for text in (*words, *values)]
        if any(text and names_somebody(text) for text in texts):
            raise InvalidInput("An experiment must not name a person.")
        attempt, metric, before, after = (wash(text) for text in texts)
        kept = Experiment(attempt, metric, before, after, verdict)
        self._experiments.add(theme, kept, self._clock.now())

    def of(self, user: User) -> dict[str, list[TriedView]]:
        """What was tried, by theme, in the order of entering.

        Raises:
            NotAllowed: when ``user`` may not ask.
        """
        require(user, Permission.ASK)
        return {
            theme: [_view(one) for one in tried]
            for theme, tried in self._experiments.by_theme().items()
        }

    def _released(self) -> set[str]:
        try:
            latest = self._releases.latest()
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error
        return {theme.id for theme in latest.themes} if latest else set()


def tried_view(attempt: str, metric: str, before: str, after: str, verdict: str) -> TriedView:
    """What somebody typed, as it is: :meth:`Trying.enter` judges it after asking who they are."""
    return TriedView(
        attempt=attempt,
        metric=metric,
        before=before,
        after=after,
        verdict=verdict,
        result=next((words for known, words in OUTCOMES.items() if known == verdict), ""),
    )


def _outcome(verdict: str) -> Outcome:
    for known in OUTCOMES:
        if known == verdict:
            return known
    raise InvalidInput("Choose what came of the experiment.")


def _check(words: tuple[str, str], values: tuple[str, str]) -> None:
    if not all(words) or any(len(text) > _LONGEST for text in words):
        raise InvalidInput(
            "Say what was tried and by which metric, in 200 characters at most each."
        )
    if any(text and not _VALUE.match(text) for text in values):
        raise InvalidInput(
            "The values before and after are numbers with their units, of 40 characters at most."
        )


def _view(tried: Experiment) -> TriedView:
    return tried_view(tried.attempt, tried.metric, tried.before, tried.after, tried.verdict)
