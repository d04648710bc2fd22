"""One picture to a criterion: shown, looked at by a second person, and taken out."""

from flask import Blueprint, Response, flash, redirect, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inspections import evidence
from surveys.inspections.desk_forms import LookForm
from surveys.inspections.inspection_models import Criterion
from surveys.inspections.routes.door import do, may_inspect, of_mine
from surveys.inspections.visit_models import EvidencePicture

bp = Blueprint("inspection_pictures", __name__, url_prefix="/inspecting/criteria/pictures")
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": 'inline; filename="picture.png"',
    "X-Content-Type-Options": "nosniff",
}


def _picture(id: int) -> EvidencePicture:
    return get_or_404(EvidencePicture.visible_to(signed_in()).where(EvidencePicture.id == id))


@bp.get("/<int:id>.png")
@requires(Permission.INSPECT, Permission.INSPECTION_CHECK, Permission.INSPECTION_ANSWER)
def picture(id):
    """The PNG we drew, to those who may see it, and never as a page that could do anything."""
    found = _picture(id)
    content = found.file
    if not signed_in().is_young_person:
        audit.record("read", "inspection_picture", found.id, signed_in())
        session.commit()
    return Response(content, mimetype="image/png", headers=PICTURE_HEADERS)


def _back(found: EvidencePicture):
    return redirect(url_for("inspection_evidence.show", id=found.criterion_id, _anchor="pictures"))


def _own_picture(id: int) -> EvidencePicture:
    found = _picture(id)
    of_mine(Criterion, found.criterion_id)
    return found


@bp.post("/<int:id>/remove")
@may_inspect
def remove(id):
    found = _own_picture(id)
    then = _back(found)
    return do(lambda: evidence.remove_picture(found), then)


@bp.post("/<int:id>/look")
@may_inspect
def look(id):
    """Another inspector is the second person."""
    found, form = _own_picture(id), LookForm()
    then = _back(found)
    if not form.validate_on_submit():
        flash(_("Pick an answer."), "careful")
        return then
    try:
        return do(lambda: evidence.look_at(found, form.look.data, signed_in()), then)
    except evidence.SamePerson:
        flash(_("You added it, so somebody else looks at it."), "careful")
    except evidence.OfficersLook:
        flash(_("An adult of the participation team has looked at it, so it stays."), "careful")
    session.rollback()
    return then
