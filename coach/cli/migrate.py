"""``coach migrate``: run the numbered migrations, or move a programme to PostgreSQL."""

import click

from coach.cli.console import note, print_json, run


@click.command()
@click.option(
    "--to",
    "target",
    metavar="URL",
    help="Move everything to this empty PostgreSQL: postgresql+psycopg://user@host/name",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(target: str | None, as_json: bool) -> None:
    """Bring the database to this version; with --to, move to PostgreSQL and verify.

    Counts and SHA-256 of every table are compared before the move counts. COACH_HOME stays and
    keeps the key, the sealed transcripts and the vectors.

    \b
    Example:
      coach migrate
      coach migrate --to postgresql+psycopg://coach@db.internal/coach
    """
    from coach.settings import load_settings

    settings = load_settings()
    if target is None:
        from coach.home import open_home
        from coach.records.database import Database

        open_home(settings.home)
        database = Database(settings.database_url)
        version = database.version()
        database.close()
        if as_json:
            print_json({"database": database.kind, "version": version})
        else:
            click.echo(f"The {database.kind} database is at version {version}.")
        return
    from coach.migrate import move

    def on_table(name: str, rows: int) -> None:
        note(f"{name}: {rows} rows arrived unchanged")

    moved = run(move(settings, target, on_table))
    if as_json:
        print_json(moved)
    else:
        rows = sum(table.rows for table in moved.tables)
        click.echo(
            f"Moved {rows} records in {len(moved.tables)} tables and {moved.waiting_flows} waiting"
            " reviews. Set COACH_DATABASE__URL to the new address from now on."
        )
