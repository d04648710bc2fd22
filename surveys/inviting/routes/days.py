"""Answers by day against how many were asked, and what an officer does about a stuffed link: end
it, and set a day aside.
"""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.models import Council
from app.core.calendars import day_in_text
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inviting import setting_aside
from surveys.inviting.asking_whom import how_many_asked
from surveys.inviting.finding import Link
from surveys.inviting.forms import SetAsideForm
from surveys.inviting.links import end_link
from surveys.inviting.routes.desk import link_or_404, survey_or_404
from surveys.survey_models import Survey

bp = Blueprint("survey_days", __name__, url_prefix="/surveys/desk")
may_ask = requires(Permission.SURVEY_ASK)


@bp.get("/<int:id>/<council>/days")
@may_ask
def show(id, council):
    survey = survey_or_404(id)
    link, days = link_or_404(survey, council), setting_aside.days_of(survey, council)
    return _page(survey, link, days, _form(days, empty=True))


def _form(days: Sequence[setting_aside.Day], *, empty: bool = False) -> SetAsideForm:
    form = SetAsideForm(formdata=None) if empty else SetAsideForm()
    form.day.choices = [(one.day.isoformat(), day_in_text(one.day)) for one in days]
    return form


def _page(
    survey: Survey,
    link: Link,
    days: Sequence[setting_aside.Day],
    form: SetAsideForm,
    status: int = 200,
):
    page = render_template(
        "surveys/inviting/days.html",
        survey=survey,
        link=link,
        council=link.council_code,
        council_name=session.get_one(Council, link.council_code).name,
        days=days,
        counted=setting_aside.few_or_rounded(sum(one.counted for one in days)),
        asked=how_many_asked(survey, link.council_code),
        decisions=setting_aside.decisions(survey, link.council_code),
        form=form,
        button_form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/<int:id>/<council>/days")
@may_ask
def decide(id, council):
    """Set a day aside, or count it again. Nothing is deleted, and the reason stays."""
    survey = survey_or_404(id)
    link, days = link_or_404(survey, council), setting_aside.days_of(survey, council)
    form = _form(days)
    do = request.form.get("do")
    if not form.validate_on_submit() or do not in ("count", "leave"):
        return _page(survey, link, days, form, 422)
    day, reason = date.fromisoformat(form.day.data), form.reason.data
    if do == "count":
        changed = setting_aside.count_again(survey, council, day, reason, signed_in())
        said = _("The day will be counted at the next counting.")
    else:
        changed = setting_aside.set_aside(survey, council, day, reason, signed_in())
        said = _("The day is set aside. It will not be counted at the next counting.")
    session.commit()
    flash(said if changed else _("There was nothing to change on that day."))
    return redirect(url_for(".show", id=id, council=council), 303)


@bp.post("/<int:id>/<council>/new-link")
@may_ask
def new_link(id, council):
    """End the open link that the page showed; the new one is on the survey's page, its poster and
    its square.
    """
    survey = survey_or_404(id)
    link = link_or_404(survey, council)
    if not link.is_open or not EmptyForm().validate_on_submit():
        days = setting_aside.days_of(survey, council)
        return _page(survey, link, days, _form(days, empty=True), 422)
    if request.form.get("link") == link.code:
        end_link(survey, council, signed_in())
        session.commit()
        flash(_("The old link has ended. This is the new one: print the poster again."), "good")
    else:
        flash(_("This link has ended already. This is the new one."))
    return redirect(url_for("survey_desk.show", id=id), 303)
