"""``coach review``: show a waiting review, or finish it with a file of decisions."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import open_session, print_json, progress_printer, run

if TYPE_CHECKING:
    from coach.services.debriefing import DebriefReport
    from coach.services.placing import NearTheme


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

    Before publishing, the nearest released themes of each insight are offered; a decision may
    name one by its id as "theme", or say "none". Later releases honor it.
    """
    document = decisions.read_bytes() if decisions else None

    async def work() -> "tuple[DebriefReport, dict[str, list[NearTheme]]]":
        from coach.services.debriefing import read_decisions
        from coach.users import OPERATOR

        given = read_decisions(document) if document is not None else None
        async with open_session() as coach:
            with progress_printer() as progress:
                if given is not None:
                    return await coach.debriefing.decide(OPERATOR, session, given, progress), {}
                found = (await coach.debriefing.review(OPERATOR, session, progress)).report
            if found.status != "awaiting_review":
                return found, {}
            return found, await coach.debriefing.nearest_themes(OPERATOR, session)

    report, themes = run(work())
    if as_json:
        near = {one: [each.model_dump() for each in offered] for one, offered in themes.items()}
        print_json({**report.model_dump(mode="json"), **({"nearest_themes": near} if near else {})})
    else:
        from coach.cli.debrief import show

        show(report)
        _offer(themes)


def _offer(themes: "Mapping[str, Sequence[NearTheme]]") -> None:
    """Print what each insight may belong to."""
    for insight, offered in themes.items():
        if offered:
            click.echo(f'\nDoes {insight} belong to one of these? ("theme": its id, or "none")')
        for theme in offered:
            click.echo(f"  {theme.id}  {theme.label}: {theme.statement}")
