"""For inspectors: how it was by one criterion, and the pictures that show it."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inspections import doing, evidence
from surveys.inspections.desk_forms import LookForm
from surveys.inspections.forms import CriterionForm, PictureForm, RatingForm
from surveys.inspections.inspection_models import Criterion
from surveys.inspections.routes.door import do, home, may_inspect, of_mine
from surveys.inspections.texts import LOOKS, PICTURE_KINDS
from surveys.inspections.visit_models import EvidencePicture

bp = Blueprint("inspection_evidence", __name__, url_prefix="/inspecting/criteria")
MOST_SENT = 20_000_000
"""Bytes of an upload that is read at all: enough to answer a picture that is too large with the
page and what was typed on it.
"""
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": 'inline; filename="picture.png"',
    "X-Content-Type-Options": "nosniff",
}


@bp.url_value_preprocessor
def let_pictures_in(endpoint, _values) -> None:
    """Before anything reads the form, so that a large photo gets a sentence and not an end."""
    if endpoint in (f"{bp.name}.add", f"{bp.name}.rate"):
        request.max_content_length = MOST_SENT


@bp.get("/<int:id>")
@may_inspect
def show(id):
    return _page(of_mine(Criterion, id))


def _page(criterion: Criterion, rating_form=None, picture_form=None, status: int = 200):
    account = signed_in()
    rated = {"rating": criterion.rating, "notes": criterion.notes}
    page = render_template(
        "inspections/criterion.html",
        criterion=criterion,
        inspection=criterion.inspection,
        writes=criterion.inspection.state == "being_done",
        rates=criterion.inspection.state == "being_done"
        or doing.may_be_rated_anew(criterion.inspection),
        pictures=evidence.pictures_of([criterion.id], account).get(criterion.id, []),
        rating_form=rating_form or RatingForm(formdata=None, data=rated, prefix="rating"),
        picture_form=picture_form or PictureForm(formdata=None, prefix="picture"),
        words_form=CriterionForm(formdata=None, data={"words": criterion.words}),
        look_form=LookForm(formdata=None),
        button_form=EmptyForm(formdata=None),
        looks=LOOKS,
        kinds=PICTURE_KINDS,
        me=account,
    )
    return page, status


@bp.post("/<int:id>")
@may_inspect
def rate(id):
    """Keep the rating. A picture that was chosen or described on the same page is added too."""
    criterion, form = of_mine(Criterion, id), RatingForm(prefix="rating")
    picture = PictureForm(prefix="picture")
    if not form.validate_on_submit():
        return _page(criterion, form, picture if _described(picture) else None, 422)
    answer = _rated(criterion, form)
    return _added(criterion, picture) if _described(picture) else answer


def _described(form: PictureForm) -> bool:
    return bool(form.shows.data or form.file.data or form.sure.data)


def _rated(criterion: Criterion, form: RatingForm):
    return do(
        lambda: doing.rate(criterion, form.rating.data, form.notes.data or "", signed_in()),
        home(criterion.inspection, "criteria"),
    )


@bp.post("/<int:id>/pictures")
@may_inspect
def add(id):
    """Add the picture. A rating on the same page is kept; notes without one stay in their box."""
    criterion, rating = of_mine(Criterion, id), RatingForm(prefix="rating")
    if rating.rating.data and rating.validate():
        _rated(criterion, rating)
        rating = None
    answer = _added(criterion, PictureForm(prefix="picture"), rating)
    refused = isinstance(answer, tuple)
    return answer if refused or not (rating and rating.notes.data) else _page(criterion, rating)


def _added(criterion: Criterion, form: PictureForm, rating: RatingForm | None = None):
    typed = rating if rating and rating.notes.data else None
    drawn = _drawn(form) if form.validate_on_submit() else None
    if drawn is None:
        return _page(criterion, typed, form, status=422)
    kind, shows = form.kind.data, form.shows.data
    return do(
        lambda: evidence.add_picture(criterion, kind, drawn, shows, signed_in()),
        redirect(url_for(".show", id=criterion.id, _anchor="pictures")),
    )


def _drawn(form: PictureForm) -> bytes | None:
    """The picture, drawn anew. None when it will not do, and the form says why."""
    sent = form.file.data
    content = sent.read(evidence.LIMITS.bytes + 1) if sent else b""
    if not content:
        form.file.errors = [_("Choose a picture.")]
        return None
    try:
        return evidence.drawn_anew(content)
    except evidence.NotAPicture as problem:
        form.file.errors = [str(problem.said)]
        return None


def _picture(id: int) -> EvidencePicture:
    return get_or_404(EvidencePicture.visible_to(signed_in()).where(EvidencePicture.id == id))


@bp.get("/pictures/<int:id>.png")
@requires(Permission.INSPECT, Permission.INSPECTION_CHECK, Permission.INSPECTION_ANSWER)
def picture(id):
    """The PNG we drew, to those who may see it, and never as a page that could do anything."""
    found = _picture(id)
    content = found.file
    if not signed_in().is_young_person:
        audit.record("read", "inspection_picture", found.id, signed_in())
        session.commit()
    return Response(content, mimetype="image/png", headers=PICTURE_HEADERS)


def _own_picture(id: int) -> EvidencePicture:
    found = _picture(id)
    of_mine(Criterion, found.criterion_id)
    return found


@bp.post("/pictures/<int:id>/remove")
@may_inspect
def remove(id):
    found = _own_picture(id)
    then = redirect(url_for(".show", id=found.criterion_id, _anchor="pictures"))
    return do(lambda: evidence.remove_picture(found), then)


@bp.post("/pictures/<int:id>/look")
@may_inspect
def look(id):
    """Another inspector is the second person."""
    found, form = _own_picture(id), LookForm()
    then = redirect(url_for(".show", id=found.criterion_id, _anchor="pictures"))
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
