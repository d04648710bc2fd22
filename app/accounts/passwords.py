"""Passwords and passphrases: Argon2id, and never a faster answer for a name that does not exist."""

import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY
from flask import current_app

COSTS = {"normal": RFC_9106_LOW_MEMORY, "low": CHEAPEST}
"""LISTEN_PASSWORD_COST: `normal` is RFC 9106's second recommended set (64 MiB, three passes)."""


LONGEST = 200
"""Characters in a password. A longer one never matches: putting a megabyte of accents in order
takes minutes."""


def hash_password(text: str) -> str:
    """`text` as an Argon2id hash with its salt and parameters. Raises ValueError past LONGEST."""
    if len(text) > LONGEST:
        raise ValueError("this password is too long")
    return _hasher().hash(_plain(text))


def verify(hashed: str | None, text: str) -> bool:
    """True if `text` is what was hashed.

    For a name that does not exist, or an account that has no password yet, pass None or "": the
    answer is False and takes as long as a wrong password does.
    """
    try:
        matches = _hasher().verify(hashed or _nobodys_hash(_cost()), _plain(text[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return bool(hashed) and len(text) <= LONGEST and matches


def _cost() -> str:
    return current_app.config.get("PASSWORD_COST", "normal")


def _hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(COSTS[_cost()])


@lru_cache(maxsize=len(COSTS))
def _nobodys_hash(cost: str) -> str:
    return PasswordHasher.from_parameters(COSTS[cost]).hash("nobody")


def _plain(text: str) -> bytes:
    # Keyboards differ in how they build a letter, and add a space after the last word (RFC 8265,
    # section 4.2.1); the same words typed on another phone are the same passphrase.
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return words.encode("utf-8", "surrogatepass")
