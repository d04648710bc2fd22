"""The number that brings an anonymous young person back: 16 digits, shown once, never stored.

It is made from the token their browser holds, so a phone that sends twice is told the same number
twice. The row holds only a keyed hash of the number.
"""

import secrets
import unicodedata

import segno

from app.core.addresses import public_address
from app.core.crypto import keyed_hash

LENGTH = 16
SEPARATORS = frozenset(" -–.\u00a0\u2007\u202f\u200e\u200f\u2066\u2067\u2068\u2069\t\r\n")


def return_number_for(token: str) -> str:
    """The 16 digits that belong to this browser token, always the same."""
    number = int.from_bytes(keyed_hash("return-number", token)) % 10**LENGTH
    return f"{number:0{LENGTH}d}"


def new_return_number() -> str:
    """16 digits by chance, in place of a number that someone else may have seen."""
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}d}"


def digits_of(typed: str) -> str | None:
    """The 16 Latin digits in what was typed, in any script and however spaced, or None."""
    kept = [letter for letter in typed if letter not in SEPARATORS]
    if len(kept) != LENGTH or not all(letter.isdecimal() for letter in kept):
        return None
    return "".join(str(int(letter)) for letter in kept)


def hash_of_return_number(number: str) -> bytes:
    """What the row holds of a number: 32 bytes that only this installation can make."""
    return keyed_hash("return", number)


def holds_number(words: str, return_hash: bytes | None) -> bool:
    """True if these words give away the number with this hash, in any script and however it is
    broken up: only the order of the digits counts.
    """
    if return_hash is None:
        return False
    read = (unicodedata.digit(letter, None) for letter in words)
    digits = "".join(str(digit) for digit in read if digit is not None)
    starts = range(len(digits) - LENGTH + 1)
    return any(hash_of_return_number(digits[at : at + LENGTH]) == return_hash for at in starts)


def address_of(number: str) -> str:
    """The link that carries the number; it opens nothing until a button is pressed there."""
    return public_address(f"/return/{number}")


def pictured(link: str) -> str:
    """The link as a QR code: inline SVG, black on white, without styles or scripts."""
    return segno.make(link, error="m", micro=False).svg_inline(
        scale=4, border=4, light="#fff", dark="#000", omitsize=True
    )
