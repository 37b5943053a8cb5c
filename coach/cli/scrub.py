"""``coach scrub``: replace what identifies people, in one file or in a stream of texts."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.cli.console import print_json
from coach.cli.edge import OK, USER_MISTAKE

if TYPE_CHECKING:
    from guardrails.roster import Roster
    from guardrails.scrub import ScrubbedText
    from guardrails.scrub.port import Scrubber

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", required=False, type=_PATH)
@click.option("--roster", "roster_file", type=_PATH, help="CSV with name,role,team,email.")
@click.option("--brief", "brief_file", type=_PATH, help="Brief of the talk: its tools' names stay.")
@click.option("--jsonl", type=_PATH, help='Lines {"id","text"} and "roster": [names] if known.')
@click.option("-o", "--output", type=_PATH, help="Where --jsonl writes (default: stdout).")
@click.option("--json", "as_json", is_flag=True, help="Print turns and counts as JSON.")
def command(  # noqa: PLR0917  # click passes them by name
    file: Path | None,
    roster_file: Path | None,
    brief_file: Path | None,
    jsonl: Path | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Print the scrubbed text of a transcript or notes FILE, or scrub --jsonl line by line.

    A line in a language that is not configured comes out empty, with "refused", and the exit
    code is 2 in the end; the other lines are scrubbed.

    \b
    Example:
      coach scrub talk.vtt --roster people.csv --brief brief.yaml
      coach scrub --jsonl texts.jsonl -o clean.jsonl
    """
    roster = _roster(roster_file, brief_file)
    if jsonl is not None:
        return _scrub_lines(jsonl, output, roster)
    if file is None:
        raise click.UsageError("Give a FILE, or --jsonl IN")
    _scrub_file(file, roster, as_json=as_json)
    return OK


def _scrub_file(file: Path, roster: "Roster", *, as_json: bool) -> None:
    from coach.cli.files import read_file
    from guardrails.transcript.reading import read_transcript
    from guardrails.transcript.roles import assign_roles

    transcript = read_transcript(read_file(file, max_bytes=60_000_000), file.name)
    roles = assign_roles(transcript, roster)
    session = _scrubber().scrub_session(transcript, roster, roles.by_label)
    if as_json:
        print_json(
            {
                "turns": [
                    {"speaker": t.speaker, "role": t.role, "text": t.text, "start_s": t.start_s}
                    for t in session.turns
                ],
                "replaced": session.replaced,
                "replaced_by_type": session.replaced_by_type,
                "note": roles.note,
            }
        )
        return
    for turn in session.turns:
        click.echo(f"{turn.speaker}: {turn.text}" if transcript.kind != "notes" else turn.text)


def _scrub_lines(source: Path, target: Path | None, given: "Roster") -> int:
    refused: Counter[str] = Counter()
    lines = _scrubbed(source, given, _scrubber(), refused)
    if target is None:
        for line in lines:
            click.echo(line)
    else:
        _fill(target, lines)
    if not refused:
        return OK
    click.echo(
        f"{refused.total()} of the texts are not in the configured language and were not scrubbed;"
        ' their lines are empty and carry "refused".',
        err=True,
    )
    return USER_MISTAKE


def _fill(target: Path, scrubbed: Iterator[str]) -> None:
    """Put a complete file in place or none."""
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as lines:
            lines.writelines(line + "\n" for line in scrubbed)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _scrubbed(
    source: Path, given: "Roster", scrubber: "Scrubber", refused: Counter[str]
) -> Iterator[str]:
    """Yield one result a line, in constant memory; count in ``refused`` what was let out empty."""
    from guardrails.errors import UnsupportedLanguage
    from guardrails.roster import Roster
    from guardrails.text import RawText

    for number, item in _items(source):
        names = item.get("roster") or []
        if not isinstance(names, list) or not isinstance(item.get("text"), str):
            raise _wrong(number)
        added = Roster.of_names([str(name) for name in names]).people
        roster = replace(given, people=given.people + added)
        key = item.get("id")
        try:
            result = _result(key, scrubber.scrub_text(RawText(item["text"]), roster))
        except UnsupportedLanguage as error:
            refused[error.code] += 1
            result = {"id": key, "text": "", "spans": [], "refused": error.code}
        yield json.dumps(result, ensure_ascii=False)


def _items(source: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from coach.errors import InvalidInput

    try:
        with source.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    item = json.loads(line)
                    if not isinstance(item, dict):
                        raise _wrong(number)
                    yield number, item
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {source}.") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{source} is a folder, not a file.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{source.name} is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise InvalidInput(f"A line of {source.name} is not JSON.") from error


def _wrong(number: int) -> Exception:
    from coach.errors import InvalidInput

    return InvalidInput(f'Line {number} must be an object with "id" and "text".')


def _result(key: object, clean: "ScrubbedText") -> dict[str, object]:
    spans = [
        {"start": s.start, "end": s.end, "type": s.type, "placeholder": s.placeholder}
        for s in clean.spans
    ]
    return {"id": key, "text": clean.text, "spans": spans}


def _roster(path: Path | None, brief: Path | None) -> "Roster":
    """The people, and the tools that the brief calls by a human name."""
    from coach.cli.files import read_file
    from guardrails.briefs.parsing import parse_brief
    from guardrails.briefs.things import things_in
    from guardrails.roster import Roster, read_roster

    roster = read_roster(read_file(path)) if path else Roster()
    if brief is None:
        return roster
    return replace(roster, keep=things_in(parse_brief(read_file(brief), brief.name), roster))


def _scrubber() -> "Scrubber":
    import coach.silence  # noqa: F401
    from coach.scrubbing import scrubber_of
    from coach.settings import load_settings

    return scrubber_of(load_settings().privacy)
