"""One module or package a page; each has ``build(site)`` and nothing that is built at import."""

from ui.pages.admin import build as build_admin
from ui.pages.debrief import build as build_debrief
from ui.pages.explore import build as build_explore
from ui.pages.prepare import build as build_prepare
from ui.pages.releases import build as build_releases
from ui.pages.shared import build as build_shared
from ui.pages.talk import build as build_talk
from ui.shell import Build

BUILDERS: dict[str, Build] = {
    "prepare": build_prepare,
    "shared": build_shared,
    "debrief": build_debrief,
    "talk": build_talk,
    "explore": build_explore,
    "releases": build_releases,
    "admin": build_admin,
}
