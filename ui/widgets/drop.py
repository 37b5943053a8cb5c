"""A place to drop a file: it goes straight to ``/files/<kind>`` and never to Gradio's disk."""

from typing import Any

import gradio as gr

from coach.users import User
from ui.theme import ASSETS
from ui.uploads import Upload, Uploads

NOTHING: dict[str, str] = {"ticket": "", "filename": "", "problem": ""}


def drop_zone(kind: str, label: str, hint: str, accept: str, elem_id: str) -> gr.HTML:
    """A labelled file input; its value holds a ticket for :func:`taken`.

    Args:
        kind: which route under ``/files`` receives the file (and so who may send one).
        label: what the file is, as shown.
        hint: formats and limits, in a few words.
        accept: the ``accept`` attribute of the file input.
        elem_id: id of the component, for styles and tests.
    """
    return gr.HTML(
        value=dict(NOTHING),
        html_template=(ASSETS / "drop.html").read_text(encoding="utf-8"),
        js_on_load=(ASSETS / "drop.js").read_text(encoding="utf-8"),
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes="coach-drop-block",
        kind=kind,
        caption=label,
        hint=hint,
        accept=accept,
    )


def taken(uploads: Uploads, user: User, value: Any) -> Upload | None:
    """The dropped file, handed over once; None when none was dropped.

    Raises:
        InvalidInput: when the file waited too long or is somebody else's.
    """
    ticket = value.get("ticket") if isinstance(value, dict) else None
    return uploads.take(user.id, str(ticket)) if ticket else None
