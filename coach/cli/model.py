"""``coach model``: embedded weights and LiteLLM model strings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.console import note, print_json, progress_printer, run

if TYPE_CHECKING:
    from coach.llm.checking import ModelCheck


@click.group()
def command() -> None:
    """List, choose and check language models.

    \b
    Example:
      coach model list
      coach model use ollama/qwen3:8b --api-base http://127.0.0.1:11434
      coach model use embedded
      coach model check
    """


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the models as JSON.")
def list_models(as_json: bool) -> None:
    """List the models on board and the one in force.

    \b
    Example:
      coach model list
    """
    from coach.llm.choosing import choices
    from coach.settings import load_settings

    rows = choices(load_settings())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{'*' if row.active else ' '} {row.use:<10} {row.title} [{row.state}]")
    note("Any LiteLLM string works too: coach model use provider/model")


@command.command()
@click.argument("model")
@click.option("--api-base", help="Address of the model's server.")
@click.option("--fallback", "fallbacks", multiple=True, help="Tried next; may be repeated.")
@click.option("--gguf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def use(model: str, api_base: str | None, fallbacks: tuple[str, ...], gguf: Path | None) -> None:
    """Choose the model: embedded, small, none, or a LiteLLM string. Keys stay in variables.

    \b
    Example:
      export COACH_LLM__API_KEY=...
      coach model use openai/gpt-5-mini --fallback embedded
      coach model use embedded --gguf /models/my-model.gguf
    """
    from coach.llm.choosing import choose, overridden
    from coach.settings import load_settings

    choose(load_settings().home, model, api_base=api_base, fallbacks=fallbacks, gguf=gguf)
    click.echo(f"The model is now {load_settings().llm.model}.")
    for variable in overridden():
        note(f"{variable} is set in this shell and wins over this choice.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print the check as JSON.")
def check(as_json: bool) -> None:
    """Verify every byte of the model on board, start it, and ask it one question.

    A hosted model is asked the same question.

    \b
    Example:
      coach model check
    """
    found = run(_checked())
    if as_json:
        print_json(found)
        return
    verified = {True: "SHA-256 verified", False: "not verified", None: "not on board"}
    answered = "answered" if found.answered else "gave no usable answer"
    click.echo(f"{found.model}: {verified[found.verified]}; {answered} in {found.seconds:.1f} s")


async def _checked() -> "ModelCheck":
    from coach.llm.checking import check_model
    from coach.settings import load_settings

    with progress_printer() as announce:
        return await check_model(load_settings(), announce)
