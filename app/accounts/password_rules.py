"""What may be a passphrase or a password: long, and not what everybody knows. No other rules.

As the National Cyber Security Centre advises, the commonest ones are refused, whatever digits stand
behind them, and nothing is asked for but length.
"""

from app.accounts import names
from app.accounts.passwords import LONGEST
from app.core.i18n import _l

SHORTEST_PASSPHRASE = 8
SHORTEST_PASSWORD = 12
LONGEST_PIECE = 4
"""So many letters, and the same again and again, are no secret."""

EXAMPLE = _l("green spoon sleepy bus")
"""Shown to explain what a passphrase is, and therefore refused as one."""

COMMON = frozenset(
    "abcdefgh administrator arsenal babygirl baseball basketball blessed butterfly cheese chelsea "
    "chocolate computer dolphins dragon everton facebook football fortnite freedom hello iloveyou "
    "letmein liverpool lovely manchester manutd master michael minecraft monkey mypassword "
    "newcastle northampton northamptonshire passphrase password passwort pokemon princess "
    "qwerty qwertyuiop rainbow rangers roblox secret spiderman starwars sunshine superman "
    "tottenham trustno trustnoone unicorn welcome whatever".split()
)
"""Words and names that very many people use alone, with digits behind them or not."""
ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
EASY = _l("Very many people use that. Choose words of your own.")

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
    if is_easy(folded):
        return EASY
    return SAME_AS_NAME if _joined(folded) == _joined(names.sign_in_name(name[:200])) else None


def password_refusal(password: str, email: str):
    """Why a member of staff cannot have this password; None if they can."""
    plain = " ".join(password[: LONGEST + 1].split())
    if len(password) > LONGEST:
        return TOO_LONG
    if len(plain) < SHORTEST_PASSWORD:
        return PASSWORD_TOO_SHORT
    if is_easy(plain.casefold()):
        return EASY
    return SAME_AS_EMAIL if plain.casefold() == email else None


def is_easy(words: str) -> bool:
    """True for what is tried first by whoever guesses: one common word, a row of keys, the same
    letters again and again. `words` in lower case.
    """
    joined = _joined(words)
    pieces = (joined[:size] for size in range(1, LONGEST_PIECE + 1))
    return (
        any(joined in piece * len(joined) for piece in pieces)
        or any(joined in row or joined in row[::-1] for row in ROWS)
        or "".join(filter(str.isalpha, joined)) in COMMON
    )


def _joined(words: str) -> str:
    return words.replace(" ", "")
