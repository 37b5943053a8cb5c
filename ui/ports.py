"""Claims the address to serve at; imports nothing heavy, so that a busy port is told at once."""

import socket

from coach.errors import InvalidInput
from coach.settings import WebSettings


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
