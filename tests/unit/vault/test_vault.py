from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guardrails.errors import VaultError
from guardrails.text import RawText
from guardrails.vault.vault import Vault
from tests.fakes import StillClock

CANARY = "Zebedee Quillfeather said the vault of Marram is blue"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def vault(tmp_path: Path, clock: StillClock) -> Vault:
    return Vault(tmp_path / "vault", b"v" * 32, clock.now)


def _bytes_under(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def _seal(vault: Vault, clock: StillClock, days: int = 14) -> str:
    return vault.seal("note", RawText(CANARY), keep_until=clock.now() + timedelta(days=days))


def test_what_was_sealed_comes_out_and_lies_nowhere_in_clear(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    record = _seal(vault, clock)

    assert vault.open_text(record).reveal() == CANARY
    assert b"Quillfeather" not in _bytes_under(tmp_path)


def test_another_key_opens_nothing(vault: Vault, clock: StillClock, tmp_path: Path) -> None:
    record = _seal(vault, clock)
    stranger = Vault(tmp_path / "vault", b"w" * 32, clock.now)

    with pytest.raises(VaultError, match="another key"):
        stranger.open_text(record)


@pytest.mark.parametrize(
    ("part", "at"),
    [
        pytest.param(".sealed", -1, id="the ciphertext was altered"),
        pytest.param(".sealed", 3, id="the id in clear was altered"),
        pytest.param(".sealed", 60, id="the term in clear was altered"),
        pytest.param(".key", -1, id="the wrapped key was altered"),
    ],
)
def test_one_changed_byte_is_noticed(
    vault: Vault, clock: StillClock, tmp_path: Path, part: str, at: int
) -> None:
    record = _seal(vault, clock)
    file = tmp_path / "vault" / f"{record}{part}"
    content = bytearray(file.read_bytes())
    content[at] = content[at] + 1 if content[at] < 57 else content[at] - 1
    file.write_bytes(content)

    with pytest.raises(VaultError):
        vault.open_text(record)


def test_a_record_of_another_id_is_not_served_under_this_one(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    mine, other = _seal(vault, clock), _seal(vault, clock)
    for part in (".sealed", ".key"):
        (tmp_path / "vault" / f"{other}{part}").replace(tmp_path / "vault" / f"{mine}{part}")

    with pytest.raises(VaultError):
        vault.open_text(mine)


def test_after_its_term_a_record_is_gone_at_the_first_look(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    record = _seal(vault, clock, days=14)
    clock.advance(timedelta(days=14))
    assert vault.open_text(record).reveal() == CANARY

    clock.advance(timedelta(seconds=1))

    with pytest.raises(VaultError, match="expired"):
        vault.open_text(record)
    assert not any((tmp_path / "vault").iterdir())


def test_sweeping_shreds_what_expired_and_keeps_the_rest(vault: Vault, clock: StillClock) -> None:
    short, long = _seal(vault, clock, days=1), _seal(vault, clock, days=9)
    clock.advance(timedelta(days=2))

    assert vault.sweep(clock.now()) == 1
    assert not vault.holds(short)
    assert vault.holds(long)


def test_sweeping_removes_what_a_crash_left_half_written(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    whole, keyless = _seal(vault, clock), _seal(vault, clock)
    (folder / f"{keyless}.key").unlink()
    (folder / f"{'0' * 32}.key").write_bytes(b"no body follows")
    (folder / f"{'1' * 32}.sealed.part").write_bytes(b"a draft")

    assert vault.sweep(clock.now()) == 0
    assert {file.stem for file in folder.iterdir()} == {whole}


def test_shredding_destroys_the_key_before_the_file_goes(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    record = _seal(vault, clock)
    key_file = tmp_path / "vault" / f"{record}.key"
    wrapped = key_file.read_bytes()
    witness = tmp_path / "witness"  # a second name for the same bytes on disk
    witness.hardlink_to(key_file)

    assert vault.shred(record)
    assert witness.read_bytes() != wrapped
    assert not vault.shred(record), "a second time there is nothing left"


@pytest.mark.parametrize("name", ["../home", "..", "", "a" * 31, "A" * 32, f"{'a' * 31}/"])
def test_an_id_from_outside_never_leaves_the_folder(vault: Vault, name: str) -> None:
    with pytest.raises(VaultError):
        vault.open_bytes(name)
    with pytest.raises(VaultError):
        vault.shred(name)


def test_a_damaged_label_can_still_be_swept(
    vault: Vault, clock: StillClock, tmp_path: Path
) -> None:
    record = _seal(vault, clock)
    (tmp_path / "vault" / f"{record}.sealed").write_bytes(b"\xff\xfe no label")

    vault.sweep(datetime(2030, 1, 1, tzinfo=UTC))

    assert not any((tmp_path / "vault").iterdir())
