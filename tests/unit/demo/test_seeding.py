"""Seeding goes through the services, may be repeated, and leaves other programmes alone."""

import json
from pathlib import Path

import pytest

from coach.application import Coach
from coach.demo.cast import admit
from coach.demo.content import read_people
from coach.demo.memory import insights_of
from coach.demo.seeding import FINISHED, LEADER, WAITING, seed
from coach.errors import InvalidInput, NotAllowed
from coach.records.insights import InsightRecords
from coach.users import OPERATOR
from graphs.ports import Progress
from tests.builders import a_coach, a_coach_on_disk, accounts_on
from tests.fakes import StillClock


def silent(_step: Progress) -> None: ...


def with_cheap_passwords(coach: Coach) -> Coach:
    coach.accounts = accounts_on(coach.adapters.database, StillClock())
    return coach


async def test_seeding_leaves_a_programme_that_was_worked_through(tmp_path: Path) -> None:
    async with a_coach_on_disk(tmp_path) as opened:
        coach = with_cheap_passwords(opened)
        cast = await seed(coach, silent)
        leader, done, waits = (cast.users[key] for key in (LEADER, FINISHED[0], WAITING[0]))

        assert len(coach.preparing.guides(leader)) == 1
        assert [one.status for one in coach.debriefing.sessions(done)] == ["published"]
        assert [one.status for one in coach.debriefing.sessions(waits)] == ["awaiting_review"]
        shared = coach.debriefing.shared_with_me(leader)
        assert shared
        assert any(each.experiment and each.experiment.metric for each in shared)
        release = coach.releasing.latest(cast.users["lnd"])
        assert release is not None
        assert (release.release, release.k, release.audit) == (2, 5, "clean")


async def test_seeding_again_finishes_what_is_missing_and_changes_nothing_else(
    tmp_path: Path,
) -> None:
    async with a_coach_on_disk(tmp_path) as opened:
        coach = with_cheap_passwords(opened)
        first = await seed(coach, silent, talks=False)  # as if it had been killed here
        second = await seed(coach, silent)
        before = len(InsightRecords(coach.adapters.database).all())
        third = await seed(coach, silent)

        assert first == second == third
        assert len(InsightRecords(coach.adapters.database).all()) == before
        assert len(coach.debriefing.sessions(OPERATOR)) == 2
        assert len(coach.preparing.guides(OPERATOR)) == 1


async def test_a_programme_of_ones_own_is_not_touched(tmp_path: Path) -> None:
    with a_coach(tmp_path) as opened:
        coach = with_cheap_passwords(opened)
        coach.accounts.create(OPERATOR, "Ada Example", "admin", password="long enough")
        with pytest.raises(InvalidInput, match="COACH_HOME"):
            await seed(coach, silent)
        assert [account.name for account in coach.accounts.list(OPERATOR)] == ["Ada Example"]
        assert InsightRecords(coach.adapters.database).all() == []


def test_the_passwords_told_open_their_accounts_here_and_nowhere_else(tmp_path: Path) -> None:
    with a_coach(tmp_path / "here") as first, a_coach(tmp_path / "there") as second:
        here, there = with_cheap_passwords(first), with_cheap_passwords(second)
        told = admit(here, read_people()).sign_ins
        admit(there, read_people())
        assert [each.role for each in told] == ["senior", "junior", "lnd", "admin"]
        for each in told:
            assert here.accounts.sign_in(each.name, each.password).role == each.role
            with pytest.raises(NotAllowed):
                there.accounts.sign_in(each.name, each.password)


def test_earlier_rounds_count_for_the_people_of_this_home(tmp_path: Path) -> None:
    with a_coach(tmp_path) as opened:
        coach = with_cheap_passwords(opened)
        cast = admit(coach, read_people())
        lines = [json.loads(line) for line in insights_of(cast).splitlines()]
        refs = {line["junior_ref"] for line in lines}
        assert len(refs) == 44
        assert cast.users[WAITING[0]].junior_ref in refs  # talked before, talks again: counts once
        assert not [ref for ref in refs if ref.startswith("demo-")]
        own = set(cast.users[LEADER].pair_refs)
        assert own & {line["pair_ref"] for line in lines}  # left out of what this leader sees
