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
    Page("talk", "My talk", Permission.DEBRIEF),
    Page("explore", "Explore", Permission.ASK),
    Page("releases", "Releases", Permission.CURATE),
    Page("admin", "Admin", Permission.MANAGE),
)

PUBLIC_PATHS = frozenset({"/sign-in", "/healthz", "/favicon.ico"})
PUBLIC_PREFIXES = ("/assets/",)
SIGNED_IN_PATHS = frozenset({"/", "/sign-out", "/password"})

FILE_PERMISSIONS: dict[str, Permission] = {
    "guides": Permission.PREPARE,
    "sessions": Permission.DEBRIEF,
    "answers": Permission.ASK,
    "insights": Permission.IMPORT,
}
"""``/files/<kind>/...``: what may be handed in or fetched, and by whom."""

GRADIO_ROUTES = frozenset(
    {
        "",
        "config",
        "theme.css",
        "manifest.json",
        "robots.txt",
        "favicon.ico",
        "gradio_api/app_id",
        "gradio_api/theme.css",
        "gradio_api/startup-events",
        "gradio_api/queue/join",
        "gradio_api/queue/data",
        "gradio_api/cancel",
        "gradio_api/reset",
    }
)
GRADIO_FOLDERS = ("static/", "assets/", "svelte/", "gradio_api/heartbeat/")
"""What our pages need of Gradio. Everything else it offers (uploads, files of others, a proxy,
calls without the queue, an editor of its own source) stays shut, also what it learns to offer."""


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


def is_used(path: str) -> bool:
    """Whether a path below a page is one that our pages need; our own files always are."""
    first, _, rest = path.lstrip("/").partition("/")
    return first == "files" or rest in GRADIO_ROUTES or rest.startswith(GRADIO_FOLDERS)
