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
SUITES = ("unseen", "judged", "scrub", "prepare", "debrief", "search", "salience")
PARTS = ("scrub", "debrief", "prepare", "search")


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
@click.option("--only", metavar="PART", help="Of unseen: only scrub, debrief, prepare or search.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report into this page: each suite keeps a section of its own.",
)
def command(  # noqa: PLR0917 - one parameter an option, as click asks
    suite: str | None,
    data: Path,
    full: bool,
    only: str | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Run one SUITE (unseen, judged, scrub, prepare, debrief, search, salience), or all of them.

    \b
    Example:
      coach eval scrub --data ../shared/data --json
    """
    from coach.errors import InvalidInput

    if suite is not None and suite not in SUITES:
        raise InvalidInput(f"There is no suite of that name. Choose from: {', '.join(SUITES)}.")
    if not data.is_dir():
        raise InvalidInput(f"There is no folder {data}. Name one with --data.")
    if only is not None and (suite != "unseen" or only not in PARTS):
        raise InvalidInput(f"--only takes a part of unseen: {', '.join(PARTS)}.")
    if only is not None and output is not None:
        _require_part(output, f"{suite} {only}")
    names = [suite] if suite else _runnable()
    chosen = {"full": full, "only": only}
    figures = {name: _figures(name, data, chosen) for name in names}
    pictures = [result.pop("pictures", {}) for result in figures.values()]
    if output is not None:
        told = {name: _told(result) for name, result in figures.items()}
        _keep_part(output, f"{suite} {only}", told[names[0]]) if only else _keep(output, told)
        _draw(output.parent / "images", pictures)
    if as_json:
        print_json(figures[suite] if suite else figures)
        return
    for name, result in figures.items():
        click.echo(f"== {name}")
        click.echo(_told(result))


def _runnable() -> list[str]:
    return [name for name in SUITES if importlib.util.find_spec(f"evals.{name}.run")]


def _figures(name: str, data: Path, chosen: Mapping[str, Any]) -> dict[str, Any]:
    from coach.errors import InvalidInput

    import_name = f"evals.{name}.run"
    if importlib.util.find_spec(import_name) is None:
        raise InvalidInput(f"The suite {name} cannot be run from the command line.")
    import coach.silence  # noqa: F401

    module = importlib.import_module(import_name)
    known = inspect.signature(module.run).parameters
    options = {key: value for key, value in chosen.items() if key in known}
    figures: dict[str, Any] = module.run(data, **options)
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


def _require_part(page: Path, mark: str) -> None:
    """Refuse a page without that part before minutes are spent on measuring."""
    from coach.errors import InvalidInput

    if not page.exists() or not _part(mark).search(page.read_text(encoding="utf-8")):
        raise InvalidInput(f"{page} has no such part yet; write all of it first, without --only.")


def _keep_part(page: Path, mark: str, report: str) -> None:
    """Replace one part of a section and leave its others as they were measured."""
    text = page.read_text(encoding="utf-8")
    page.write_text(_part(mark).sub(lambda hit: hit[1] + report, text), encoding="utf-8")


def _part(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {mark} -->\n).*?(?=\n<!-- end {mark} -->)", re.DOTALL)


def _draw(folder: Path, pictures: Iterable[Mapping[str, str]]) -> None:
    """Put the pictures that reports link to beside the page."""
    for name, drawing in (item for each in pictures for item in each.items()):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(drawing, encoding="utf-8")
