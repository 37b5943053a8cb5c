"""``coach serve``: the web app on the user's own data."""

import click

from coach.cli.console import note, run


@click.command()
@click.option("--host", help="Address to listen on (default: this machine only).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default 7860).")
def command(host: str | None, port: int | None) -> None:
    """Start the web app on your own data and print its address; Ctrl-C stops it.

    \b
    Example:
      coach user add "Your Name" --role admin
      coach serve --port 7860
    """
    from coach.cli.serving import serve_until_stopped
    from coach.settings import load_settings

    given = {"host": host, "port": port}
    web: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    try:
        run(serve_until_stopped(load_settings(web=web), lambda url: note(f"Open {url}")))
    except KeyboardInterrupt:
        note("Stopped.")
