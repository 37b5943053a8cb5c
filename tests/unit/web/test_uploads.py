import pytest

from coach.errors import InvalidInput
from ui.uploads import MOST_HELD, SECONDS_HELD, Uploads


def test_a_file_is_handed_over_once_and_to_its_owner_only() -> None:
    uploads = Uploads()
    ticket = uploads.hold("ann", "talk.vtt", b"words")
    with pytest.raises(InvalidInput):
        uploads.take("ben", ticket)
    assert uploads.take("ann", ticket).data == b"words"
    with pytest.raises(InvalidInput):
        uploads.take("ann", ticket)


def test_a_file_nobody_takes_is_forgotten() -> None:
    now = [0.0]
    uploads = Uploads(clock=lambda: now[0])
    ticket = uploads.hold("ann", "talk.vtt", b"words")
    now[0] = SECONDS_HELD + 1
    with pytest.raises(InvalidInput):
        uploads.take("ann", ticket)


def test_empty_files_and_floods_are_refused() -> None:
    uploads = Uploads()
    with pytest.raises(InvalidInput):
        uploads.hold("ann", "talk.vtt", b"")
    for _ in range(MOST_HELD):
        uploads.hold("ann", "talk.vtt", b"x")
    with pytest.raises(InvalidInput):
        uploads.hold("ann", "talk.vtt", b"x")


def test_an_upload_shows_nothing_of_itself() -> None:
    uploads = Uploads()
    upload = uploads.take("ann", uploads.hold("ann", "Secret Name.vtt", b"secret words"))
    assert "ecret" not in repr(upload)
