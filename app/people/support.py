"""Whether a young person is disabled, as far as somebody has said: kept only to be counted."""

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.people.models import YoungPerson

CODES = {True: "yes", False: "no", None: ""}
"""As it is picked on a form; nothing while nobody has said."""


def say_disabled(young_person: YoungPerson, disabled: bool | None, by: Account) -> None:
    """It is known better now, or not known after all. The trail keeps that it was changed, and not
    what was said.
    """
    young_person.disabled = disabled
    session.flush()
    audit.record("support_changed", "young_person", young_person.id, by)
