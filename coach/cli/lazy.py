"""A click group that imports a command only when it is run, so that ``--help`` stays instant."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command lives; its module defines ``command``. ``help`` is the line in the list."""

    module: str
    help: str


class LazyGroup(click.Group):
    """Commands by name from a table of places; listing them imports none of them."""

    places: Mapping[str, Place] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the table's order, which is the order of a day's work."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the command's module and return its ``command``; None for an unknown name."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        found = importlib.import_module(place.module).command
        if not isinstance(found, click.Command):
            raise TypeError(f"{place.module}.command is not a click command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the table instead of loading every command to ask for its help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in self.places.items()])
