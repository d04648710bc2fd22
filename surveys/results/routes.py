"""Results, live, for the inspectors and officers of a survey's councils; and as files."""

from collections.abc import Callable

from flask import Blueprint, abort, render_template

from app.accounts.council_names import council_name, plain_council_name
from app.accounts.councils import holds_for
from app.accounts.models import Council
from app.core.clock import today
from app.core.counting import EVERYONE
from app.core.db import session
from app.core.i18n import _, current_language
from app.core.permissions import Permission as P
from app.core.reporting import Table
from app.core.security import requires, signed_in
from surveys.inviting.finding import state_of, surveys_for
from surveys.inviting.setting_aside import decisions
from surveys.results import comments, exporting, heads
from surveys.results.cuts import ALL, LAST_TIME
from surveys.results.pages import (
    Page,
    groups_said,
    missing_in,
    page_of,
    results_of,
    survey_or_404,
)
from surveys.results.shown import Figures
from surveys.results.writing import Result
from surveys.survey_models import Survey

bp = Blueprint("survey_results", __name__, url_prefix="/surveys/results")
may_see = requires(P.SURVEY_RESULTS)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _said(page: Page) -> dict[str, list[comments.Comment]]:
    """The comments inspectors may read. Adults read them where each reading is on the trail."""
    if page.by != ALL or not signed_in().is_young_person:
        return {}
    return comments.shared_with_inspectors(page.survey, page.council.code)


@bp.get("/")
@may_see
def index():
    rows = surveys_for(signed_in(), P.SURVEY_RESULTS)
    found = session.scalars(rows.order_by(Survey.closes_on.desc(), Survey.id)).all()
    return render_template("surveys/results/index.html", surveys=found, state_of=state_of)


@bp.get("/<int:id>/")
@may_see
def show(id):
    page = page_of(id)
    found = page.figures()
    said = _said(page)
    tops, results = page.heads(), results_of(page)
    return render_template(
        "surveys/results/show.html",
        page=page,
        survey=page.survey,
        state=state_of(page.survey),
        in_councils=[
            (council_name(one.name), page.link(council=one.code), one == page.council)
            for one in page.councils
        ],
        ways=[
            (words or _("All together"), page.link(by=cut), cut == page.by)
            for cut, words in page.cuts.items()
        ],
        heads=[(name, one.made_on, heads.head(one)) for name, one in _beside(page, tops)],
        results=results,
        groups_said=groups_said(page),
        missing=missing_in(page),
        said=said,
        few=bool(tops) and not said and _are_few([one for _council, one in tops], results),
        found=found,
        decisions=decisions(page.survey, page.council.code),
        officer=holds_for(signed_in(), P.SURVEY_ASK, page.council.code),
        account=signed_in(),
    )


def _beside(
    page: Page, tops: list[tuple[Council, Figures]], named: Callable[[str], str] = council_name
) -> list[tuple[str, Figures]]:
    """What stands over the questions, under the names of councils or of times."""
    last = page.figures_of_last_time if page.by == LAST_TIME else None
    if last is None:
        return [(named(one.name), found) for one, found in tops]
    return [(_("Last time"), last), *((_("This time"), found) for _council, found in tops)]


def _are_few(several: list[Figures], results: list[Result] | None) -> bool:
    """True if nothing can be shown: so few have answered, or every number is held back."""
    answers = [one.cell(f"responses/{EVERYONE}") for one in several]
    nothing = bool(results) and all(one.shows_nothing for one in results)
    return nothing or not any(answers)


@bp.get("/<int:id>/tables.csv")
@may_see
def as_csv(id):
    """What the page shows, as a table."""
    page = page_of(id)
    return _file(exporting.as_csv(_tables(page)), CSV, _name(page, "csv"))


@bp.get("/<int:id>/tables.xlsx")
@may_see
def as_xlsx(id):
    """What the page shows, as a workbook."""
    page = page_of(id)
    return _file(
        exporting.as_xlsx(_tables(page), current_language().direction), XLSX, _name(page, "xlsx")
    )


def _tables(page: Page) -> list[Table]:
    """Those of the page, all of them through the gate."""
    found, results = page.figures(), results_of(page)
    if found is None or results is None:
        abort(503)
    over, several = _("Council"), _beside(page, page.heads(), plain_council_name)
    if page.by == LAST_TIME and len(several) > 1:
        over = plain_council_name(page.council.name)
    by = str(page.cuts[page.by] or _("All together"))
    top = heads.summary(page.survey.title, by, over, several)
    missing = missing_in(page)
    over = [top, missing] if missing else [top]
    return [*over, *(table for one in results for table in one.tables)]


def _name(page: Page, ending: str) -> str:
    return f"survey-{page.council.code}-{page.by}-{today()}.{ending}"


@bp.get("/<int:id>/definition.json")
@may_see
def definition(id):
    """The questions, to be used again."""
    return _file(exporting.as_json(survey_or_404(id)), "application/json", "survey.json")


def _file(content: bytes, kind: str, name: str):
    return content, {
        "Content-Type": kind,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
