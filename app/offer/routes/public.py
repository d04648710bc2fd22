"""The Local Offer for everybody: look through it, see one line, compare the councils."""

from collections.abc import Iterable

from flask import Blueprint, Flask, redirect, render_template, request, url_for

from app.accounts.council_names import council_name
from app.accounts.councils import councils_in_order
from app.accounts.models import Council
from app.core.clock import today
from app.core.db import only_reads_at_first, session
from app.core.i18n import current_language
from app.core.permissions import Permission
from app.core.security import csrf, public, signed_in
from app.offer import ages, catalogue
from app.offer.browsing import Wanted, look_for
from app.offer.carried import carried, carry
from app.offer.comparing import compare as compare_councils
from app.offer.models import Entitlement
from app.offer.reasons import age_words
from app.offer.search_form import SearchForm
from app.offer.texts import (
    BADGES,
    BRING,
    HEADING_PICTURES,
    HEADINGS,
    HELPS,
    NEEDS,
    STRENGTHS,
    TOPICS,
    WHO,
)
from app.offer.words import Words, said
from app.people.teams import record_of
from app.safeguarding.helplines import Helpline, helplines
from surveys.abouts import ABOUTS, About

bp = Blueprint("offer", __name__, url_prefix="/offer")

SEARCH = "search"
CALLED = {
    "advocate": "coram_voice",
    "leaving_care_team": "nct_leaving_care",
    "personal_adviser": "nct_leaving_care",
    "social_worker": "nct_mash",
    "housing_team": "council_housing",
    "solicitor": "cclc_mcp",
    "red_cross": "red_cross_tracing",
}
"""Which helpline answers for whom a line names."""


def init_app(app: Flask) -> None:
    """Let what is said about a line name it."""
    ABOUTS["offer"] = about_line


def about_line(slug: str) -> About | None:
    """The page of a line that is shown."""
    line = catalogue.find_line(slug)
    if line is None:
        return None
    return About(said(line.content["title"]).text, url_for("offer.show", slug=slug))


@bp.get("/")
@public
def index():
    number = request.args.get("search")
    words = carried(SEARCH, number) if number else ""
    return _list_page(_wanted(words or ""), gone=words is None, here=words is None)


@bp.post("/")
# A search changes nothing; it is sent so that the words stand in no address and no log.
@csrf.exempt
@public
def search():
    only_reads_at_first()
    wanted = _wanted(request.form.get("q", ""))
    if wanted.words and request.form.get("here"):
        return _list_page(wanted, here=True)
    number = {"search": carry(SEARCH, wanted.words)} if wanted.words else {}
    return redirect(url_for(".index", **{"council": "", **wanted.codes(), **number}), 303)


@bp.get("/compare")
@public
def compare():
    councils = councils_in_order()
    return render_template(
        "offer/compare.html",
        councils=councils,
        comparison=compare_councils(catalogue.live_lines(), councils),
        council_name=council_name,
        topics=TOPICS,
        headings=HEADINGS,
    )


@bp.get("/<slug>")
@public
def show(slug: str):
    line = catalogue.find_line(slug)
    if line is None:
        return render_template("offer/gone.html"), 404
    who, needs = conditions_of(line)
    each = ages.spans(who, line.age_from, line.until_birthday)
    whole = ages.together(each.values())
    return render_template(
        "offer/show.html",
        line=line,
        words=Words.of(line.content),
        council=session.get(Council, line.council_code) if line.council_code else None,
        council_name=council_name,
        ages=age_words(*whole) if whole else "",
        check=catalogue.needs_checking(line, today()),
        overdue=line.review_by is not None and line.review_by < today(),
        strength=STRENGTHS[line.strength],
        # Ages that are those of the whole line are said once, above.
        who=[(age_words(*span) if span != whole else "", WHO[code]) for code, span in each.items()],
        needs=[NEEDS[code] for code in needs],
        bring=[BRING[code] for code in line.content.get("bring", ())],
        helps=_helps(line.content.get("helps", ())),
        may_claim=_may_claim(line),
        may_share=_may_share(),
    )


def conditions_of(line: Entitlement) -> tuple[list[str], list[str]]:
    """Whom a line is for, and what else has to be so, each said once: what a line needs of
    everybody and also names as a group is that group.
    """
    both = [code for code in line.who if code in line.needs]
    return both or list(line.who), [code for code in line.needs if code not in both]


def _helps(codes: Iterable[str]) -> list[tuple[str, Helpline | None]]:
    """Who can help, in words, and whom to call for it; each number once."""
    known = {line.id: line for line in helplines()}
    return [(HELPS[code], known.pop(CALLED.get(code, ""), None)) for code in codes]


def _wanted(words: str) -> Wanted:
    """What is asked for; somebody who is signed in sees their own council first."""
    return Wanted.of({**request.values, "q": words}, councils_in_order(), _own_council())


def _list_page(wanted: Wanted, gone: bool = False, here: bool = False) -> str:
    """`gone` if words were looked for that this browser does not carry, or not any more; `here` if
    the next search is better answered without it carrying any.
    """
    return render_template(
        "offer/index.html",
        wanted=wanted,
        gone=gone,
        here=here,
        form=SearchForm(wanted, councils_in_order()),
        found=look_for(wanted, current_language()),
        headings=HEADINGS,
        pictures=HEADING_PICTURES,
        badges=BADGES,
        may_share=_may_share(),
    )


def _may_claim(line: Entitlement) -> bool:
    account = signed_in()
    return line.strength != "announced" and (account is None or account.is_young_person)


def _may_share() -> bool:
    account = signed_in()
    return account is not None and account.may(Permission.OFFER_SHARE)


def _own_council() -> str:
    account = signed_in()
    person = record_of(account) if account and account.is_young_person else None
    return person.council_code if person else ""
