"""Nothing leaves: every vendor is imported and used in a process whose sockets tell on it."""

import os
import subprocess
import sys
from pathlib import Path

WITNESS = """
import socket, sys
tried = []
real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

def connect(self, address):
    if self.family != socket.AF_UNIX and str(address[0]) not in ("127.0.0.1", "::1"):
        tried.append(("connect", address))
        raise OSError("no network here")
    return real_connect(self, address)

def lookup(host, *rest, **more):
    if host not in (None, "127.0.0.1", "::1", "localhost", b"127.0.0.1"):
        tried.append(("lookup", host))
        raise OSError("no network here")
    return real_lookup(host, *rest, **more)

socket.socket.connect, socket.getaddrinfo = connect, lookup
import coach
import asyncio, time
from pathlib import Path
import litellm, langgraph.graph, chromadb, gradio, spacy, presidio_analyzer, onnxruntime
from coach.llm.chat import LiteLLMChat
from coach.llm.engine import EmbeddedEngine
from coach.settings import LLMSettings
from coach.llm.checking import Pick
from graphs.prompting import render

async def ask():
    llm = LLMSettings(embedded_weights="tests", context_tokens=1024)
    engine = EmbeddedEngine(Path(sys.argv[1]), llm)
    chat = LiteLLMChat(llm, engine)
    await chat.propose(render("model/check"), Pick, max_tokens=16)
    await engine.close()
    assert chat.usage().calls >= 1

asyncio.run(ask())
time.sleep(0.5)  # background threads of vendors get their chance
print(tried)
"""


def test_no_vendor_calls_home(tmp_path: Path) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "http_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {**os.environ, **home, **proxies}  # a proxy must not stand before the engine
    done = subprocess.run(
        [sys.executable, "-c", WITNESS, str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=240, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().splitlines()[-1] == "[]"
