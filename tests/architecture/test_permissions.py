"""Every verb of every service asks first who is there; hiding a button is no security."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ROOT / "coach" / "services"

NOBODY_YET = {
    ("accounts.py", "Accounts", "sign_in"): "the person is not signed in yet",
    ("accounts.py", "Accounts", "user"): "turns a session cookie into the signed-in person",
    ("accounts.py", "Accounts", "epoch"): "what a valid cookie carries; part of signing in",
}
"""The verbs that find out who is there, with the reason for each."""

Method = ast.FunctionDef | ast.AsyncFunctionDef


def _within_reach() -> set[str]:
    """The classes that the application hands to pages and commands."""
    module = ast.parse((ROOT / "coach" / "application.py").read_text(encoding="utf-8"))
    return {
        str(node.returns.value)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Constant)
    }


def _public_methods() -> list[tuple[str, str, Method]]:
    found, reachable = [], _within_reach()
    for file in sorted(SERVICES.rglob("*.py")):
        for owner in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(owner, ast.ClassDef) and owner.name in reachable:
                found += [
                    (str(file.relative_to(SERVICES)), owner.name, node)
                    for node in owner.body
                    if isinstance(node, Method) and not node.name.startswith("_")
                ]
    return found


def _first_statement(method: Method) -> ast.stmt:
    said = ast.get_docstring(method) is not None
    return method.body[1 if said and len(method.body) > 1 else 0]


def _asks(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and statement.value.func.id == "require"
        and isinstance(statement.value.args[0], ast.Name)
        and statement.value.args[0].id == "user"
    )


@pytest.mark.parametrize(
    ("file", "owner", "method"),
    [pytest.param(*found, id=f"{found[1]}.{found[2].name}") for found in _public_methods()],
)
def test_a_verb_begins_with_require(file: str, owner: str, method: Method) -> None:
    if (file, owner, method.name) in NOBODY_YET:
        return
    assert _asks(_first_statement(method)), "the first line must be require(user, Permission....)"


def test_every_service_is_within_this_tests_reach() -> None:
    owners = {owner for _, owner, _ in _public_methods()}
    assert {"Accounts", "Erasing"} <= owners


def test_the_exceptions_still_exist() -> None:
    names = {(file, owner, method.name) for file, owner, method in _public_methods()}
    assert set(NOBODY_YET) <= names


def test_a_verb_that_forgets_to_ask_is_noticed() -> None:
    forgetful = ast.parse('def publish(self, user):\n    """Publish."""\n    return 1\n').body[0]
    assert isinstance(forgetful, ast.FunctionDef)
    assert not _asks(_first_statement(forgetful))
