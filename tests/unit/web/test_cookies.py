from datetime import timedelta

import pytest
from starlette.responses import Response

from ui.cookies import COOKIE, Cookies, Ticket

SECRET = b"0123456789abcdef0123456789abcdef"


def cookie(cookies: Cookies, ticket: Ticket) -> tuple[str, str]:
    response = Response()
    cookies.give(response, ticket)
    header = response.headers["set-cookie"]
    return header.split("=", 1)[1].split(";")[0], header


def test_a_ticket_comes_back_as_it_went() -> None:
    cookies = Cookies(SECRET, lifetime=timedelta(hours=1), secure=True)
    value, header = cookie(cookies, Ticket("u7", 3))
    assert cookies.read(value) == Ticket("u7", 3)
    assert header.startswith(COOKIE)
    for flag in ("HttpOnly", "Secure", "SameSite=strict"):
        assert flag in header


@pytest.mark.parametrize("change", ["forged", "other key", "expired", "empty", "nonsense"])
def test_what_we_did_not_sign_or_what_is_old_is_nobody(change: str) -> None:
    cookies = Cookies(SECRET, lifetime=timedelta(hours=1), secure=False)
    value, _ = cookie(cookies, Ticket("u7", 3))
    reader = {
        "other key": Cookies(SECRET[::-1], lifetime=timedelta(hours=1), secure=False),
        "expired": Cookies(SECRET, lifetime=timedelta(seconds=-1), secure=False),
    }.get(change, cookies)
    shown = {"forged": "A" + value[1:], "empty": "", "nonsense": "abc"}.get(change, value)
    assert reader.read(shown) is None


def test_the_word_for_gradio_reads_back_and_nonsense_is_a_ticket_nobody_holds() -> None:
    assert Ticket.parse(str(Ticket("u:7", 3))) == Ticket("u:7", 3)
    assert Ticket.parse("") == Ticket("", 0)
