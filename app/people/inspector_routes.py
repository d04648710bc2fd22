"""From a young person's record: whether they write surveys and inspect."""

from flask import Blueprint, abort, flash, redirect, url_for
from sqlalchemy import select

from app.accounts import inspectors
from app.accounts.councils import within
from app.accounts.inspectors_form import InspectsForm
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson

bp = Blueprint("inspectors", __name__, url_prefix="/people")


@bp.post("/<int:id>/inspector")
@requires(Permission.INSPECTORS_APPOINT)
def say(id: int):
    """From the page of their record, for whoever sees records; others go back to their work."""
    here = within(YoungPerson.council_code, signed_in(), Permission.INSPECTORS_APPOINT)
    person = get_or_404(select(YoungPerson).where(YoungPerson.id == id, here))
    form = InspectsForm()
    if not form.validate_on_submit():
        abort(422)
    if person.account is None:
        flash(_("They have no account yet, so they cannot write surveys and inspect."), "careful")
    elif form.inspects.data == "yes":
        inspectors.appoint(person.account, person.council_code, signed_in())
        flash(_("They write surveys and inspect now. Their first page tells them."))
    else:
        inspectors.end(person.account, person.council_code, signed_in())
        flash(_("They do not write surveys and inspect any more. Their first page tells them."))
    session.commit()
    sees_record = signed_in().may(Permission.PEOPLE)
    return redirect(url_for("people.show", id=person.id) if sees_record else "/", 303)
