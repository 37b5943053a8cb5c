"""Before anybody hands in a talk the page says where its words go."""

from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from coach.settings import LLMSettings
from ui.rendering import render
from ui.sign_in import router


@pytest.mark.parametrize("model", ["embedded", "openai/gpt-5-mini"])
def test_the_sign_in_page_promises_only_what_holds(model: str) -> None:
    app = FastAPI()
    app.include_router(router)
    settings = SimpleNamespace(llm=LLMSettings(model=model))
    app.state.coach = SimpleNamespace(adapters=SimpleNamespace(settings=settings))
    page = TestClient(app).get("/sign-in").text
    assert ("It stays on this machine" in page) == (model == "embedded")
    assert ("openai/gpt-5-mini, outside of this machine" in page) == (model != "embedded")


def test_so_does_the_page_where_a_talk_is_handed_in() -> None:
    told = render("debrief_intro.html.j2", outside=("openai/gpt-5-mini",))
    assert "read by openai/gpt-5-mini, outside of this machine" in told
    assert "outside" not in render("debrief_intro.html.j2", outside=())
