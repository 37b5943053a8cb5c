"""One record, sealed under a data key of its own (AES-256-GCM, NIST SP 800-38D).

The data key is wrapped by the vault's key and kept apart from the bytes it opens, so destroying
a few wrapped bytes makes the sealed ones worthless wherever a disk may still hold them.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from guardrails.errors import VaultError

_NONCE_BYTES = 12
_KEY_BITS = 256


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext and the wrapped key that opens it."""

    body: bytes
    wrapped_key: bytes


class Seal:
    """Seals and opens; ``label`` (id, kind, term) is authenticated with every record."""

    __slots__ = ("__vault_key",)

    def __init__(self, vault_key: bytes) -> None:
        self.__vault_key: Final = AESGCM(vault_key)

    def close(self, payload: bytes, label: bytes) -> Sealed:
        """Encrypt under a fresh data key and wrap that key."""
        data_key = AESGCM.generate_key(_KEY_BITS)
        return Sealed(
            body=_encrypt(AESGCM(data_key), payload, label),
            wrapped_key=_encrypt(self.__vault_key, data_key, label),
        )

    def open(self, sealed: Sealed, label: bytes) -> bytes:
        """Unwrap the key and decrypt.

        Raises:
            VaultError: when either part was altered or sealed with another key.
        """
        try:
            data_key = _decrypt(self.__vault_key, sealed.wrapped_key, label)
            return _decrypt(AESGCM(data_key), sealed.body, label)
        except (InvalidTag, ValueError):
            raise VaultError(
                "A sealed record cannot be opened: it was altered or sealed with another key."
            ) from None


def _encrypt(cipher: AESGCM, payload: bytes, label: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, payload, label)


def _decrypt(cipher: AESGCM, sealed: bytes, label: bytes) -> bytes:
    return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], label)
