"""``coach forget``: erase a session or a junior everywhere, and say how that was verified."""

import click

from coach.cli.console import note, open_session, print_json, run
from coach.services.erasing import ForgetReport
from coach.users import OPERATOR

_NOT_VERIFIED = 1


@click.command()
@click.argument("target", metavar="SESSION|JUNIOR_REF")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON.")
def command(target: str, as_json: bool) -> int:
    """Erase a session (its id) or everything of a junior (the reference), with a receipt.

    Texts, vectors, waiting reviews, the sealed transcript and files the app wrote are erased;
    then every byte under COACH_HOME is read to prove it. A crash on the way is finished at the
    next start.

    \b
    Example:
      coach forget 3f0c9a52d1b84e7c8f6a1d2e3b4c5d6f --json
    """
    report = run(_forget(target))
    if as_json:
        print_json(report)
    else:
        click.echo(_receipt(report))
    if not report.verified:
        note("The erasure could not be verified; see the receipt.")
    return 0 if report.verified else _NOT_VERIFIED


async def _forget(target: str) -> ForgetReport:
    async with open_session() as coach:
        return await coach.erasing.forget(OPERATOR, target)


def _receipt(report: ForgetReport) -> str:
    erased = ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in report.erased.items())
    verified = "yes" if report.verified else "NO"
    return "\n".join(
        [
            f"Receipt {report.receipt}",
            f"Erased: {erased}",
            f"Verified: {verified}",
            report.method,
        ]
    )
