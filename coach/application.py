"""The application: one attribute a room, each a service whose methods are the user's verbs.

A service is made at its first use, so that ``coach user add`` never imports a language model.
To add a room: one cached property here, and in ``coach.adapters`` whatever new it needs.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from coach.adapters import Adapters

if TYPE_CHECKING:
    from coach.ledger import Ledger
    from coach.opened import OpenedRelease
    from coach.services.accounts import Accounts
    from coach.services.asking import Asking
    from coach.services.curating import Curating
    from coach.services.debriefing import Debriefing
    from coach.services.erasing import Erasing
    from coach.services.health import Health
    from coach.services.importing import Importing
    from coach.services.preparing import Preparing
    from coach.services.releasing import Releasing
    from coach.services.signals import Signals
    from coach.services.trying import Trying
    from coach.vectors import InsightVectors
    from guardrails.vault.sessions import SealedSessions


class Coach:
    """What the command line, the web app and the evals talk to."""

    def __init__(self, adapters: Adapters) -> None:
        self.adapters = adapters

    @cached_property
    def accounts(self) -> "Accounts":
        """People: sign in, create, pair, disable."""
        from coach.records.accounts import AccountRecords
        from coach.records.throttle import Throttle
        from coach.services.accounts import Accounts

        given = self.adapters
        return Accounts(
            AccountRecords(given.database),
            Throttle(given.database),
            given.references,
            given.clock,
        )

    @cached_property
    def ledger(self) -> "Ledger":
        """Fair turns at the model, and what each result cost."""
        from coach.ledger import Ledger
        from coach.records.traces import Traces

        given = self.adapters
        return Ledger(Traces(given.database), given.chat, given.clock)

    @cached_property
    def sealed_sessions(self) -> "SealedSessions":
        """Raw talks, which services pass to flows and never read."""
        from datetime import timedelta

        from guardrails.vault.sessions import SealedSessions

        given = self.adapters
        retention = timedelta(days=given.settings.privacy.retention_days)
        return SealedSessions(given.vault, given.scrubber, given.clock.now, retention)

    @cached_property
    def preparing(self) -> "Preparing":
        """From a decision brief to a question guide."""
        from coach.known import LatestRelease
        from coach.records.guides import GuideRecords
        from coach.services.preparing import Preparing
        from coach.services.preparing.making import Maker

        given = self.adapters
        known = LatestRelease(self.opened_release.searcher)
        return Preparing(
            records=GuideRecords(given.database),
            maker=Maker(given.checkpoints, given.chat, lambda: known, self.ledger),
            scrubber=given.scrubber,
            references=given.references,
            clock=given.clock,
            glossary=frozenset(given.settings.prepare.glossary),
        )

    @cached_property
    def debriefing(self) -> "Debriefing":
        """From a talk to approved insights, and what a senior was given."""
        from coach.records.choices import ThemeChoices
        from coach.records.guides import GuideRecords
        from coach.records.insights import InsightRecords
        from coach.records.sessions import SessionRecords
        from coach.services.debriefing import Debriefing
        from coach.services.debriefing.opening import Opener
        from coach.services.debriefing.shelf import ApprovedShelf
        from coach.services.placing import Placing
        from coach.services.preparing.access import reachable_brief
        from guardrails.vault.inspector import SessionInspector

        given, sealed = self.adapters, self.sealed_sessions
        records = SessionRecords(given.database)
        guides = GuideRecords(given.database)
        return Debriefing(
            records=records,
            opener=Opener(
                sealed,
                given.scrubber,
                given.references,
                given.clock,
                kept_brief=lambda user, reference: reachable_brief(guides, user, reference).brief,
            ),
            sealed=sealed,
            inspector=SessionInspector(sealed, given.scrubber),
            shelf=ApprovedShelf(
                records,
                InsightRecords(given.database),
                sealed,
                given.clock,
                keep_transcript=given.settings.privacy.keep_after_approval,
            ),
            checkpoints=given.checkpoints,
            embedder=given.embedder,
            chat=given.chat,
            clock=given.clock,
            ledger=self.ledger,
            placing=Placing(
                ThemeChoices(given.database),
                self.opened_release.searcher,
                given.theme_embedder,
            ),
        )

    @cached_property
    def insight_vectors(self) -> "InsightVectors":
        """Sentence vectors, embedded or on a server (``COACH_CHROMA__MODE``)."""
        from coach.vectors import InsightVectors

        return InsightVectors(self.adapters.vectors, self.adapters.theme_embedder)

    @cached_property
    def importing(self) -> "Importing":
        """Anonymised insights in and out."""
        from coach.records.insights import InsightRecords
        from coach.services.importing import Importing

        return Importing(InsightRecords(self.adapters.database), self.insight_vectors)

    @cached_property
    def releasing(self) -> "Releasing":
        """Computing, auditing and freezing the next release."""
        from coach.records.choices import ThemeChoices
        from coach.records.insights import InsightRecords
        from coach.records.programme import ProgrammeRecords
        from coach.records.releases import ReleaseRecords
        from coach.services.releasing import Releasing

        given = self.adapters
        return Releasing(
            insights=InsightRecords(given.database),
            releases=ReleaseRecords(given.database),
            programme=ProgrammeRecords(given.database),
            choices=ThemeChoices(given.database),
            vectors=self.insight_vectors,
            clock=given.clock,
            chat=given.chat,
            ledger=self.ledger,
        )

    @cached_property
    def opened_release(self) -> "OpenedRelease":
        """The latest release, ready for questions."""
        from coach.opened import OpenedRelease
        from coach.records.insights import InsightRecords
        from coach.records.releases import ReleaseRecords

        given = self.adapters
        return OpenedRelease(
            InsightRecords(given.database),
            ReleaseRecords(given.database),
            self.insight_vectors,
            given.theme_embedder,
        )

    @cached_property
    def asking(self) -> "Asking":
        """Questions to the latest release."""
        from coach.services.asking import Asking

        return Asking(self.opened_release, self.adapters.chat, self.ledger, self.trying)

    @cached_property
    def trying(self) -> "Trying":
        """Experiments tried on themes, and the metrics they moved."""
        from coach.records.experiments import ExperimentRecords
        from coach.records.releases import ReleaseRecords
        from coach.services.trying import Trying

        given = self.adapters
        return Trying(
            ExperimentRecords(given.database), ReleaseRecords(given.database), given.clock
        )

    @cached_property
    def curating(self) -> "Curating":
        """Themes as L&D sees and words them."""
        from coach.records.choices import ThemeChoices
        from coach.records.experiments import ExperimentRecords
        from coach.records.insights import InsightRecords
        from coach.records.releases import ReleaseRecords
        from coach.services.curating import Curating

        given = self.adapters
        return Curating(
            insights=InsightRecords(given.database),
            releases=ReleaseRecords(given.database),
            choices=ThemeChoices(given.database),
            experiments=ExperimentRecords(given.database),
            searcher=self.opened_release.searcher,
            clock=given.clock,
        )

    @cached_property
    def signals(self) -> "Signals":
        """What appeared, grew or turned severe since the release before."""
        from coach.records.insights import InsightRecords
        from coach.records.releases import ReleaseRecords
        from coach.services.signals import Signals

        database = self.adapters.database
        return Signals(InsightRecords(database), ReleaseRecords(database))

    @cached_property
    def erasing(self) -> "Erasing":
        """Withdrawal and erasure with a receipt."""
        from coach import erasure_rooms as rooms
        from coach.erasure import Eraser
        from coach.records.erasures import ErasureRecords
        from coach.records.insights import InsightRecords
        from coach.records.releases import ReleaseRecords
        from coach.records.sessions import SessionRecords
        from coach.services.erasing import Erasing
        from guardrails.fingerprints import Fingerprints

        given = self.adapters
        sessions = SessionRecords(given.database)
        journal = ErasureRecords(given.database)
        eraser = Eraser(
            [
                rooms.Transcripts(self.sealed_sessions),
                rooms.WaitingFlows(given.checkpoints),
                rooms.Memory(
                    InsightRecords(given.database),
                    ReleaseRecords(given.database),
                    sessions,
                    given.vectors,
                ),
                rooms.HeldSessions(sessions),
                rooms.Guides(given.database),
                rooms.WrittenFiles(given.home),
            ],
            database=given.database,
            records=journal,
            home=given.home.root,
            fingerprints=Fingerprints(given.home.keys.derive("fingerprints")),
            clock=given.clock,
        )
        return Erasing(eraser, sessions, journal)

    @cached_property
    def health(self) -> "Health":
        """How the installation is doing."""
        from coach.services.health import Health

        given = self.adapters
        return Health(given.home, given.database, given.vault, given.clock)
