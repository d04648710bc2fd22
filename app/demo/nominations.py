"""Makers of nominations, for tests and demo: begun and sent, through the services’ own door."""

from app.awards import nominating
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.drafts import new_token
from surveys.services import answers_of, definition_of, digest_of_answers


def nominate(row, who="Zuri Bell", why="She helped me read.", *, by=None, chosen=None, **answers):
    """A nomination that was sent, by the open link unless `by` an account; `flooded=True`…"""
    flooded, language = answers.pop("flooded", False), answers.pop("language", "en")
    nomination = begin(row, who, why, by=by, chosen=chosen, language=language, **answers)
    send(nomination, flooded)
    return nomination


def begin(row, who, why="", *, by=None, chosen=None, language="en", **answers):
    nomination = nominating.begin(row, language, token=new_token(), account=by, chosen=chosen)
    asked = definition_of(nomination.response)
    said = {"category": "super_skills", **answers}
    given = {key: Given(choices=(code,)) for key, code in said.items() if code}
    if chosen is None:
        given["who"] = Given(words=who)
    if why:
        given["why"] = Given(words=why)
    for key, answer in given.items():
        save_answer(nomination.response, asked.question(key), answer, language)
    return nomination


def send(nomination, flooded=False):
    looked_over = digest_of_answers(nomination.response, answers_of(nomination.response))
    return nominating.nominate(nomination, looked_over, flooded)
