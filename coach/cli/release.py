"""``coach release``: compute, audit and freeze the next themes."""

from typing import TYPE_CHECKING

import click

from coach.cli.console import note, open_session, print_json, progress_printer, run
from coach.users import OPERATOR

if TYPE_CHECKING:
    from coach.services.releasing import ReleaseReport


@click.command()
@click.option("--k", type=int, default=None, help="People behind anything shown (first release).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout.")
def command(*, k: int | None, as_json: bool) -> None:
    """Compute the next release from all approved insights, audit it, freeze it.

    The first release freezes k (default 5, at least 3) for the programme.

    \b
    Example:
      coach release --k 5
    """
    report = run(_release(k))
    if as_json:
        print_json(report)
        return
    click.echo(
        f"Release {report.release} is frozen: {report.themes} themes in {report.cells} cells,"
        f" each with at least {report.k} people. Audit: {report.audit}."
    )
    click.echo(f"SHA-256 {report.sha256}")
    if report.note:
        note(report.note)


async def _release(k: int | None) -> "ReleaseReport":
    async with open_session() as coach:
        return await coach.releasing.compute(OPERATOR, k, progress_printer())
