"""``coach brief``: is there a decision worth a session?"""

from pathlib import Path

import click

from coach.cli.console import note, print_json


@click.group()
def command() -> None:
    """Judge a decision brief.

    \b
    Example:
      coach brief check brief.yaml
    """


@command.command()
@click.argument("brief", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout.")
def check(brief: Path, as_json: bool) -> int:
    """Say whether BRIEF is one open, owned, dated decision, fair to its junior.

    Exit code 0 when accepted, 2 when not.

    \b
    Example:
      coach brief check brief.yaml --json
    """
    from datetime import UTC, datetime

    from coach.cli.files import read_file
    from coach.services.preparing.opinion import brief_opinion
    from guardrails.briefs.checking import check_brief
    from guardrails.briefs.parsing import parse_brief

    raw = parse_brief(read_file(brief), brief.name)
    verdict = check_brief(raw, datetime.now(UTC).date(), brief_opinion())
    if as_json:
        print_json(verdict)
    else:
        _explain(verdict.accept, verdict.family)
        for problem in verdict.problems:
            click.echo(f"\n{problem.code}: {problem.message}")
            click.echo(f'  in {problem.field}: "{problem.quote}"')
            for alternative in problem.alternatives:
                click.echo(f"  try: {alternative}")
            for sentence in problem.advice:
                click.echo(f"  or: {sentence}")
        for sentence in verdict.notes:
            note(f"Note: {sentence}")
    return 0 if verdict.accept else 2


def _explain(accept: bool, family: str) -> None:
    verdict = "Accepted" if accept else "Not accepted yet"
    click.echo(f"{verdict}. Question family: {family}.")
