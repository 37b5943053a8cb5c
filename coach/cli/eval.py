"""``coach eval``: our own measurements, each suite a module ``evals.<suite>``."""

import importlib
import importlib.util
from pathlib import Path
from typing import Any

import click

from coach.cli.console import print_json

SUITES = ("scrub", "prepare", "debrief", "search", "salience")


@click.command()
@click.argument("suite", required=False)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with the corpora.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report here.")
def command(suite: str | None, data: Path, as_json: bool, output: Path | None) -> None:
    """Run one SUITE (scrub, prepare, debrief, search) or, without a name, all of them.

    \b
    Example:
      coach eval scrub --data ../shared/data --json
    """
    from coach.errors import InvalidInput

    if suite is not None and suite not in SUITES:
        raise InvalidInput(f"There is no suite of that name. Choose from: {', '.join(SUITES)}.")
    if not data.is_dir():
        raise InvalidInput(f"There is no folder {data}. Name one with --data.")
    figures = {name: _figures(name, data, output) for name in ([suite] if suite else _runnable())}
    if as_json:
        print_json(figures[suite] if suite else figures)
        return
    for name, result in figures.items():
        click.echo(f"== {name}")
        click.echo(result.get("report") or _plain(result))


def _runnable() -> list[str]:
    return [name for name in SUITES if importlib.util.find_spec(f"evals.{name}.run")]


def _figures(name: str, data: Path, output: Path | None) -> dict[str, Any]:
    from coach.errors import InvalidInput

    import_name = f"evals.{name}.run"
    if importlib.util.find_spec(import_name) is None:
        raise InvalidInput(f"The suite {name} cannot be run from the command line.")
    import coach.silence  # noqa: F401

    module = importlib.import_module(import_name)
    figures: dict[str, Any] = module.run(data)
    if output is not None and "report" in figures:
        output.write_text(str(figures["report"]), encoding="utf-8")
    return figures


def _plain(result: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in result.items())
