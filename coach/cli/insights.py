"""``coach insights``: already anonymised insights in and out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import open_session, print_json, progress_printer, run
from coach.users import OPERATOR

if TYPE_CHECKING:
    from coach.services.importing import ImportReport

_LARGEST = 1_000_000_000


@click.group()
def command() -> None:
    """Import or export anonymised insights (JSON lines).

    \b
    Example:
      coach insights import insights.jsonl
      coach insights export backup.jsonl
    """


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout.")
def import_file(file: Path, *, as_json: bool) -> None:
    """Keep every insight of FILE, or none if a line is wrong.

    \b
    Example:
      coach insights import insights.jsonl
    """
    from coach.cli.files import read_file

    report = run(_import(read_file(file, max_bytes=_LARGEST)))
    if as_json:
        print_json(report)
        return
    left_out = report.known + report.twice
    click.echo(
        f"{report.added} insights added"
        + (f", {left_out} left out because they are there already." if left_out else ".")
    )


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """Write all insights to FILE.

    \b
    Example:
      coach insights export backup.jsonl
    """
    count = run(_export(file))
    click.echo(f"{count} insights written.")


async def _import(data: bytes) -> "ImportReport":
    async with open_session() as coach:
        return coach.importing.import_jsonl(OPERATOR, data.splitlines(), progress_printer())


async def _export(file: Path) -> int:
    async with open_session() as coach:
        return coach.importing.export(OPERATOR, file)
