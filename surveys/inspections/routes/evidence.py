"""For inspectors: how it was by one criterion, and adding pictures that show it."""

from flask import Blueprint, redirect, render_template, request, url_for

from app.core.clock import today
from app.core.db import only_reads_at_first, will_write
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.security import signed_in
from surveys.inspections import doing, evidence
from surveys.inspections.forms import CriterionForm, PictureForm, RatingForm
from surveys.inspections.inspection_models import Criterion
from surveys.inspections.marks import RATING, WORDS, mark_of
from surveys.inspections.routes.door import do, home, may_inspect, of_mine
from surveys.inspections.texts import LOOKS, PICTURE_KINDS, RATINGS

bp = Blueprint("inspection_evidence", __name__, url_prefix="/inspecting/criteria")
MOST_SENT = 20_000_000
"""Bytes of an upload that is read at all: enough to answer a picture that is too large with the
page and what was typed on it.
"""


@bp.url_value_preprocessor
def let_pictures_in(endpoint, _values) -> None:
    """Before anything reads the form, so that a large photo gets a sentence and not an end."""
    if endpoint in (f"{bp.name}.add", f"{bp.name}.rate"):
        request.max_content_length = MOST_SENT


@bp.get("/<int:id>")
@may_inspect
def show(id):
    return _page(of_mine(Criterion, id))


def _page(criterion: Criterion, status: int = 200, now=None, **forms):
    """`forms` came with the page: rating, picture, words. `now`: what others wrote meanwhile."""
    account, inspection = signed_in(), criterion.inspection
    page = render_template(
        "inspections/criterion.html",
        criterion=criterion,
        inspection=inspection,
        now=now,
        writes=inspection.state == "being_done",
        rates=inspection.state == "being_done" or doing.may_be_rated_anew(inspection),
        pictures=evidence.pictures_of([criterion.id], account).get(criterion.id, []),
        rating_form=forms.get("rating") or _rating_form(criterion),
        picture_form=forms.get("picture") or PictureForm(formdata=None, prefix="picture"),
        words_form=forms.get("words") or _words_form(criterion),
        changing="words" in forms,
        button_form=EmptyForm(formdata=None),
        looks=LOOKS,
        kinds=PICTURE_KINDS,
        me=account,
        today=today(),
    )
    return page, status


def _rating_form(criterion: Criterion) -> RatingForm:
    data = {
        "rating": criterion.rating,
        "notes": criterion.notes,
        "seen": mark_of(criterion, RATING),
    }
    return RatingForm(formdata=None, data=data, prefix="rating")


def _words_form(criterion: Criterion) -> CriterionForm:
    data = {"words": criterion.words, "seen": mark_of(criterion, WORDS)}
    return CriterionForm(formdata=None, data=data)


@bp.post("/<int:id>/change")
@may_inspect
def change(id):
    criterion, form = of_mine(Criterion, id), CriterionForm()
    if not form.validate_on_submit():
        return _page(criterion, 422, words=form)
    words, seen = form.words.data, form.seen.data or ""

    def outdated():
        form.seen.data = mark_of(criterion, WORDS)
        return _page(criterion, now=(criterion.words,), words=form)[0]

    then = redirect(url_for(".show", id=criterion.id))
    return do(lambda: doing.change_criterion(criterion, words, signed_in(), seen), then, outdated)


@bp.post("/<int:id>")
@may_inspect
def rate(id):
    """Keep the rating. A picture that was chosen or described on the same page is added too."""
    only_reads_at_first()  # A picture takes a second to draw, in which others write.
    criterion, form = of_mine(Criterion, id), RatingForm(prefix="rating")
    picture = PictureForm(prefix="picture")
    picture = picture if _described(picture) else None
    if not form.validate_on_submit():
        return _page(criterion, 422, rating=form, picture=picture)
    drawn = _drawn(picture) if picture else None
    will_write()
    criterion = of_mine(Criterion, id)
    added = _added(criterion, picture, drawn)
    rated = _rated(criterion, form, None if drawn else picture)
    if isinstance(rated, tuple):
        return rated
    if picture and drawn is None:
        return _page(criterion, 422, picture=picture)
    return added or rated


def _described(form: PictureForm) -> bool:
    return bool(form.shows.data or form.file.data or form.sure.data)


def _rated(criterion: Criterion, form: RatingForm, picture: PictureForm | None = None):
    def outdated():
        form.seen.data = mark_of(criterion, RATING)
        now = (RATINGS.get(criterion.rating), criterion.notes)
        return _page(criterion, now=now, rating=form, picture=picture)[0]

    rating, notes, seen = form.rating.data, form.notes.data or "", form.seen.data or ""
    return do(
        lambda: doing.rate(criterion, rating, notes, signed_in(), seen),
        home(criterion.inspection, "criteria"),
        outdated,
    )


@bp.post("/<int:id>/pictures")
@may_inspect
def add(id):
    """Add the picture. A rating on the same page is kept; notes without one stay in their box."""
    only_reads_at_first()
    of_mine(Criterion, id)
    rating, picture = RatingForm(prefix="rating"), PictureForm(prefix="picture")
    drawn = _drawn(picture)
    will_write()
    criterion, typed = of_mine(Criterion, id), None
    added = _added(criterion, picture, drawn)
    if rating.rating.data and rating.validate():
        rated = _rated(criterion, rating, None if drawn else picture)
        if isinstance(rated, tuple):
            return rated
    elif rating.notes.data:
        typed = rating
    if drawn is None:
        return _page(criterion, 422, rating=typed, picture=picture)
    return _page(criterion, rating=typed) if typed else added


def _added(criterion: Criterion, form: PictureForm | None, drawn: bytes | None):
    """Back to the pictures, to which it is added; None when there is none."""
    if form is None or drawn is None:
        return None
    kind, shows = form.kind.data, form.shows.data
    return do(
        lambda: evidence.add_picture(criterion, kind, drawn, shows, signed_in()),
        redirect(url_for(".show", id=criterion.id, _anchor="pictures")),
    )


def _drawn(form: PictureForm) -> bytes | None:
    """The picture, drawn anew. None when it will not do, and the form says why."""
    if not form.validate_on_submit():
        return None
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
