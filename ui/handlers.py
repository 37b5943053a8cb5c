"""What stands between a click and a service: who asks, and errors said in one sentence."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import gradio as gr

from coach.errors import CoachError
from coach.incidents import record_incident
from coach.users import User
from guardrails.errors import GuardrailError
from knowledge.errors import KnowledgeError
from ui.shell import Site, signed_in

Handler = Callable[..., Awaitable[Any]] | Callable[..., AsyncIterator[Any]]
SEEN_COMING = (CoachError, GuardrailError, KnowledgeError)


def handler(site: Site, function: Handler) -> Callable[..., Any]:
    """Make ``function(user, *values)`` an event listener of Gradio.

    The user comes from the signed cookie of this very request, never from the page's state.
    Known errors become a message on the page; anything else becomes an incident number.
    """
    if inspect.isasyncgenfunction(function):

        async def stream(request: gr.Request, *values: Any) -> AsyncIterator[Any]:
            try:
                async for piece in function(signed_in(site, request), *values):
                    yield piece
            except Exception as error:  # noqa: BLE001 - the edge: nothing of a session may show
                raise _said(site, error) from None

        return stream

    async def call(request: gr.Request, *values: Any) -> Any:
        try:
            answer: Any = function(signed_in(site, request), *values)
            return await answer
        except Exception as error:  # noqa: BLE001 - the edge: nothing of a session may show
            raise _said(site, error) from None

    return call


def drawn(site: Site, function: Callable[[User, str, int], None]) -> Callable[..., None]:
    """Make ``function(user, opened, round)`` the body of a ``gr.render`` with these two inputs.

    What goes wrong while drawing is said in our words: Gradio would show its own.
    """

    def draw(opened: str, count: int, request: gr.Request) -> None:
        try:
            function(signed_in(site, request), opened, count)
        except Exception as error:  # noqa: BLE001 - the edge: nothing of a session may show
            raise _said(site, error) from None

    return draw


def _said(site: Site, error: Exception) -> gr.Error:
    if isinstance(error, gr.Error):
        return error
    if isinstance(error, SEEN_COMING):
        sentence = error.sentence
    else:
        incident = record_incident(error, site.logs)
        sentence = f"Something failed on our side (error {incident}). Tell your administrator."
    return gr.Error(sentence, duration=15, print_exception=False, title="That did not work")
