"""The web application: our own sign-in and files, one guarded Gradio app a page.

``create_app`` is pure: given a :class:`~coach.application.Coach` it returns an app and
opens nothing, so tests make it with fakes.
"""

from datetime import timedelta

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.requests import Request

from coach.application import Coach
from coach.errors import CoachError
from coach.settings import WebSettings
from coach.users import User
from ui.access import PAGES
from ui.cookies import COOKIE, Cookies
from ui.files import router as files_router
from ui.gate import Gate
from ui.pages import BUILDERS
from ui.password import router as password_router
from ui.shell import LIGHT_ONLY, Site, framed
from ui.sign_in import router as sign_in_router
from ui.theme import ASSETS, stylesheet, theme
from ui.uploads import Uploads


def create_app(coach: Coach, settings: WebSettings, *, cookie_secret: bytes) -> FastAPI:
    """Join sign-in, files and pages behind the gate.

    Args:
        coach: the assembled application.
        settings: where and how the app is served.
        cookie_secret: at least 32 random bytes kept in COACH_HOME.
    """
    uploads = Uploads()
    cookies = Cookies(
        cookie_secret,
        lifetime=timedelta(hours=settings.session_hours),
        secure=settings.secure_cookies,
    )

    def who_is_it(request: Request) -> User | None:
        ticket = cookies.read(request.cookies.get(COOKIE))
        if ticket is None:
            return None
        try:
            return coach.accounts.user(ticket.user_id, epoch=ticket.epoch)
        except CoachError:
            return None

    def gradio_name(request: Request) -> str | None:
        ticket = cookies.read(request.cookies.get(COOKIE))
        return str(ticket) if ticket and who_is_it(request) else None

    app = FastAPI(
        title="Frontline Coach",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(Gate, who_is_it=who_is_it)],
    )
    app.state.coach = coach
    app.state.cookies = cookies
    app.state.uploads = uploads
    app.include_router(sign_in_router)
    app.include_router(password_router)
    app.include_router(files_router)
    app.mount("/assets", StaticFiles(directory=ASSETS))
    site = Site(coach, uploads, coach.adapters.settings.home / "logs")
    for page in PAGES:
        gr.mount_gradio_app(
            app,
            framed(page, site, BUILDERS[page.slug]),
            path=f"/{page.slug}",
            auth_dependency=gradio_name,
            show_error=False,
            enable_monitoring=False,
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            footer_links=[],
            theme=theme(),
            css=stylesheet(),
            head=LIGHT_ONLY,
        )
    return app
