"""Opens the application and serves it; ``coach serve`` and ``coach demo`` share it."""

import importlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from coach.cli.console import progress_printer
from coach.settings import Settings
from coach.silence import work_in

if TYPE_CHECKING:
    from coach.application import Coach


async def _nothing(_coach: "Coach") -> None: ...


async def serve_until_stopped(
    settings: Settings,
    on_ready: Callable[[str], None],
    before: "Callable[[Coach], Awaitable[None]]" = _nothing,
) -> None:
    """Serve until interrupted.

    The port is claimed first, then the folder, then the model on board is joined and started:
    a mistake shows at once, and no visitor waits for a model to load.

    Args:
        settings: host, port and folders.
        on_ready: gets the address when pages can be opened.
        before: work to do on the opened application first (the demonstration's seeding).

    Raises:
        InvalidInput: when the port is taken.
        HomeInUse: when another process owns COACH_HOME.
    """
    # The screens lie above the application, so they are named and not imported (import-linter).
    listener = importlib.import_module("ui.ports").claim_port(settings.web)
    from coach.bootstrap import open_coach  # a second of imports that a busy port need not wait for

    with listener, progress_printer() as announce:
        async with open_coach(settings, announce=announce) as coach:
            work_in(coach.adapters.home.scratch)
            await before(coach)
            await _warm_up(coach)
            announce.close()
            server = importlib.import_module("ui.server")
            secret = coach.adapters.home.keys.derive("cookies")
            await server.serve(
                coach, settings.web, listener, cookie_secret=secret, on_ready=on_ready
            )


async def _warm_up(coach: "Coach") -> None:
    from coach.llm.chat import LiteLLMChat

    chat = coach.adapters.chat()
    if isinstance(chat, LiteLLMChat):
        await chat.warm_up()
