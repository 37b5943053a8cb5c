"""What every command shares: progress on stderr, JSON on stdout, settings, one event loop."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from coach.application import Coach
    from graphs.ports import Progress

Result = TypeVar("Result")


def print_json(document: object) -> None:
    """Write one JSON document to stdout, and nothing else ever goes there with ``--json``."""
    click.echo(json.dumps(_plain(document), ensure_ascii=False, indent=2))


def print_json_line(document: object) -> None:
    """Write one JSON object as one line (the batch commands)."""
    click.echo(json.dumps(_plain(document), ensure_ascii=False))


def note(sentence: str) -> None:
    """Tell the person something that is no result: it goes to stderr."""
    click.echo(sentence, err=True)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run one coroutine to its end in an event loop of its own."""
    return asyncio.run(work)


@asynccontextmanager
async def open_session(*, beside: bool = False) -> "AsyncIterator[Coach]":
    """Open the application on this machine's settings and close it in any case.

    Args:
        beside: True for work on accounts only, which may go on while ``coach serve`` runs.

    Raises:
        InvalidInput: when a setting is wrong; it names the variable.
        HomeInUse: when another process owns COACH_HOME.
    """
    from coach.bootstrap import open_coach
    from coach.settings import load_settings

    with progress_printer() as announce:
        async with open_coach(load_settings(), beside=beside, announce=announce) as coach:
            yield coach


@lru_cache(maxsize=1)
def progress_printer() -> "ProgressPrinter":
    """Return the ``on_progress`` of this process; leave its ``with`` block to clear the line.

    One for all, because two live lines on one terminal would overwrite each other.
    """
    return ProgressPrinter()


class ProgressPrinter:
    """Shows stages as they pass: a live line on a terminal, plain lines elsewhere.

    A log file gets one line a stage and message, never one a count.
    """

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._said: tuple[str, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __call__(self, step: "Progress") -> None:
        """Show one step."""
        if sys.stderr.isatty():
            self._draw(step)
        elif (step.stage, step.message) != self._said:
            self._said = (step.stage, step.message)
            click.echo(f"{step.stage}: {step.message}", err=True)

    def close(self) -> None:
        """Remove the live line."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None

    def _draw(self, step: "Progress") -> None:
        if self._bar is None:
            self._bar = _live_line()
            self._bar.start()
            self._task = self._bar.add_task("", total=None, stage="")
        if self._task is not None:
            self._bar.update(
                self._task,
                description=step.message,
                stage=step.stage,
                completed=step.done,
                total=step.total or None,
            )


def _live_line() -> "RichProgress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[stage]}", style="bold", markup=False),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _plain(document: object) -> object:
    """Turn pydantic models and dataclasses, also inside lists and mappings, into JSON values."""
    import dataclasses

    if hasattr(document, "model_dump"):
        return document.model_dump(mode="json")
    if dataclasses.is_dataclass(document) and not isinstance(document, type):
        return _plain(
            {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
        )
    if isinstance(document, dict):
        return {str(key): _plain(value) for key, value in document.items()}
    if isinstance(document, list | tuple):
        return [_plain(item) for item in document]
    return document
