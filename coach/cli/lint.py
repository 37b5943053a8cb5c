"""``coach lint``: judge questions before they are asked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from coach.cli.console import print_json, print_json_line


@click.command()
@click.argument("question", required=False)
@click.option("--jsonl", type=click.Path(path_type=Path), help="Lines with question or text.")
@click.option("--glossary", type=click.Path(path_type=Path), help="Known terms, one a line.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
def command(question: str | None, jsonl: Path | None, glossary: Path | None, as_json: bool) -> None:
    """Say what is wrong with QUESTION, and how to ask it instead.

    \b
    Example:
      coach lint "Don't you think the portal is faster?"
      coach lint --jsonl questions.jsonl --json
    """
    terms = _terms(glossary)
    if jsonl is not None:
        for text in _questions(jsonl):
            judged = _judged(text, terms)
            print_json_line(judged) if as_json else _show(judged)
        return
    if not question or not question.strip():
        raise click.UsageError('Give a question in quotes, or --jsonl FILE. See "coach lint -h".')
    judged = _judged(question, terms)
    print_json(judged) if as_json else _show(judged)


def _judged(text: str, glossary: frozenset[str]) -> dict[str, Any]:
    from dataclasses import asdict

    from coach.services.preparing.opinion import second_opinion
    from guardrails.questions.lint import lint_question

    kept = ("code", "message", "suggestion", "quote")
    problems = [asdict(problem) for problem in lint_question(text, glossary, second_opinion())]
    return {"text": text, "problems": [{key: row[key] for key in kept} for row in problems]}


def _show(judged: dict[str, Any]) -> None:
    click.echo(judged["text"])
    if not judged["problems"]:
        click.echo("  good as it is")
    for problem in judged["problems"]:
        click.echo(f"  {problem['code']}: {problem['message']}")
        click.echo(f"    try: {problem['suggestion']}")


def _terms(path: Path | None) -> frozenset[str]:
    from coach.cli.files import read_file
    from coach.settings import load_settings

    programme = frozenset(load_settings().prepare.glossary)
    if path is None:
        return programme
    lines = read_file(path).decode("utf-8", errors="replace").splitlines()
    return programme | {line.strip() for line in lines if line.strip()}


def _questions(path: Path) -> Iterator[str]:
    """Yield the questions of a file; a line that is no object with a question is named."""
    from coach.errors import InvalidInput

    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _question_of(line, number)
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{path} is a folder, not a file.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8 text.") from error


def _question_of(line: str, number: int) -> str:
    from coach.errors import InvalidInput

    try:
        row = json.loads(line)
    except ValueError as error:
        raise InvalidInput(f"Line {number} is not valid JSON.") from error
    text = row.get("question", row.get("text")) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise InvalidInput(f'Line {number} needs a text under "question" or "text".')
    return text
