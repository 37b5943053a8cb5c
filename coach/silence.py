"""Nothing leaves this machine unasked: switches that vendors read when they are imported.

Importing this module is the effect, and ``coach/__init__.py`` does it first, so no vendor that
``coach`` reaches can be imported before the switches stand. They are set, not defaulted: a
tracing variable left in somebody's shell must not send a session to a tracing service.
"""

import os
from pathlib import Path

SWITCHES = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "OTEL_SDK_DISABLED": "true",
    "ORT_DISABLE_TELEMETRY": "1",
    "TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS": "",
    "LANGGRAPH_STRICT_MSGPACK": "true",
}
"""Every variable we set, with its value."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Never reached through a proxy, which would see what the engine on board is asked."""


def _unproxied(given: str) -> str:
    named = [host.strip() for host in given.split(",") if host.strip()]
    return ",".join([*named, *(host for host in LOOPBACK if host not in named)])


def work_in(scratch: Path) -> None:
    """Keep the page library's temporary files in the home: call it before that is imported."""
    os.environ["GRADIO_TEMP_DIR"] = str(scratch)


os.environ.update(SWITCHES)
# Our matrices are small and the language model uses every core: two threads that wait for each
# other are six times slower than one. Whoever has set a number keeps it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
for _variable in ("NO_PROXY", "no_proxy"):
    os.environ[_variable] = _unproxied(os.environ.get(_variable, ""))
