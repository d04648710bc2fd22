"""A file on its way through a browser, between a page that looks it over and one that keeps it.

Nothing of it is kept here meanwhile: the browser holds it, sealed for whoever brought it.
"""

import base64
import binascii
import json

from app.core.crypto import CannotOpen, seal, unseal


def carry(raw: bytes, told: dict, place: str) -> str:
    """The file, and what was told beside it, sealed for `place` (whose it is, and what for)."""
    whole = json.dumps([raw.decode("latin-1"), told], ensure_ascii=False)
    return base64.b64encode(seal(whole, place)).decode("ascii")


def brought_back(sealed: str, place: str) -> tuple[bytes, dict] | None:
    """The file and what was told, as they were sealed for `place`; None if it is not that."""
    try:
        raw, told = json.loads(unseal(base64.b64decode(sealed, validate=True), place))
    except (CannotOpen, binascii.Error, ValueError, IndexError):
        return None
    return raw.encode("latin-1"), told
