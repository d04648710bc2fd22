"""What somebody looks at: a survey in a council, cut one way, as far as they may see it."""

from dataclasses import dataclass, field
from functools import cached_property

from flask import abort, request, url_for

from app.accounts.council_names import plain_council_name
from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.i18n import _, current_language
from app.core.permissions import Permission as P
from app.core.reporting import Table
from app.core.security import signed_in
from surveys.inviting.finding import ages_of, councils_in, surveys_for
from surveys.results import comparing, heads, last_time, writing
from surveys.results.counting import asked_in
from surveys.results.cuts import AGES, ALL, COUNCIL, CUTS, LAST_TIME, SIDE_BY_SIDE, Asked
from surveys.results.figures import figures
from surveys.results.shown import Figures
from surveys.results.writing import Result
from surveys.rewording import Since, since
from surveys.survey_models import Survey
from surveys.survey_words import spoken


@dataclass(frozen=True)
class Page:
    """What somebody looks at: a survey in a council, cut one way."""

    survey: Survey
    council: Council
    councils: list[Council]
    asked: Asked
    by: str
    cuts: dict[str, object]
    read: dict[tuple[str, str], Figures | None] = field(default_factory=dict)
    """What was asked for already, by council and cut: each asking counts how many answers there
    are.
    """

    def figures(self, cut: str = ALL, council: str | None = None) -> Figures | None:
        """None while the worker counts them."""
        wanted = (council or self.council.code, cut)
        if wanted not in self.read:
            self.read[wanted] = figures(self.survey, *wanted)
        return self.read[wanted]

    @cached_property
    def figures_of_last_time(self) -> Figures | None:
        """What may be shown of last time in this council; None for nothing."""
        last = session.get(Survey, self.survey.cloned_from_id)
        if self.council.code not in {one.council_code for one in last.councils}:
            return None
        return figures(last, self.council.code) if ages_of(last) else None

    @property
    def looked_at(self) -> list[Council]:
        """Those whose numbers are on the page."""
        return self.councils if self.by == COUNCIL else [self.council]

    def heads(self) -> list[tuple[Council, Figures]]:
        """How many answered, in each council that is looked at and counted."""
        found = [(one, self.figures(council=one.code)) for one in self.looked_at]
        return [(council, one) for council, one in found if one is not None]

    def link(self, **changed: str) -> str:
        """The address of this page, with another council or another way."""
        wanted = {"council": self.council.code, "by": self.by, **changed}
        return url_for("survey_results.show", id=self.survey.id, **wanted)


def groups_said(page: Page) -> str:
    """Where the groups of a comparison come from; nothing where the council or the time says it."""
    if page.by == AGES:
        return _("Each age has its own version of this survey. The groups are the versions.")
    if page.by not in page.asked.cuts():
        return ""
    ask = page.asked.questions[page.by].ask
    return _("The groups come from the question “%(question)s”", question=ask)


def survey_or_404(id: int) -> Survey:
    return get_or_404(surveys_for(signed_in(), P.SURVEY_RESULTS).where(Survey.id == id))


def page_of(id: int) -> Page:
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
        several = [(plain_council_name(one.name), found) for one, found in page.heads()]
        if len(several) < len(page.councils):
            return None
        return comparing.by_council(page.asked, several)
    found = page.figures()
    if found is None:
        return None
    if page.by == LAST_TIME:
        last = page.figures_of_last_time
        return last_time.beside_last_time(page.asked, last, found, _since(page)) if last else []
    if page.by == ALL:
        return writing.counts(page.asked, found)
    cut = page.figures(page.by)
    if cut is None:
        return None
    return comparing.by_group(page.asked, cut, page.by, page.asked.groups(page.by))


def _since(page: Page) -> dict[str, Since]:
    """What is other than last time, by the keys of the questions that were asked then."""
    last = session.get(Survey, page.survey.cloned_from_id).definition["questions"]
    before = {one["key"]: one for one in last}
    return {
        one["key"]: since(one, before[one["key"]])
        for one in page.survey.definition["questions"]
        if one["key"] in before
    }


def missing_in(page: Page) -> Table | None:
    """Who is missing, where all are looked at together; None where nobody can say."""
    found = page.figures()
    if page.by != ALL or found is None or not heads.knows_how_many(found):
        return None
    cuts = page.asked.cuts()
    by_ages = page.figures(AGES) if AGES in cuts and "care_leavers" in page.asked.by_ages else None
    separated = page.figures("about_separated") if "about_separated" in cuts else None
    return heads.missing(by_ages, separated, found)
