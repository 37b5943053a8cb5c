"""``coach debrief``: a talk or notes in, insights for their junior's review out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import note, open_session, print_json, progress_printer, run

if TYPE_CHECKING:
    from coach.services.debriefing import DebriefReport

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="debrief")
@click.argument("file", type=_FILE)
@click.option("--brief", required=True, type=_FILE, help="The decision brief (YAML or JSON).")
@click.option("--roster", type=_FILE, help="CSV with name,role,team,email.")
@click.option("--junior", multiple=True, help="Name or label of a junior; may be repeated.")
@click.option("--senior", multiple=True, help="Name or label of the senior.")
@click.option(
    "--approve",
    type=click.Choice(["all", "none"]),
    default="none",
    show_default=True,
    help="none: stop at the review. all: approve everything, generalised as proposed.",
)
@click.option("--function", default="", help="The junior's function, such as sales.")
@click.option("--region", default="", help="The junior's region, such as apac.")
@click.option("--tenure", default="", help="The junior's tenure band, such as 0-2y.")
@click.option("--quarter", default="", help="Such as 2026Q1; default: today's.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    *,
    file: Path,
    brief: Path,
    roster: Path | None,
    junior: tuple[str, ...],
    senior: tuple[str, ...],
    approve: str,
    function: str,
    region: str,
    tenure: str,
    quarter: str,
    as_json: bool,
) -> None:
    """Turn a session into insights that were really said, and wait for the junior's review.

    \b
    Example:
      coach debrief talk.vtt --brief brief.yaml --roster people.csv
      coach debrief notes.md --brief brief.yaml --approve all --json
    """
    talk, decision = file.read_bytes(), brief.read_bytes()
    people = roster.read_bytes() if roster else None

    async def work() -> "DebriefReport":
        from coach.services.debriefing import approve_all
        from coach.users import OPERATOR, Attributes

        async with open_session() as coach:
            with progress_printer() as progress:
                review = await coach.debriefing.start(
                    OPERATOR,
                    talk,
                    file.name,
                    brief=decision,
                    brief_filename=brief.name,
                    roster=people,
                    junior=junior,
                    senior=senior,
                    attributes=Attributes(function, region, tenure),
                    quarter=quarter,
                    on_progress=progress,
                )
                if approve == "none" or review.report.status != "awaiting_review":
                    return review.report
                decisions = approve_all(review.report)
                session = review.report.session
                return await coach.debriefing.decide(OPERATOR, session, decisions, progress)

    report = run(work())
    if as_json:
        print_json(report)
    else:
        show(report)


def show(report: "DebriefReport") -> None:
    """Print a report for people."""
    for number, insight in enumerate(report.insights, start=1):
        click.echo(f"\n{number}. {insight.statement}")
        click.echo(f"   {insight.kind}, {insight.severity}, {insight.origin} · id {insight.id}")
        if insight.bears_on:
            click.echo(f"   {insight.stance.replace('_', ' ')}: {insight.bears_on}")
        for piece in insight.evidence:
            click.echo(f'   "{piece.quote}" ({piece.grade.replace("_", " ")}, turn {piece.turn})')
        for pointer in insight.identifying:
            click.echo(f"   points at somebody: {pointer.phrase} -> [{pointer.suggestion}]")
        if insight.experiment:
            trial = insight.experiment
            click.echo(f"   try: {trial.attempt} ({trial.weeks} weeks; {trial.metric})")
            click.echo(f"   {trial.stop}")
    click.echo("")
    for sentence in report.notes:
        click.echo(sentence)
    if report.status == "awaiting_review":
        note(f"The review waits as session {report.session}: coach review {report.session}")
