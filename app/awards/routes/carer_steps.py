"""For a carer without an account: a small step by the link, in a minute, in any language."""

from flask import Blueprint, Flask, abort, redirect, render_template, url_for

from app.awards import carer_steps
from app.awards.forms import CarerStepForm
from app.awards.models import StepLink
from app.awards.step_english import Stories
from app.core import interpreting
from app.core.db import only_reads_at_first, session, will_write
from app.core.i18n import _, current_language
from app.core.security import public
from app.core.throttle import TooMany
from surveys.drafts import new_token

bp = Blueprint("carer_steps", __name__, url_prefix="/awards/small-steps/with")


def init_app(_app: Flask) -> None:
    """What carers write in other languages waits for interpreters."""
    interpreting.register(Stories())


def _link(code: str) -> StepLink:
    return carer_steps.link_with(code) or abort(404)


@bp.get("/<code>")
@public
def show(code):
    return _page(_link(code), CarerStepForm(formdata=None, data={"once": new_token()}))


def _page(link: StepLink, form: CarerStepForm, status: int = 200):
    return render_template("awards/steps/by_link.html", link=link, form=form), status


@bp.post("/<code>")
@public
def create(code):
    only_reads_at_first()
    link, form = _link(code), CarerStepForm()
    if not form.validate_on_submit():
        return _page(link, form, 422)
    will_write()
    once, link = form.once.data or new_token(), _link(code)
    try:
        flooded = carer_steps.comes_in_a_flood(link)
        words = (form.named.data, form.story.data, current_language())
        carer_steps.offer(link, *words, once, flooded)
    except TooMany:
        session.rollback()
        form.story.errors = [
            _(
                "Very many are coming in just now. Nothing is lost. Wait ten minutes, then send it"
                " again."
            )
        ]
        return _page(_link(code), form, 429)
    except carer_steps.OtherWords:
        form.once.data = new_token()
        form.story.errors = [_("This was sent before with other words. Send it again to add this.")]
        return _page(link, form, 409)
    session.commit()
    return redirect(url_for(".sent", code=code))


@bp.get("/<code>/sent")
@public
def sent(code):
    """Thank you; and another one, if they like."""
    return render_template("awards/steps/by_link_sent.html", link=_link(code))
