"""How every listener of this page is wired: not part of a public API, no spinner of Gradio's."""

from typing import Any

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
