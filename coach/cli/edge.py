"""The edge of the command line: whatever happens inside ends as an exit code and one sentence.

0 success · 2 a mistake of the person at the keyboard · 1 our own failure · 130 stopped by Ctrl-C.
The only broad ``except`` of the command line stands here. Nothing printed here quotes the input
of a command: an exception's own text may hold words of a session.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from coach.errors import CoachError, UserMistake

OK, OUR_FAILURE, USER_MISTAKE, STOPPED = 0, 1, 2, 130
_FULL_SENTENCE = "The disk is full. Free some space and run the command again."
_SQLITE_FULL = 13  # sqlite3.SQLITE_FULL
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def guarded(action: Callable[[], object], *, log_folder: Callable[[], Path]) -> int:
    """Run ``action`` and return the exit code; an integer that it returns is the code."""
    try:
        result = action()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUR_FAILURE
    except (KeyboardInterrupt, click.Abort):
        return _say("Stopped.", STOPPED)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message(), USER_MISTAKE)
    except click.ClickException as error:
        return _say(_usage(error), USER_MISTAKE)
    except Exception as error:  # noqa: BLE001 - the edge: see the module docstring
        return _explain(error, log_folder)
    return result if isinstance(result, int) and not isinstance(result, bool) else OK


def _explain(error: Exception, log_folder: Callable[[], Path]) -> int:
    if any(_disk_is_full(link) for link in _links(error)):
        sentence = error.sentence if isinstance(error, CoachError) else _FULL_SENTENCE
        return _say(sentence, USER_MISTAKE)
    if isinstance(error, CoachError):
        return _say(error.sentence, USER_MISTAKE if isinstance(error, UserMistake) else OUR_FAILURE)
    if _is_guardrail(error):
        return _say(error.args[0], USER_MISTAKE)
    if isinstance(error, PermissionError):
        return _say(
            f"This program may not open {error.filename or 'a file it needs'}."
            " Change its permissions or name another.",
            USER_MISTAKE,
        )
    from coach.incidents import record_incident

    incident = record_incident(error, log_folder())
    return _say(
        f"Something failed on our side (error {incident})."
        " Its place in the program, without any of your text, is in"
        f" {log_folder() / 'errors.log'}.",
        OUR_FAILURE,
    )


def _is_guardrail(error: Exception) -> bool:
    """Tell by type, importing nothing that the failed command had not imported itself."""
    module = sys.modules.get("guardrails.errors")
    return module is not None and isinstance(error, module.GuardrailError)


def _links(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen:
        seen.append(link)
        yield link
        link = link.__cause__ or link.__context__


def _disk_is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return getattr(error, "sqlite_errorcode", None) == _SQLITE_FULL


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    sentence = " ".join(error.format_message().split())
    path = context.command_path if context is not None else "coach"
    return f"{sentence.rstrip('.')}. Run '{path} --help' for an example."


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
