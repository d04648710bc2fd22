"""The bank of good questions: looked through by age, theme and words, and added with one tap."""

from flask import Blueprint, flash, redirect, request, url_for

from app.core.db import session
from app.core.i18n import _, gettext
from app.core.security import signed_in
from surveys.building.ages import ages_of
from surveys.building.bank import found, ready_question, taken_from
from surveys.building.changing import MEANWHILE, change_survey
from surveys.building.content import MOST_QUESTIONS, keys_of, question_in, with_question
from surveys.building.forms import BankForm
from surveys.building.routes.desk import (
    drawn,
    held_or_404,
    is_frozen,
    may_build,
    say_it_starts_over,
    survey_or_404,
    to_survey,
)
from surveys.building.texts import AGE_WORDS, THEME_WORDS
from surveys.building.way import labels_of
from surveys.survey_models import Survey

bp = Blueprint("survey_bank", __name__, url_prefix="/surveys/build")
THEIRS, EVERYBODY = "", "all"
"""Of which ages questions are shown: at first of those the survey is for."""


@bp.get("/<int:id>/bank")
@may_build
def index(id):
    survey = survey_or_404(id)
    return to_survey(survey) if is_frozen(survey) else _page(survey)


def _page(survey: Survey, status: int = 200):
    ages, theme, words = (request.values.get(name, "") for name in ("ages", "theme", "words"))
    ages = ages if ages in (EVERYBODY, *AGE_WORDS) else THEIRS
    theme = theme if theme in THEME_WORDS else ""
    wanted = {THEIRS: ages_of(survey.definition), EVERYBODY: ()}.get(ages, (ages,))
    return drawn(
        "bank",
        survey,
        status,
        found=found(wanted, theme, words[:100]),
        there=set(keys_of(survey.definition)),
        looked_for={"ages": ages, "theme": theme, "words": words[:100]},
        opened=request.values.get("opened", ""),
        after=question_in(survey.definition, request.values.get("after", "")),
        ages={THEIRS: _("The ages of this survey"), **AGE_WORDS, EVERYBODY: _("All")},
        age_words=AGE_WORDS,
        themes=THEME_WORDS,
        labels=lambda ready: [gettext(one) for one in labels_of(ready.question).values()],
        form=BankForm(formdata=None, data={"seen": survey.revision}),
    )


@bp.post("/<int:id>/bank")
@may_build
def add(id):
    survey, form = held_or_404(id), BankForm()
    ready = ready_question(form.id.data or "")
    if not form.validate_on_submit() or ready is None:
        return _page(survey, 422)
    if len(survey.definition["questions"]) >= MOST_QUESTIONS:
        flash(_("There is room for %(limit)s questions.", limit=MOST_QUESTIONS), "careful")
        return _page(survey, 422)
    added = taken_from(ready, survey.definition)
    # Whatever was changed meanwhile, it goes in; twice it does so only for whoever saw it there.
    seen = survey.revision if added["key"] == ready.id else form.revision
    content = with_question(survey.definition, added, request.form.get("after", ""))
    try:
        starts_over = change_survey(survey, content, signed_in(), seen)
    except MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id), 409)
    session.commit()
    say_it_starts_over(starts_over)
    asked = ready.question["ask"]
    flash(_("Added: %(question)s", question=gettext(asked)), "good")
    place = f"ready-{ready.id}"
    # The next one comes after this one.
    after = {"after": added["key"]} if request.form.get("after") else {}
    looked_for = _looked_for()
    opened = {} if looked_for.keys() & {"theme", "words"} else {"opened": ready.theme}
    where = {**looked_for, **after, **opened}
    return redirect(url_for(".index", id=id, **where, _anchor=place), 303)


def _looked_for() -> dict[str, str]:
    named = {name: request.form.get(name, "")[:100] for name in ("ages", "theme", "words")}
    return {name: value for name, value in named.items() if value}
