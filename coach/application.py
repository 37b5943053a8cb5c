"""The application: one attribute a room, each a service whose methods are the user's verbs.

A service is made at its first use, so that ``coach user add`` never imports a language model.
To add a room: one cached property here, and in ``coach.adapters`` whatever new it needs.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from coach.adapters import Adapters

if TYPE_CHECKING:
    from coach.services.accounts import Accounts
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
    def sealed_sessions(self) -> "SealedSessions":
        """Raw talks, which services pass to flows and never read."""
        from datetime import timedelta

        from guardrails.vault.sessions import SealedSessions

        given = self.adapters
        retention = timedelta(days=given.settings.privacy.retention_days)
        return SealedSessions(given.vault, given.scrubber, given.clock.now, retention)
