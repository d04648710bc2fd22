"""The door to an inspection: who is let in, and what happens when it is too late."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from sqlalchemy import select

from app.accounts.councils import councils_of
from app.accounts.models import Account
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson
from surveys.inspections.answering import NotNow, NotSeen
from surveys.inspections.doing import NotFinished, TooLate, TooMany
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import Outdated
from surveys.inspections.rewording import AnotherSaidNo, NothingToSay
from surveys.inspections.writing import DutyLooks

may_inspect = requires(Permission.INSPECT)


def own_council(account: Account) -> str | None:
    """The code of the council this inspector belongs to: the only one they inspect in, or of
    several the one that looks after them; None when that is not known.
    """
    codes = [one.code for one in councils_of(account, Permission.INSPECT)]
    if len(codes) == 1:
        return codes[0]
    own = select(YoungPerson.council_code).where(YoungPerson.account_id == account.id)
    return session.scalar(own.where(YoungPerson.council_code.in_(codes)))


def mine(id: int) -> Inspection:
    """The inspection with this id in which whoever is here takes part; otherwise not found."""
    return get_or_404(Inspection.done_by(signed_in()).where(Inspection.id == id))


def of_mine(model, id: int):
    """The same for a criterion, a visit, a finding or a recommendation of one."""
    ids = Inspection.done_by(signed_in()).with_only_columns(Inspection.id)
    return get_or_404(select(model).where(model.id == id, model.inspection_id.in_(ids)))


def home(inspection: Inspection, anchor: str | None = None):
    """Back to the inspection's own page."""
    return redirect(url_for("inspecting.show", id=inspection.id, _anchor=anchor))


Page = Callable[[], object]


def do(work: Page, then, outdated: Page | None = None, typed: Page | None = None):
    """Do it, keep it, and go to `then`; where it could not be done, the next page says so.

    `outdated` makes the page that shows both texts where somebody else has written meanwhile, and
    `typed` the one that still holds what was typed where it was handed over meanwhile.
    """
    try:
        work()
    except Outdated:
        session.rollback()
        return outdated(), 409
    except TooLate:
        session.rollback()
        flash(_("It is handed over, so it cannot be changed now."), "careful")
        return (typed(), 409) if typed else then
    except TooMany:
        flash(_("There are as many of these as fit. Take one out first."), "careful")
    except DutyLooks:
        flash(
            _("The duty team is looking at these words, so they stay for now. Try again later."),
            "careful",
        )
    except NotFinished:
        flash(_("Not yet: look below at “Finished?” what is missing."), "careful")
    except NothingToSay:
        flash(_("There is nothing to say to any more: look how it is told now."), "careful")
    except AnotherSaidNo:
        flash(_("Nothing is kept: one of you said no, and only they can take it back."), "careful")
    except NotSeen:
        flash(_("Go and look again first. It is done when you saw that it happened."), "careful")
    except NotNow:
        flash(_("Not now: something comes before this, or it is closed."), "careful")
    else:
        session.commit()
        return then
    session.rollback()
    return then
