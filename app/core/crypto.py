"""Written words at rest: AES-GCM under a data key of their own, bound to their row.

A sealed value is: version, name of the key that wraps, wrapped data key, sealed words. The wrapping
keys come from LISTEN_DATA_KEYS and are never in the database, so a copy of it holds no child's
words. Moving a sealed value to another row, column or table makes it unreadable.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

VERSION = b"\x01"
NONCE = 12
WRAPPED = NONCE + 32 + 16


class CannotOpen(Exception):
    """The words were tampered with, moved, or sealed under a key that is not here."""


def seal(words: str, place: str) -> bytes:
    """`words` sealed under a fresh data key and bound to `place` (table:column:id)."""
    # surrogatepass: what was typed comes back as it was typed, even half a character.
    return seal_bytes(words.encode("utf-8", "surrogatepass"), place)


def seal_bytes(content: bytes, place: str) -> bytes:
    """As `seal`, for a file."""
    name, wrapping = next(iter(current_app.config["DATA_KEYS"].items()))
    data_key = secrets.token_bytes(32)
    bound = place.encode()
    header = VERSION + bytes([len(name.encode())]) + name.encode()
    return header + _lock(wrapping, data_key, bound) + _lock(data_key, content, bound)


def unseal(sealed: bytes, place: str) -> str:
    """The words sealed for `place`. Raises CannotOpen."""
    return unseal_bytes(sealed, place).decode("utf-8", "surrogatepass")


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """As `unseal`, for a file."""
    if sealed[:1] != VERSION:
        raise CannotOpen(place)
    start = 2 + sealed[1]
    wrapping = current_app.config["DATA_KEYS"].get(sealed[2:start].decode(errors="replace"))
    if wrapping is None:
        raise CannotOpen(place)
    bound = place.encode()
    data_key = _unlock(wrapping, sealed[start : start + WRAPPED], bound)
    return _unlock(data_key, sealed[start + WRAPPED :], bound)


def _lock(key: bytes, plain: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound)


def _unlock(key: bytes, locked: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], bound)
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(bound.decode()) from wrong


def keyed_hash(purpose: str, value: str) -> bytes:
    """32 bytes that only someone with LISTEN_SECRET_KEY can recompute; one purpose, one hash."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256)


class Sealed:
    """A written text on a model: `words = Sealed()` beside a column `words_sealed`.

    Reading opens it, writing seals it; None stays None.
    """

    def __set_name__(self, owner, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"
        self.table = owner.__tablename__

    def sealed_for(self, row_id: int, words: str | None) -> bytes | None:
        """What the column holds for these words in the row with this id."""
        return None if words is None else seal(words, self._place(row_id))

    def _place(self, row_id: int) -> str:
        return f"{self.table}:{self.name}:{row_id}"

    def opened(self, row) -> str | None:
        """The words in a row, or in something else that has its id and this column."""
        sealed = getattr(row, self.column)
        return None if sealed is None else unseal(sealed, self._place(row.id))

    def __get__(self, row, owner=None):
        return self if row is None else self.opened(row)

    def __set__(self, row, words: str | None) -> None:
        setattr(row, self.column, self.sealed_for(row.id, words))


class SealedFile(Sealed):
    """The same for bytes: a document that names somebody."""

    def sealed_for(self, row_id: int, content: bytes | None) -> bytes | None:
        return None if content is None else seal_bytes(content, self._place(row_id))

    def opened(self, row) -> bytes | None:
        sealed = getattr(row, self.column)
        return None if sealed is None else unseal_bytes(sealed, self._place(row.id))
