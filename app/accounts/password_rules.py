"""What may be a passphrase or a password: long, and not what everybody knows. No other rules."""

from app.accounts import names
from app.accounts.passwords import LONGEST
from app.core.i18n import _l

SHORTEST_PASSPHRASE = 8
SHORTEST_PASSWORD = 12

EXAMPLE = _l("green spoon sleepy bus")
"""Shown to explain what a passphrase is, and therefore refused as one."""

TOO_SHORT = _l("Make it longer: %(count)s letters or more.", count=SHORTEST_PASSPHRASE)
PASSWORD_TOO_SHORT = _l("Use %(count)s characters or more.", count=SHORTEST_PASSWORD)
TOO_LONG = _l("That is too long. Use fewer than %(count)s letters.", count=LONGEST)
SAME_AS_NAME = _l("Choose words that are not your name. People know your name.")
OUR_EXAMPLE = _l("That is the example from this page. Choose words of your own.")
SAME_AS_EMAIL = _l("Choose a password that is not your email address.")


def passphrase_refusal(passphrase: str, name: str):
    """Why a young person cannot have this passphrase; None if they can. No rules of composition."""
    plain = " ".join(passphrase[: LONGEST + 1].split())
    folded = plain.casefold()
    if len(passphrase) > LONGEST:
        return TOO_LONG
    if len(plain) < SHORTEST_PASSPHRASE:
        return TOO_SHORT
    if folded == str(EXAMPLE).casefold():
        return OUR_EXAMPLE
    return SAME_AS_NAME if _joined(folded) == _joined(names.sign_in_name(name[:200])) else None


def password_refusal(password: str, email: str):
    """Why a member of staff cannot have this password; None if they can."""
    plain = " ".join(password[: LONGEST + 1].split())
    if len(password) > LONGEST:
        return TOO_LONG
    if len(plain) < SHORTEST_PASSWORD:
        return PASSWORD_TOO_SHORT
    return SAME_AS_EMAIL if plain.casefold() == email else None


def _joined(words: str) -> str:
    return words.replace(" ", "")
