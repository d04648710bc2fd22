"""The statements that can be begun, and drafts of them that are kept and come back to."""

from flask import url_for

from surveys import drafts, routing
from surveys.models import FormVersion, Response
from surveys.publishing import current_versions
from surveys.return_numbers import hash_of_return_number, return_number_for
from surveys.services import answers_of, definition_of

CARDS = (
    "get_ready_for_my_meeting",
    "share_good_news",
    "sort_out_a_problem",
    "my_workers_visit",
    "where_i_live",
    "how_i_feel",
    "this_is_me",
    "something_else",
)
"""The order of the cards; forms published later come after these."""


def cards() -> list[FormVersion]:
    """The statements a young person can begin today, in the order they are shown."""
    listed = [v for v in current_versions("statement") if v.definition.get("listed", True)]
    place = {key: number for number, key in enumerate(CARDS)}
    return sorted(listed, key=lambda v: (place.get(v.form.key, len(CARDS)), v.form.key))


def resume(response: Response) -> str:
    """Let this browser go on with a draft it opened by number; where it goes on."""
    drafts.hold_by_number(response)
    return goes_on_at(response)


def goes_on_at(response: Response) -> str:
    """The address of the question at which a draft is gone on with (`routing.goes_on_at`), in the
    language it was begun in; when the last one was answered, of the page to look it all over.
    """
    form, language = response.version.form.key, response.language
    question = routing.goes_on_at(
        definition_of(response), answers_of(response), response.stopped_at
    )
    if question is None:
        return url_for("sending.check", form=form, lang=language)
    return url_for("tell_questions.ask", form=form, question=question, again="yes", lang=language)


def number_of(held: str | None) -> str | None:
    """The return number that belongs to what a browser holds; None if it holds no token."""
    return None if not held or held.startswith(drafts.BY_NUMBER) else return_number_for(held)


def number_that_opens(response: Response, held: str | None) -> str | None:
    """The return number, if this browser can make it and it still opens this response."""
    number = number_of(held) if response.anonymous and response.return_hash else None
    return number if number and hash_of_return_number(number) == response.return_hash else None


def keep_for_later(response: Response, held: str | None) -> None:
    """Give an anonymous draft its return number, so that it can be opened from anywhere."""
    number = number_of(held)
    if response.anonymous and response.return_hash is None and number:
        response.return_hash = hash_of_return_number(number)
