"""One module a page; each has ``build(site)`` and nothing that is built at import."""

from ui.pages import admin, debrief, explore, prepare, releases, shared
from ui.shell import Build

BUILDERS: dict[str, Build] = {
    "prepare": prepare.build,
    "shared": shared.build,
    "debrief": debrief.build,
    "explore": explore.build,
    "releases": releases.build,
    "admin": admin.build,
}
