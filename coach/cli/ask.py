"""``coach ask``: the latest release in plain words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.cli.console import note, open_session, print_json, progress_printer, run
from coach.users import OPERATOR, User

if TYPE_CHECKING:
    from coach.application import Coach
    from coach.documents.answers import Kind
    from coach.services.asking import AskReport


@click.command()
@click.argument("question", required=False)
@click.option("--where", multiple=True, help="Filter: region=apac, function!=sales, quarter_from=…")
@click.option("--as", "as_user", default=None, help="Ask with the rights of this account.")
@click.option("--explain", is_flag=True, help="Add the ids behind each theme (admin).")
@click.option("--plain", is_flag=True, help="Answer without the language model.")
@click.option("--jsonl", type=click.Path(path_type=Path), help="Batch: lines qid, query, filters.")
@click.option("--after", default=None, help="The question that this one follows up.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where the batch's lines go, or one answer as .md or .docx.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout.")
def command(
    *,
    question: str | None,
    where: tuple[str, ...],
    as_user: str | None,
    explain: bool,
    plain: bool,
    jsonl: Path | None,
    after: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask what the programme has learned.

    \b
    Example:
      coach ask "Where do new starters get stuck?"
      coach ask "How do reviews land?" --where region=emea,amer --where quarter_from=2026Q1
      coach ask "And in Asia?" --after "Where do new starters get stuck?" -o answer.docx
      coach ask --jsonl questions.jsonl -o answers.jsonl
    """
    if (question is None) == (jsonl is None):
        raise click.UsageError("Give one question, or a file of questions with --jsonl")
    if jsonl is not None:
        run(_batch(jsonl, out, as_user, explain=explain))
        return
    kind = _kind(out)
    report = run(_one(str(question), where, as_user, after, explain=explain, plain=plain))
    if out is not None and kind is not None:
        _keep(report, kind, out)
    if as_json:
        print_json(report)
    else:
        _show(report)


async def _one(
    question: str,
    where: tuple[str, ...],
    as_user: str | None,
    after: str | None,
    *,
    explain: bool,
    plain: bool,
) -> "AskReport":
    from guardrails.text import RawText

    async with open_session() as coach:
        return await coach.asking.ask(
            _user(coach, as_user),
            RawText(question),
            where,
            explain=explain,
            worded=not plain,
            judged=not plain,
            after=RawText(after) if after else None,
            on_progress=progress_printer(),
        )


async def _batch(jsonl: Path, out: Path | None, as_user: str | None, *, explain: bool) -> None:
    import json

    from coach.cli.files import read_file, whole_file
    from guardrails.text import RawText

    lines = read_lines(read_file(jsonl))
    async with open_session() as coach:
        user = _user(coach, as_user)
        answers = []
        for qid, query, filters in lines:
            report = await coach.asking.ask(
                user, RawText(query), filters, explain=explain, worded=False
            )
            document = {"qid": qid, **report.model_dump(mode="json")}
            answers.append(json.dumps(document, ensure_ascii=False))
    text = "".join(f"{line}\n" for line in answers)
    if out is None:
        click.echo(text, nl=False)
    else:
        whole_file(out, text.encode())
        note(f"{len(answers)} answers written.")


def _kind(out: Path | None) -> "Kind | None":
    """Read the kind of document from the file's name, before anything is asked."""
    if out is None:
        return None
    from coach.documents.answers import KINDS

    for kind in KINDS:
        if out.suffix.lower() == f".{kind}":
            return kind
    raise click.UsageError("An answer is kept as a file ending in .md or .docx")


def _keep(report: "AskReport", kind: "Kind", out: Path) -> None:
    from coach.cli.files import whole_file
    from coach.documents.answers import export_answer

    if report.outcome != "answer":
        note("There is no answer to keep; the file was not written.")
        return
    _, data = export_answer(report, kind)
    whole_file(out, data)
    note(f"The answer is kept, with the number of release {report.release}.")


def read_lines(data: bytes) -> list[tuple[Any, str, dict[str, object]]]:
    """Read the batch's lines.

    Raises:
        InvalidInput: names the first line that is no object with a ``query``.
    """
    import json

    from coach.errors import InvalidInput

    lines = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            query, filters = record["query"], record.get("filters") or {}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidInput(f"Line {number} is no JSON object with qid and query.") from error
        if not isinstance(query, str) or not isinstance(filters, dict):
            raise InvalidInput(f"Line {number}: query is a text, filters an object.")
        lines.append((record.get("qid"), query, filters))
    return lines


def _user(coach: "Coach", name: str | None) -> User:
    if name is None:
        return OPERATOR
    from coach.errors import NotFound

    found = coach.accounts.find(OPERATOR, name)
    if found is None:
        raise NotFound("There is no account with this name.")
    return found


def _show(report: "AskReport") -> None:
    if report.filters:
        click.echo(f"Filters: {', '.join(report.filters)}")
    click.echo(report.answer or report.note)
    for theme in report.themes:
        click.echo(f"\n[{theme.n}] {theme.label} · {theme.support} people")
        click.echo(f"    {theme.statement}")
        for text in theme.evidence:
            click.echo(f"    - {text}")
        for quote in theme.quotes:
            click.echo(f'    "{quote}"')
        for tried in theme.tried:
            click.echo(f"    {tried.sentence()}")
        if theme.quarters:
            click.echo(
                f"    {', '.join(theme.quarters)}" + (f", {theme.trend}" * bool(theme.trend))
            )
