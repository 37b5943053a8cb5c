"""``coach guide``: from a brief to a question guide."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import note, open_session, print_json, progress_printer, run

if TYPE_CHECKING:
    from coach.services.preparing import GuideRecord

_KINDS = (".md", ".docx", ".pdf", ".json", ".ics")


@click.command(name="guide")
@click.argument("brief", type=click.Path(path_type=Path))
@click.option("--minutes", type=click.IntRange(20, 120), default=60, show_default=True)
@click.option("--juniors", type=click.IntRange(1, 3), default=1, show_default=True)
@click.option("-o", "output", type=click.Path(path_type=Path), help=".md, .docx, .pdf or .json")
@click.option("--no-model", is_flag=True, help="From the question bank alone, at once.")
@click.option("--json", "as_json", is_flag=True, help="Print the guide as JSON on stdout.")
def command(
    *, brief: Path, minutes: int, juniors: int, output: Path | None, no_model: bool, as_json: bool
) -> None:
    """Write the question guide for BRIEF.

    \b
    Example:
      coach guide brief.yaml --minutes 45 -o guide.docx
      coach guide brief.yaml --json
    """
    from coach.cli.files import read_file

    if output is not None and output.suffix.lower() not in _KINDS:
        raise click.UsageError(f"-o must end in {', '.join(_KINDS)}.")
    data = read_file(brief)

    async def work() -> "tuple[GuideRecord, bytes]":
        from coach.users import OPERATOR

        async with open_session() as coach:
            with progress_printer() as progress:
                record = await coach.preparing.prepare(
                    OPERATOR,
                    data,
                    brief.name,
                    minutes=minutes,
                    juniors=juniors,
                    improve=not no_model,
                    on_progress=progress,
                )
            kind = output.suffix.lower().lstrip(".") if output else "md"
            return record, coach.preparing.export(OPERATOR, record.id, kind)[1]

    record, document = run(work())
    if output is not None:
        _write(output, document)
        note(f"Written to {output}.")
    if as_json:
        print_json(record.guide)
    elif output is None:
        click.echo(document.decode())


def _write(path: Path, data: bytes) -> None:
    """Write through a neighbor file, so that nothing half-written is left.

    Raises:
        InvalidInput: when the folder does not exist.
    """
    from coach.errors import InvalidInput

    if not path.parent.is_dir():
        raise InvalidInput(f"There is no folder {path.parent}.")
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
