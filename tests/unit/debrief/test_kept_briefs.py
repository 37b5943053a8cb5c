"""A debrief opens on a brief of one's own pair; anybody else's does not exist."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.errors import NotFound
from coach.records.guides import GuideRecords, KeptBrief
from coach.services.preparing.access import reachable_brief
from coach.users import OPERATOR, User
from guardrails.briefs.brief import Brief
from guardrails.text import CleanText
from tests.builders import a_database

BRIEF = Brief(
    decision=CleanText("Replace the tills or repair them."),
    owner_role=CleanText("Head of Retail"),
    deadline="2027-03-31",
    options=(),
    what_would_change_it=(),
    metrics=(),
    junior_vantage=CleanText("Works at the till."),
    off_limits=(),
    senior_objectives=(),
    junior_objectives=(),
    family="internal_tools",
)
KEPT = KeptBrief("brief-1", "senior-1", ("pair-1",), datetime(2026, 11, 22, tzinfo=UTC), BRIEF)
JUNIOR = User(id="junior-1", name="Kezia", role="junior", pair_refs=("pair-1",))


@pytest.mark.parametrize(
    ("user", "found", "why"),
    [
        (JUNIOR, True, "the junior of the pair"),
        (User(id="senior-1", name="Ottoline", role="senior"), True, "the leader who wrote it"),
        (OPERATOR, True, "the owner of the machine"),
        (replace(JUNIOR, id="junior-2", pair_refs=("pair-2",)), False, "another pair"),
        (replace(JUNIOR, id="junior-3", pair_refs=()), False, "no pair at all"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_kept_brief_is_found_within_reach_only(
    tmp_path: Path, *, user: User, found: bool, why: str
) -> None:
    with a_database(tmp_path) as database:
        records = GuideRecords(database)
        records.keep_brief(KEPT)
        if found:
            assert reachable_brief(records, user, "brief-1").brief == BRIEF, why
        else:
            with pytest.raises(NotFound, match="no such brief"):
                reachable_brief(records, user, "brief-1")
