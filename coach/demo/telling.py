"""Prints what the live parts of the demonstration produced, for a person at a terminal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table

from graphs.prepare.guide import is_tested

Document = Mapping[str, Any]
"""A result in the JSON shape of the contract."""


def tell_heading(console: Console, title: str, sentence: str) -> None:
    """A rule with the part's name and one sentence on what happens now."""
    console.print()
    console.print(Rule(f"[bold]{escape(title)}[/]", align="left"))
    console.print(f"[dim]{escape(sentence)}[/]")


def tell_guide(console: Console, guide: Document) -> None:
    """The guide: opening words, blocks with their questions and what each tests."""
    console.print(f"\n[bold]{escape(guide['decision'])}[/]")
    _indented(console, f"[italic]{escape(guide['opening'])}[/]")
    for block in guide["blocks"]:
        console.print(f"\n[bold]{escape(block['title'])}[/] [dim]{block['minutes']} min[/]")
        for question in block["questions"]:
            _indented(console, f"- {escape(question['text'])} {_source(question['source'])}")
            if question["need"] and is_tested(question["id"]):
                _indented(console, f"[dim]tests: {escape(question['need'])}[/]", 4)
    if guide["already_known"]:
        console.print("\n[bold]Already known, not asked again[/]")
        for known in guide["already_known"]:
            _indented(console, f"- {escape(_words(known))}")


def tell_debrief(console: Console, report: Document) -> None:
    """The insights beside their quotes, then counts of what was replaced, forked off, left out."""
    for insight in report["insights"]:
        title = f"{insight['kind']} · {insight['severity']} · {_ORIGINS[insight['origin']]}"
        lines = [f"[bold]{escape(insight['statement'])}[/]"]
        lines += [f'  "{escape(piece["quote"])}" {_moment(piece)}' for piece in insight["evidence"]]
        lines += _trial(insight.get("experiment"))
        lines += [
            f"[yellow]points at somebody:[/] {escape(each['phrase'])} [dim]->[/]"
            f" {escape(each['suggestion'])}"
            for each in insight["identifying"]
        ]
        console.print(Panel("\n".join(lines), title=title, title_align="left", border_style="dim"))
    _debrief_counts(console, report)


def tell_answer(console: Console, question: str, answer: Document) -> None:
    """The question, its answer with references, and the themes it rests on."""
    console.print(f"\n[bold]{escape(question)}[/]")
    if answer["outcome"] != "answer":
        console.print(escape(answer.get("note") or answer.get("answer") or ""))
        return
    _indented(console, escape(answer["answer"]))
    columns = ("", "theme", "people", "quarters")
    table = Table(*columns, header_style="dim", expand=True, show_lines=True)
    for theme in answer["themes"]:
        number = escape(f"[{theme['n']}]")
        table.add_row(number, _card(theme), theme["support"], ", ".join(theme["quarters"]))
    console.print(table)


def tell_cost(console: Console, seconds: float, model: str, detail: str = "") -> None:
    """Seconds and model of a part."""
    more = f" · {escape(detail)}" if detail else ""
    console.print(f"[dim]{seconds:.1f} s · {escape(model)}{more}[/]")


def tell_sign_ins(console: Console, address: str, sign_ins: Sequence[Any]) -> None:
    """The address and one account a role."""
    table = Table("role", "name", "password", "what there is to do", header_style="dim")
    for each in sign_ins:
        table.add_row(each.role, each.name, each.password, each.what)
    console.print(f"\nFrontline Coach is ready: [bold]{address}[/]\n", highlight=False)
    console.print(table)
    console.print("[dim]The passwords belong to this COACH_HOME alone. Ctrl-C stops.[/]")


_ORIGINS = {"model": "worded by the model, checked", "extractive": "the speaker's own words"}


def _card(theme: Mapping[str, Any]) -> str:
    lines = [f"[bold]{escape(theme['label'])}[/]", escape(theme["statement"])]
    lines += [f"[dim]- {escape(each)}[/]" for each in theme.get("evidence", ())]
    lines += [f'[dim]"{escape(each)}"[/]' for each in theme.get("quotes", ())]
    if theme.get("contradicted"):
        lines.append("[yellow]Others say the opposite.[/]")
    return "\n".join(lines)


def _source(source: str) -> str:
    return "[cyan](model)[/]" if source == "model" else "[dim](bank)[/]"


def _moment(piece: Mapping[str, Any]) -> str:
    start = piece.get("start_s")
    at = f", {int(start) // 60}:{int(start) % 60:02d}" if start is not None else ""
    return f"[dim](turn {piece['turn']}{at})[/]"


def _trial(experiment: Mapping[str, Any] | None) -> list[str]:
    if not experiment:
        return []
    terms = f"{experiment['weeks']} weeks · measured by {experiment['metric']}"
    return [
        f"[green]try:[/] {escape(experiment['attempt'])}",
        f"  [dim]{escape(terms)} · {escape(experiment['stop'])}[/]",
    ]


def _debrief_counts(console: Console, report: Document) -> None:
    counts = report["counts"]
    left_out = Counter(each["reason"] for each in report["refused"])
    table = Table.grid(padding=(0, 2))
    table.add_row("read", f"{counts['words']} words in {counts['turns']} turns")
    table.add_row("replaced", f"{counts['pii_replaced']} names, numbers and addresses")
    table.add_row("taken to the other path", f"{len(report['escalations'])} (only the junior sees)")
    reasons = ", ".join(f"{reason.replace('_', ' ')} {n}" for reason, n in left_out.most_common())
    table.add_row("left out", reasons or "nothing")
    console.print(Padding(table, (0, 2)))


def _words(known: object) -> str:
    if isinstance(known, Mapping):
        return str(known.get("statement") or known.get("label") or "")
    return str(known)


def _indented(console: Console, text: str, by: int = 2) -> None:
    console.print(Padding(text, (0, 0, 0, by)))
