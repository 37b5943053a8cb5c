"""``coach user``: accounts and mentoring pairs."""

from typing import TYPE_CHECKING, TypeVar

import click

from coach.cli.console import open_session, print_json, run
from coach.users import OPERATOR, Attributes

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.services.accounts import Accounts

Found = TypeVar("Found")
_ROLES = ("senior", "junior", "lnd", "admin")


@click.group()
def command() -> None:
    """Add and list accounts, and pair seniors with juniors.

    \b
    Example:
      coach user add "Ada Lindqvist" --role senior
      coach user add "Tomi Okafor" --role junior --region emea
      coach user pair "Ada Lindqvist" "Tomi Okafor"
    """


@command.command()
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--function", default="", help="Business function, such as sales.")
@click.option("--region", default="", help="Region, such as emea.")
@click.option("--tenure", default="", help="Tenure band, such as 0-1.")
@click.option("--ask-password", is_flag=True, help="Type a password instead of a made-up one.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
def add(
    *,
    name: str,
    role: str,
    function: str,
    region: str,
    tenure: str,
    ask_password: bool,
    as_json: bool,
) -> None:
    """Open an account; its made-up password is printed this once.

    \b
    Example:
      coach user add "Ada Lindqvist" --role senior
    """
    typed = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        if (ask_password)
        else None
    )
    made = run(
        _with_accounts(
            lambda accounts: accounts.create(
                OPERATOR,
                name,
                role,
                password=typed,
                attributes=Attributes(function=function, region=region, tenure_band=tenure),
            )
        )
    )
    shown = {"id": made.user.id, "name": made.user.name, "role": made.user.role}
    if typed is None:
        shown["password"] = made.password
    if as_json:
        print_json(shown)
    else:
        click.echo("\n".join(f"{field}: {value}" for field, value in shown.items()))


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the accounts as JSON.")
def list_accounts(as_json: bool) -> None:
    """List every account.

    \b
    Example:
      coach user list
    """
    accounts = run(_with_accounts(lambda accounts: accounts.list(OPERATOR)))
    if as_json:
        print_json(accounts)
        return
    for account in accounts:
        closed = " (closed)" if account.disabled else ""
        click.echo(f"{account.role:<7} {account.name}{closed}")


@command.command()
@click.argument("senior")
@click.argument("junior")
def pair(senior: str, junior: str) -> None:
    """Make a senior and a junior a mentoring pair.

    \b
    Example:
      coach user pair "Ada Lindqvist" "Tomi Okafor"
    """
    run(
        _with_accounts(
            lambda accounts: accounts.pair(OPERATOR, _id(accounts, senior), _id(accounts, junior))
        )
    )
    click.echo("Paired.")


@command.command(name="reset-password")
@click.argument("name")
def reset_password(name: str) -> None:
    """Give somebody a made-up password and end their open sign-ins.

    \b
    Example:
      coach user reset-password "Ada Lindqvist"
    """
    made = run(
        _with_accounts(lambda accounts: accounts.reset_password(OPERATOR, _id(accounts, name)))
    )
    click.echo(f"password: {made.password}")


@command.command()
@click.argument("name")
def disable(name: str) -> None:
    """Close an account at once.

    \b
    Example:
      coach user disable "Tomi Okafor"
    """
    run(_with_accounts(lambda accounts: accounts.disable(OPERATOR, _id(accounts, name))))
    click.echo("Closed.")


async def _with_accounts(work: "Callable[[Accounts], Found]") -> Found:
    async with open_session(beside=True) as coach:
        return work(coach.accounts)


def _id(accounts: "Accounts", name: str) -> str:
    from coach.errors import NotFound

    found = accounts.find(OPERATOR, name)
    if found is None:
        raise NotFound("There is no open account of that name; 'coach user list' shows them.")
    return found.id
