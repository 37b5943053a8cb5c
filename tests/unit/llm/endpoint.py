"""A small OpenAI-compatible server on the loopback interface, scripted reply by reply."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Scripted:
    """One reply; ``body`` replaces the whole JSON document."""

    status: int = 200
    content: str = '{"number": 2}'
    finish: str = "stop"
    delay_s: float = 0.0
    body: bytes | None = None

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.status != 200:
            return json.dumps({"error": {"message": "SECRET PROMPT WORDS", "code": "x"}}).encode()
        choice = {
            "index": 0,
            "finish_reason": self.finish,
            "message": {"role": "assistant", "content": self.content},
        }
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        return json.dumps(
            {
                "id": "x",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [choice],
                "usage": usage,
            }
        ).encode()


@dataclass
class Endpoint:
    """What tests see: the address and every request that came."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def scripted_endpoint(*replies: Scripted) -> Iterator[Endpoint]:
    """Serve the replies in order; the last one is repeated."""
    waiting = list(replies)
    seen = Endpoint("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            seen.asked.append(json.loads(self.rfile.read(length)))
            seen.keys.append(self.headers.get("authorization", ""))
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            time.sleep(reply.delay_s)
            body = reply.bytes()
            self.send_response(reply.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
