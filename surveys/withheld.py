"""Answers a feature keeps from an adult, because the young person said that they are about them.

A desk that shows answers knows nothing of the features they come from. It asks here what it may not
show to whoever is at it, whatever part in a life they have or get.
"""

from collections.abc import Callable

from sqlalchemy import Select

from app.accounts.models import Account

Withheld = Callable[[Account], Select[tuple[int]]]
WITHHELD: list[Withheld] = []


def withholds(responses: Withheld) -> Withheld:
    """The function below selects the ids of a feature's responses that are kept from an account;
    never NULL.
    """
    WITHHELD.append(responses)
    return responses


def withheld_from(account: Account) -> list[Select[tuple[int]]]:
    """The ids of all responses that are kept from this account, one query for each feature."""
    return [responses(account) for responses in WITHHELD]
