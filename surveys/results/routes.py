"""Results, live, for the inspectors and officers of a survey's councils; and as files."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from app.accounts.councils import holds_for
from app.accounts.models import Council
from app.core.clock import today
from app.core.counting import EVERYONE
from app.core.db import get_or_404, session
from app.core.i18n import current_language
from app.core.permissions import Permission as P
from app.core.reporting import Figure, Table
from app.core.security import requires, signed_in
from surveys.inviting.finding import ages_of, councils_in, state_of, surveys_for
from surveys.inviting.texts import STAFF_AGES
from surveys.results import comments, exporting, writing
from surveys.results.counting import asked_in
from surveys.results.cuts import AGES, ALL, COUNCIL, CUTS, LAST_TIME, SIDE_BY_SIDE, Asked
from surveys.results.figures import Figures, figures
from surveys.results.writing import Result
from surveys.survey_models import Survey
from surveys.survey_words import spoken

bp = Blueprint("survey_results", __name__, url_prefix="/surveys/results")
may_see = requires(P.SURVEY_RESULTS)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Page:
    """What somebody looks at: a survey in a council, cut one way."""

    survey: Survey
    council: Council
    councils: list[Council]
    asked: Asked
    by: str
    cuts: dict[str, object]

    def figures(self, cut: str = ALL, council: str | None = None) -> Figures | None:
        """None while the worker counts them."""
        return figures(self.survey, council or self.council.code, cut)


def survey_or_404(id: int) -> Survey:
    return get_or_404(surveys_for(signed_in(), P.SURVEY_RESULTS).where(Survey.id == id))


def _page(id: int) -> Page:
    survey = survey_or_404(id)
    councils = councils_in(survey, signed_in(), P.SURVEY_RESULTS)
    wanted = request.args.get("council") or councils[0].code
    council = next((one for one in councils if one.code == wanted), None) or abort(404)
    asked = in_their_language(asked_in(survey))
    cuts = {ALL: "", **{cut: CUTS[cut] for cut in asked.cuts()}}
    if len(councils) > 1:
        cuts[COUNCIL] = SIDE_BY_SIDE[COUNCIL]
    if survey.cloned_from_id is not None:
        cuts[LAST_TIME] = SIDE_BY_SIDE[LAST_TIME]
    by = request.args.get("by", ALL)
    return Page(survey, council, councils, asked, by if by in cuts else ALL, cuts)


def in_their_language(asked: Asked) -> Asked:
    language = current_language()
    return Asked({ages: spoken(one, language) for ages, one in asked.by_ages.items()})


def results_of(page: Page) -> list[Result] | None:
    """The tables of the way it is cut; None while the worker counts them."""
    if page.by == COUNCIL:
        several = [(one.name, page.figures(council=one.code)) for one in page.councils]
        return writing.by_council(page.asked, [(name, one) for name, one in several if one])
    found = page.figures()
    if found is None:
        return None
    if page.by == LAST_TIME:
        last = _last_time(page)
        return writing.beside_last_time(page.asked, last, found) if last else []
    if page.by == ALL:
        return writing.counts(page.asked, found)
    cut = page.figures(page.by)
    if cut is None:
        return None
    return writing.by_group(page.asked, cut, page.by, page.asked.groups(page.by))


def _last_time(page: Page) -> Figures | None:
    """What may be shown of last time in this council; None for nothing."""
    last = session.get(Survey, page.survey.cloned_from_id)
    if page.council.code not in {one.council_code for one in last.councils} or not ages_of(last):
        return None
    return figures(last, page.council.code)


def _missing(page: Page, found: Figures) -> Table | None:
    if not writing.knows_how_many(found):
        return None
    cuts = page.asked.cuts()
    by_ages = page.figures(AGES) if AGES in cuts and "care_leavers" in page.asked.by_ages else None
    separated = page.figures("about_separated") if "about_separated" in cuts else None
    return writing.missing(by_ages, separated, found)


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
    page = _page(id)
    found = page.figures()
    heads: list[Figure] = writing.head(found) if found else []
    said = _said(page)
    few = found is not None and page.by == ALL and found.cell(f"responses/{EVERYONE}") is None
    return render_template(
        "surveys/results/show.html",
        page=page,
        survey=page.survey,
        state=state_of(page.survey),
        heads=heads,
        results=results_of(page),
        missing=_missing(page, found) if found and page.by == ALL else None,
        said=said,
        few=few and not said,
        found=found,
        officer=holds_for(signed_in(), P.SURVEY_ASK, page.council.code),
        ages=[(one, STAFF_AGES[one]) for one in page.asked.by_ages],
        account=signed_in(),
    )


@bp.get("/<int:id>/tables.csv")
@may_see
def as_csv(id):
    """What the page shows, as a table."""
    page = _page(id)
    return _file(exporting.as_csv(_tables(page)), CSV, _name(page, "csv"))


@bp.get("/<int:id>/tables.xlsx")
@may_see
def as_xlsx(id):
    """What the page shows, as a workbook."""
    page = _page(id)
    return _file(exporting.as_xlsx(_tables(page)), XLSX, _name(page, "xlsx"))


def _tables(page: Page) -> list[Table]:
    """Those of the page, all of them through the gate."""
    found, results = page.figures(), results_of(page)
    if found is None or results is None:
        abort(503)
    return [_summary(writing.head(found)), *(one.table for one in results)]


def _name(page: Page, ending: str) -> str:
    return f"survey-{page.council.code}-{page.by}-{today()}.{ending}"


def _summary(heads: list[Figure]) -> Table:
    rows = tuple(writing.Row(one.label, (writing.Cell(one.value),)) for one in heads)
    title = writing.answers_title()
    return Table("summary", title, title, ("",), rows)


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
