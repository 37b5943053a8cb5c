"""``coach review``: show a waiting review, or finish it with a file of decisions."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import open_session, print_json, progress_printer, run

if TYPE_CHECKING:
    from coach.services.debriefing import DebriefReport


@click.command(name="review")
@click.argument("session")
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {"insights": [{"id": "...", "approve": true, "sharing": "programme"}]}.',
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(session: str, decisions: Path | None, as_json: bool) -> None:
    """Show or finish a review; a session that a crash interrupted is worked through first.

    \b
    Example:
      coach review 3f0c... --json
      coach review 3f0c... --decisions decisions.json
    """
    document = decisions.read_bytes() if decisions else None

    async def work() -> "DebriefReport":
        from coach.services.debriefing import read_decisions
        from coach.users import OPERATOR

        given = read_decisions(document) if document is not None else None
        async with open_session() as coach:
            with progress_printer() as progress:
                if given is None:
                    return (await coach.debriefing.review(OPERATOR, session, progress)).report
                return await coach.debriefing.decide(OPERATOR, session, given, progress)

    report = run(work())
    if as_json:
        print_json(report)
    else:
        from coach.cli.debrief import show

        show(report)
