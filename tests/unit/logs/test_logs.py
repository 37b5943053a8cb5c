import io
import logging
from collections.abc import Iterator

import pytest

from coach.logs import set_up_logs

SECRET = "Zebedee Quillfeather"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs(stream)
    yield stream
    root.handlers, root.level = before, level
    logging.setLogRecordFactory(logging.LogRecord)
    logging.getLogger("uvicorn.access").disabled = False
    logging.captureWarnings(capture=False)


def _choke() -> None:
    raise ValueError(f"cannot parse {SECRET}")


def _speak(logger: str, message: str, *args: object, error: bool = False) -> None:
    try:
        _choke()
    except ValueError:
        logging.getLogger(logger).warning(message, *args, exc_info=error)


@pytest.mark.parametrize(
    ("logger", "message", "args", "error"),
    [
        pytest.param("coach.x", "Read %s", (SECRET,), False, id="ours, with an argument"),
        pytest.param("coach.x", "It failed", (), True, id="ours, with a traceback"),
        pytest.param("litellm", f"prompt was {SECRET}", (), False, id="a vendor's sentence"),
        pytest.param("presidio-analyzer", "%s", (SECRET,), False, id="a vendor's argument"),
        pytest.param("asyncio", "task failed", (), True, id="a traceback of nobody's"),
        pytest.param("py.warnings", f"{SECRET} is deprecated", (), False, id="a warning"),
    ],
)
def test_no_record_carries_words(
    log: io.StringIO, logger: str, message: str, args: tuple[object, ...], *, error: bool
) -> None:
    _speak(logger, message, *args, error=error)

    line = log.getvalue()
    assert logger in line
    assert line.count("\n") == 1
    assert "Quillfeather" not in line


def test_our_sentences_and_numbers_are_told(log: io.StringIO) -> None:
    _speak("coach.x", "Swept %d of %s", 3, SECRET, error=True)

    assert "Swept 3 of str [ValueError at _choke:" in log.getvalue()


def test_access_logs_go_nowhere(log: io.StringIO) -> None:
    logging.getLogger("uvicorn.access").critical("GET /files/secret")

    assert log.getvalue() == ""


def test_a_handler_a_library_gave_itself_has_nothing_to_tell(log: io.StringIO) -> None:
    loud, logger = io.StringIO(), logging.getLogger("a_loud_library")
    logger.addHandler(logging.StreamHandler(loud))

    logger.warning("prompt was %s", SECRET)

    assert "something at test_logs" in loud.getvalue()
    assert "Quillfeather" not in loud.getvalue() + log.getvalue()
