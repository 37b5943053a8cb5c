"""``coach``: the table of commands. Each lives in ``coach/cli/<name>.py`` as ``command``."""

import os
import sys
from pathlib import Path

import click

from coach.cli.edge import guarded
from coach.cli.lazy import LazyGroup, Place

PLACES = {
    "serve": Place("coach.cli.serve", "Start the web app on your own data."),
    "demo": Place("coach.cli.demo", "Seed the demonstration programme and show it."),
    "doctor": Place("coach.cli.doctor", "Tell what is installed, active, verified or missing."),
    "brief": Place("coach.cli.brief", "Judge a decision brief."),
    "guide": Place("coach.cli.guide", "Write the question guide for a brief."),
    "lint": Place("coach.cli.lint", "Judge questions before they are asked."),
    "scrub": Place("coach.cli.scrub", "Replace what identifies people in a transcript or notes."),
    "debrief": Place("coach.cli.debrief", "Turn a session into insights for its junior to review."),
    "review": Place("coach.cli.review", "Show or finish a waiting review."),
    "release": Place("coach.cli.release", "Compute, audit and freeze the next themes."),
    "ask": Place("coach.cli.ask", "Search the latest release in plain words."),
    "insights": Place("coach.cli.insights", "Import or export anonymised insights."),
    "forget": Place("coach.cli.forget", "Erase a session or a junior, with a receipt."),
    "user": Place("coach.cli.user", "Add and list accounts."),
    "eval": Place("coach.cli.eval", "Run our own measurements."),
    "model": Place("coach.cli.model", "List, choose and check language models."),
    "migrate": Place("coach.cli.migrate", "Bring the database to this version."),
}


class Coach(LazyGroup):
    """The top level."""

    places = PLACES


@click.group(cls=Coach, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="frontline-coach", prog_name="coach")
def coach() -> None:
    """Reverse mentoring done seriously: from a leader's decision to insights nobody can trace.

    \b
    Example:
      coach guide brief.yaml -o guide.docx
      coach debrief talk.vtt --brief brief.yaml --roster people.csv
      coach ask "Where do new starters get stuck?"
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    from coach.logs import set_up_logs

    set_up_logs()
    sys.exit(guarded(lambda: coach.main(standalone_mode=False), log_folder=_log_folder))


def _log_folder() -> Path:
    """Return where incidents go, without settings: those may be what failed."""
    from platformdirs import user_data_path

    home = os.environ.get("COACH_HOME")
    return (Path(home) if home else user_data_path("frontline-coach")) / "logs"
