"""Serve the app with uvicorn, in the process that owns COACH_HOME."""

import socket
from collections.abc import Callable

import uvicorn

from coach.application import Coach
from coach.settings import WebSettings
from ui.web import create_app


async def serve(
    coach: Coach,
    settings: WebSettings,
    listener: socket.socket,
    *,
    cookie_secret: bytes,
    on_ready: Callable[[str], None],
) -> None:
    """Serve until interrupted; ``on_ready`` gets the address once pages can be opened."""
    app = create_app(coach, settings, cookie_secret=cookie_secret)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # paths carry ids
        server_header=False,
        timeout_graceful_shutdown=3,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    on_ready(f"http://{host}:{settings.port}")
    await server.serve(sockets=[listener])
