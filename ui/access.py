"""Which page needs which permission: one table for the menu, the gate and the tests."""

from dataclasses import dataclass

from coach.users import Permission, User


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the app, mounted at ``/<slug>``."""

    slug: str
    title: str
    permission: Permission


PAGES: tuple[Page, ...] = (
    Page("prepare", "Prepare", Permission.PREPARE),
    Page("shared", "Shared with me", Permission.READ_SHARED),
    Page("debrief", "Debrief", Permission.DEBRIEF),
    Page("explore", "Explore", Permission.ASK),
    Page("releases", "Releases", Permission.CURATE),
    Page("admin", "Admin", Permission.MANAGE),
)

PUBLIC_PATHS = frozenset({"/sign-in", "/healthz", "/favicon.ico"})
PUBLIC_PREFIXES = ("/assets/",)
SIGNED_IN_PATHS = frozenset({"/", "/sign-out", "/account"})

FILE_PERMISSIONS: dict[str, Permission] = {
    "guides": Permission.PREPARE,
    "sessions": Permission.DEBRIEF,
    "answers": Permission.ASK,
    "insights": Permission.IMPORT,
}
"""``/files/<kind>/...``: what may be handed in or fetched, and by whom."""

UNUSED_GRADIO_ROUTES = (
    "upload",
    "file=",
    "file/",
    "proxy=",
    "runs",
    "run-history",
    "monitoring",
    "openapi.json",
    "info",
    "deep_link",
    "stream",
    "process_recording",
    "call/",
    "run/",
    "api/",
    "token",
    "login",
    "logout",
    "dev/",
)
"""Gradio routes no page of ours uses: shut, so that they cannot become a side door."""


def pages_for(user: User) -> list[Page]:
    """The pages this user may open, in menu order."""
    return [page for page in PAGES if user.may(page.permission)]


def home_of(user: User) -> Page:
    """The page on which this user's work begins: the first that is not for everybody."""
    pages = pages_for(user)
    own = [page for page in pages if page.permission != Permission.ASK]
    return (own or pages)[0]


def permission_for(path: str) -> Permission | None:
    """The permission a path needs; None when no such path exists for anybody."""
    first, _, rest = path.lstrip("/").partition("/")
    if first == "files":
        return FILE_PERMISSIONS.get(rest.partition("/")[0])
    return next((page.permission for page in PAGES if page.slug == first), None)


def is_public(path: str) -> bool:
    """Whether somebody who is not signed in may fetch this path."""
    return path in PUBLIC_PATHS or path.startswith(PUBLIC_PREFIXES)


def is_unused(path: str) -> bool:
    """Whether a path is one of Gradio's routes that we keep shut."""
    _, _, rest = path.lstrip("/").partition("/")
    rest = rest.removeprefix("gradio_api/")
    return rest.startswith(UNUSED_GRADIO_ROUTES)
