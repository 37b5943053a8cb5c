"""Serve the app with uvicorn, in the process that owns COACH_HOME."""

import socket
from collections.abc import Callable

import uvicorn

from coach.application import Coach
from coach.errors import InvalidInput
from coach.settings import WebSettings
from ui.web import create_app


def claim_port(settings: WebSettings) -> socket.socket:
    """Bind the address before anything slow happens.

    Raises:
        InvalidInput: when the port is taken or may not be used.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise InvalidInput(
            f"Port {settings.port} on {settings.host} cannot be used (taken, or not allowed). "
            "Choose another with --port."
        ) from error
    return listener


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
