"""Admin: accounts, mentoring pairs, and whether everything is in working order."""

import asyncio
from typing import Any

import gradio as gr

from coach.doctor import examine
from coach.services.accounts import AccountView
from coach.users import Attributes, User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site, message
from ui.vocabulary import FUNCTIONS, REGIONS, ROLES, TENURE_BANDS
from ui.wiring import PRIVATE


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("admin_intro.html.j2"))
    with gr.Tabs():
        with gr.Tab("People"):
            _people(site)
        with gr.Tab("Health"):
            _health(site)


def _people(site: Site) -> None:
    note = gr.HTML(elem_id="admin-note")
    listing = gr.HTML(elem_id="admin-people")
    with gr.Row(equal_height=False):
        with gr.Column(elem_classes="coach-form"):
            gr.Markdown("### New account")
            name = gr.Textbox(label="Name", elem_id="new-name", max_lines=1)
            role = gr.Radio(ROLES, label="Role", value="junior", elem_id="new-role")
            with gr.Row():
                function = gr.Dropdown(
                    FUNCTIONS, label="Function", value="", allow_custom_value=True
                )
                region = gr.Dropdown(REGIONS, label="Region", value="", allow_custom_value=True)
                tenure = gr.Dropdown(TENURE_BANDS, label="Tenure", value="")
            create = gr.Button("Create account", variant="primary", elem_id="new-create")
        with gr.Column(elem_classes="coach-form"):
            gr.Markdown("### Pair, reset or close")
            senior = gr.Dropdown([], label="Senior", elem_id="pair-senior")
            junior = gr.Dropdown([], label="Junior", elem_id="pair-junior")
            pair = gr.Button("Make them a mentoring pair", elem_id="pair-create")
            person = gr.Dropdown([], label="Account", elem_id="account")
            with gr.Row():
                reset = gr.Button("New password", elem_id="account-reset")
                close = gr.Button("Close", elem_id="account-close")
                reopen = gr.Button("Reopen", elem_id="account-reopen")
    screen = [note, listing, senior, junior, person]
    desk = _People(site)

    gr.on(None, handler(site, desk.show), None, screen, **PRIVATE)
    create.click(
        handler(site, desk.create),
        [name, role, function, region, tenure],
        [*screen, name],
        **PRIVATE,
    )
    pair.click(handler(site, desk.pair), [senior, junior], screen, **PRIVATE)
    reset.click(handler(site, desk.reset), person, screen, **PRIVATE)
    close.click(handler(site, desk.close), person, screen, **PRIVATE)
    reopen.click(handler(site, desk.reopen), person, screen, **PRIVATE)


class _People:
    """The handlers of the People tab; each answers with the whole tab."""

    def __init__(self, site: Site) -> None:
        self._accounts = site.coach.accounts

    async def show(self, user: User, note: str = "") -> tuple[Any, ...]:
        accounts = await asyncio.to_thread(self._accounts.list, user)
        return (
            note,
            render("people.html.j2", accounts=accounts),
            gr.update(choices=_choices(accounts, "senior"), value=None),
            gr.update(choices=_choices(accounts, "junior"), value=None),
            gr.update(choices=_choices(accounts), value=None),
        )

    async def create(
        self, user: User, name: str, role: str, function: str, region: str, tenure: str
    ) -> tuple[Any, ...]:
        traits = Attributes(function or "", region or "", tenure or "")
        made = await asyncio.to_thread(
            self._accounts.create, user, name or "", role, attributes=traits
        )
        return *await self.show(user, _told(made.user.name, made.password)), ""

    async def pair(self, user: User, senior: str, junior: str) -> tuple[Any, ...]:
        if not senior or not junior:
            return await self.show(user, message("warn", "Choose a senior and a junior first."))
        self._accounts.pair(user, senior, junior)
        return await self.show(user, message("good", "They are a mentoring pair now."))

    async def reset(self, user: User, person: str) -> tuple[Any, ...]:
        if not person:
            return await self._choose(user)
        made = await asyncio.to_thread(self._accounts.reset_password, user, person)
        return await self.show(user, _told(made.user.name, made.password))

    async def close(self, user: User, person: str) -> tuple[Any, ...]:
        if not person:
            return await self._choose(user)
        self._accounts.disable(user, person)
        return await self.show(user, message("good", "The account is closed."))

    async def reopen(self, user: User, person: str) -> tuple[Any, ...]:
        if not person:
            return await self._choose(user)
        self._accounts.enable(user, person)
        return await self.show(user, message("good", "The account is open again."))

    async def _choose(self, user: User) -> tuple[Any, ...]:
        return await self.show(user, message("warn", "Choose an account first."))


def _choices(accounts: list[AccountView], role: str = "") -> list[tuple[str, str]]:
    return [
        (f"{account.name}, {account.role}{' (closed)' if account.disabled else ''}", account.id)
        for account in accounts
        if not role or (account.role == role and not account.disabled)
    ]


def _told(name: str, password: str) -> str:
    return render("new_password.html.j2", name=name, password=password)


def _health(site: Site) -> None:
    report = gr.HTML(elem_id="admin-health")
    again = gr.Button("Check again", size="sm", elem_id="health-again")

    async def check(user: User) -> str:
        report = await asyncio.to_thread(site.coach.health.report, user)
        examined = await asyncio.to_thread(examine, site.coach.adapters.settings)
        return render("health.html.j2", report=report, findings=examined.findings)

    gr.on(None, handler(site, check), None, report, **PRIVATE)
    again.click(handler(site, check), None, report, **PRIVATE)
