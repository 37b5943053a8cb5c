"""Reading what a person names on the command line; a mistake ends as one sentence."""

from pathlib import Path

from coach.errors import InvalidInput


def read_file(path: Path, *, max_bytes: int = 20_000_000) -> bytes:
    """Return the bytes of a file.

    Raises:
        InvalidInput: when it does not exist, is a folder, cannot be read or is too large.
    """
    try:
        if path.stat().st_size > max_bytes:
            raise InvalidInput(f"{path.name} is larger than {max_bytes // 1_000_000} MB.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{path} is a folder, not a file.") from error
    except PermissionError as error:
        raise InvalidInput(f"The file {path} may not be read by this program.") from error


def whole_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        InvalidInput: when it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InvalidInput(f"The file {path} cannot be written.") from error
