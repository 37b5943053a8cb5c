"""``coach demo``: an invented company, seeded and served, or the loop once on the terminal."""

from typing import TYPE_CHECKING

import click

from coach.cli.console import note, open_session, progress_printer, run

if TYPE_CHECKING:
    from coach.application import Coach


@click.command()
@click.option("--once", is_flag=True, help="Prepare, debrief and ask live, print, and exit.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default 7860).")
def command(*, once: bool, port: int | None) -> None:
    """Seed the demonstration programme into COACH_HOME and serve it.

    The company, its people and their talks are invented. The passwords of the demo sign-ins are
    made from the key of this COACH_HOME and printed each time.

    \b
    Example:
      coach demo
      COACH_HOME=/tmp/coach-demo coach demo --once
    """
    try:
        run(_once() if once else _serve(port))
    except KeyboardInterrupt:
        note("Stopped.")


async def _once() -> None:
    from rich.console import Console

    from coach.demo.live import show_live
    from coach.demo.seeding import seed

    async with open_session() as coach:
        with progress_printer() as progress:
            cast = await seed(coach, progress, talks=False)
            await show_live(coach, cast, Console(width=100), progress)


async def _serve(port: int | None) -> None:
    from rich.console import Console

    from coach.cli.serving import serve_until_stopped
    from coach.demo.cast import SignIn
    from coach.demo.seeding import seed
    from coach.demo.telling import tell_sign_ins
    from coach.settings import load_settings

    told: list[SignIn] = []

    async def before(coach: "Coach") -> None:
        with progress_printer() as progress:
            told.extend((await seed(coach, progress)).sign_ins)

    def ready(address: str) -> None:
        tell_sign_ins(Console(), address, told)

    web: dict[str, object] = {"port": port} if port else {}
    await serve_until_stopped(load_settings(web=web), ready, before)
