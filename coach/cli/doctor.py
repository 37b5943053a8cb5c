"""``coach doctor``: tell what is installed, active, verified or missing."""

import click

from coach.cli.console import print_json
from coach.cli.edge import OK, OUR_FAILURE

_MARKS = {"ok": "ok ", "note": "-- ", "broken": "NO "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the examination as JSON.")
def command(as_json: bool) -> int:
    """Tell what is installed, which model is active and verified, and what is missing.

    Whatever is missing comes with the one command that mends it.

    \b
    Example:
      coach doctor
      coach doctor --json
    """
    from coach.doctor import examine
    from coach.settings import load_settings

    found = examine(load_settings())
    if as_json:
        print_json(found)
    else:
        for finding in found.findings:
            click.echo(f"{_MARKS[finding.state]} {finding.part:<14} {finding.detail}")
            if finding.remedy:
                click.echo(f"{'':19}mend or check with: {finding.remedy}")
    return OK if found.well else OUR_FAILURE
