"""Where somebody who answers goes on: with a draft, and from a question by each of its buttons."""

from flask import request, url_for

from surveys import drafts, routing
from surveys.asking import HELP, LANGUAGE, NOT_SAFE, STILL_THERE, Asking
from surveys.inviting import kiosk
from surveys.inviting.finding import Link
from surveys.services import answers_of, definition_of


def goes_on_at(link: Link, ages: str, asking: Asking) -> str:
    """Where a draft is gone on with, in the language it was begun in."""
    response = asking.response
    question = routing.goes_on_at(definition_of(response), answers_of(response))
    where = {"link": link.code, "ages": ages, "lang": response.language}
    if question is None:
        return url_for("survey_sending.check", **where)
    return url_for("survey_answers.ask", question=question, **where)


def onwards(link: Link, ages: str, asking: Asking, key: str, way: str) -> str:
    """Where a button leads once the answer is kept."""
    where = {"link": link.code, "ages": ages}
    if way in (NOT_SAFE, HELP):
        drafts.leave(asking.response, url_for("survey_answers.ask", question=key, **where))
        return kiosk.NOT_SAFE if way == NOT_SAFE else url_for("help.show")
    if way == STILL_THERE:
        return kiosk.asks_at(kept="all")
    language = way.removeprefix(LANGUAGE) if way.startswith(LANGUAGE) else None
    if not link.is_open:
        return _first_page(link, language)
    if language:
        then = request.form.get("then") or None
        return url_for("survey_answers.ask", question=key, then=then, lang=language, **where)
    if way == "back":
        back = asking.previous(key)
        return url_for("survey_answers.ask", question=back, **where) if back else _first_page(link)
    following = None if request.form.get("then") == "check" else asking.next(key)
    if following is None:
        return url_for("survey_sending.check", **where)
    return url_for("survey_answers.ask", question=following, **where)


def _first_page(link: Link, language: str | None = None) -> str:
    return url_for("survey_answers.before", link=link.code, lang=language)
