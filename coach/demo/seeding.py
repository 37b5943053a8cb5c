"""Fills an empty COACH_HOME with a programme that has been running for six quarters.

Everything goes through the services, as if people had done it. What is already there stays, so
seeding again, also after a kill, finishes what is missing and changes nothing else. The talks are
seeded without the language model: their statements are the speakers' own words, and say so.
"""

from dataclasses import replace
from typing import Final

from coach.application import Coach
from coach.bootstrap import assemble
from coach.demo.cast import Cast, admit
from coach.demo.content import Charter, Talk, read_charter, read_people, read_talks
from coach.demo.memory import insights_of
from coach.demo.naming import name_themes
from coach.errors import InvalidInput
from coach.llm.none import NoModel
from coach.records.programme import ProgrammeRecords
from coach.services.debriefing import Review, approve_all
from coach.users import OPERATOR, User
from coach.vectors import OnProgress
from graphs.ports import Progress

LEADER: Final = "s3"
WAITING: Final = ("j23", "03-cellar-surveys")
FINISHED: Final = ("j13", "06-rejected-photos")
_UNWORDED: Final = 1
_OTHER = (
    "This COACH_HOME holds a programme of your own; name an empty folder for the demonstration:"
    " COACH_HOME=/some/folder coach demo"
)


async def seed(coach: Coach, on_progress: OnProgress, *, talks: bool = True) -> Cast:
    """Make sure that the demonstration is all there.

    Args:
        coach: the opened application.
        on_progress: hears the stages.
        talks: False leaves guide and talks to a live run.

    Raises:
        InvalidInput: when the folder holds another programme.
    """
    charter = read_charter()
    _claim(coach, charter)
    on_progress(Progress("demo", "Opening the accounts"))
    cast = admit(coach, read_people())
    _remember(coach, cast, charter, on_progress)
    if talks:
        await _work_through(coach, cast, on_progress)
    return cast


def talk_of(folder: str) -> Talk:
    """Return one talk of this round."""
    return next(talk for talk in read_talks() if talk.folder == folder)


def _claim(coach: Coach, charter: Charter) -> None:
    programme = ProgrammeRecords(coach.adapters.database)
    name = f"{charter.company}: {charter.programme}"
    if programme.get().name == name:
        return
    if programme.get().name or coach.accounts.list(OPERATOR) or coach.releasing.latest(OPERATOR):
        raise InvalidInput(_OTHER)
    programme.rename(name, coach.adapters.clock.now())


def _remember(coach: Coach, cast: Cast, charter: Charter, on_progress: OnProgress) -> None:
    """Import earlier rounds, compute the first release, word its themes in a second one."""
    lnd = cast.users["lnd"]
    latest = coach.releasing.latest(lnd)
    if latest is None:
        coach.importing.import_jsonl(lnd, insights_of(cast).splitlines(), on_progress)
        latest = coach.releasing.release(lnd, charter.k, on_progress)
    if latest.release == _UNWORDED:
        name_themes(coach, lnd)
        coach.releasing.release(lnd, on_progress=on_progress)


async def _work_through(coach: Coach, cast: Cast, on_progress: OnProgress) -> None:
    """One guide, one finished talk (with its trials, traced to a metric), one waiting review."""
    quick = assemble(replace(coach.adapters, chat=NoModel))
    leader = cast.users[LEADER]
    if not quick.preparing.guides(leader):
        brief = talk_of(WAITING[1]).brief
        await quick.preparing.prepare(leader, brief, improve=False, on_progress=on_progress)
    junior, folder = cast.users[FINISHED[0]], FINISHED[1]
    review = await _reviewed(quick, junior, talk_of(folder), on_progress)
    if review.report.status == "awaiting_review":
        decisions = approve_all(review.report)
        await quick.debriefing.decide(junior, review.report.session, decisions, on_progress)
    junior, folder = cast.users[WAITING[0]], WAITING[1]
    await _reviewed(quick, junior, talk_of(folder), on_progress)


async def _reviewed(quick: Coach, junior: User, talk: Talk, on_progress: OnProgress) -> Review:
    """Bring a junior's first talk to its review, beginning it where it never began."""
    begun = quick.debriefing.sessions(junior)
    if begun:
        return await quick.debriefing.review(junior, begun[-1].id, on_progress)
    return await quick.debriefing.start(
        junior,
        talk.transcript,
        talk.filename,
        brief=talk.brief,
        roster=talk.roster,
        on_progress=on_progress,
    )
