"""The address is claimed before anything slow is imported."""

import socket
import subprocess
import sys

import pytest

from coach.errors import InvalidInput
from coach.settings import WebSettings
from ui.ports import claim_port


def test_a_busy_port_is_told_in_one_sentence_that_names_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InvalidInput, match=f"Port {port} on 127.0.0.1 cannot be used"):
            claim_port(WebSettings(port=port))


def test_a_free_port_is_held_from_then_on() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with claim_port(WebSettings(port=port)) as held:
        assert held.getsockname()[1] == port


def test_no_page_library_is_loaded_to_claim_a_port() -> None:
    found = "import sys, ui.ports, coach.cli.serving; print('gradio' in sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", found], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "False"
