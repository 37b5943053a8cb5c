"""``coach eval``: our own measurements, each suite a module ``evals.<suite>``."""

import importlib
import importlib.util
import inspect
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from coach.cli.console import print_json

_INTRODUCTION = """# Results

Measured by the suites in `evals/`. `make evals` measures all of them again and rewrites this page;
`coach eval SUITE -o docs/results.md` rewrites one section; `--full` reads all of the corpora that
are sampled otherwise.
"""
SUITES = ("unseen", "scrub", "prepare", "debrief", "search", "salience")


@click.command()
@click.argument("suite", required=False)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with the corpora.",
)
@click.option("--full", is_flag=True, help="Read all of the corpora that are sampled otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report into this page: each suite keeps a section of its own.",
)
def command(suite: str | None, data: Path, full: bool, as_json: bool, output: Path | None) -> None:
    """Run one SUITE (unseen, scrub, prepare, debrief, search) or, without a name, all of them.

    \b
    Example:
      coach eval scrub --data ../shared/data --json
    """
    from coach.errors import InvalidInput

    if suite is not None and suite not in SUITES:
        raise InvalidInput(f"There is no suite of that name. Choose from: {', '.join(SUITES)}.")
    if not data.is_dir():
        raise InvalidInput(f"There is no folder {data}. Name one with --data.")
    names = [suite] if suite else _runnable()
    figures = {name: _figures(name, data, full=full) for name in names}
    pictures = [result.pop("pictures", {}) for result in figures.values()]
    if output is not None:
        _keep(output, {name: _told(result) for name, result in figures.items()})
        _draw(output.parent / "images", pictures)
    if as_json:
        print_json(figures[suite] if suite else figures)
        return
    for name, result in figures.items():
        click.echo(f"== {name}")
        click.echo(_told(result))


def _runnable() -> list[str]:
    return [name for name in SUITES if importlib.util.find_spec(f"evals.{name}.run")]


def _figures(name: str, data: Path, *, full: bool) -> dict[str, Any]:
    from coach.errors import InvalidInput

    import_name = f"evals.{name}.run"
    if importlib.util.find_spec(import_name) is None:
        raise InvalidInput(f"The suite {name} cannot be run from the command line.")
    import coach.silence  # noqa: F401

    module = importlib.import_module(import_name)
    samples = "full" in inspect.signature(module.run).parameters
    figures: dict[str, Any] = module.run(data, full=full) if samples else module.run(data)
    return figures


def _told(result: dict[str, Any]) -> str:
    if "report" in result:
        return str(result["report"]).strip()
    return "\n".join(f"- {key}: {value}" for key, value in result.items())


def _keep(page: Path, told: dict[str, str]) -> None:
    """Replace the sections of these suites and leave the others as they were measured."""
    text = page.read_text(encoding="utf-8") if page.exists() else _INTRODUCTION
    for name, report in told.items():
        section = f"<!-- {name} -->\n## {name.capitalize()}\n\n{report}\n<!-- end {name} -->"
        pattern = re.compile(rf"<!-- {name} -->.*?<!-- end {name} -->", re.DOTALL)
        if pattern.search(text):
            text = pattern.sub(section.replace("\\", r"\\"), text)
        else:
            text = f"{text.rstrip()}\n\n{section}\n"
    page.write_text(text, encoding="utf-8")


def _draw(folder: Path, pictures: Iterable[Mapping[str, str]]) -> None:
    """Put the pictures that reports link to beside the page."""
    for name, drawing in (item for each in pictures for item in each.items()):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(drawing, encoding="utf-8")
