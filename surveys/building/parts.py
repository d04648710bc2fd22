"""The parts of a survey that somebody changes at one time, each by its digest: as long as the part
they had before them is as it was, whatever else somebody has changed meanwhile is in nobody's way.
"""

from app.core.snapshots import digest
from surveys.building.content import Content, Question, keys_of, later_than
from surveys.building.rules import written_rules
from surveys.survey_models import Survey


def question_part(content: Content, question: Question) -> str:
    """A question as its own page shows it, and the ages that it can be for."""
    shown = {name: value for name, value in question.items() if name != "next"}
    return digest((shown, content["ages"]))


def ways_part(content: Content, question: Question) -> str:
    """A question with its ways on, and the one that comes next by itself."""
    key = question["key"]
    following = later_than(content, key)[:1] if key in keys_of(content) else []
    return digest((question, keys_of({"questions": following})))


def order_part(content: Content) -> str:
    """Which questions there are, in which order, and the ways between them."""
    return digest([(one["key"], written_rules(one)) for one in content["questions"]])


def removal_part(content: Content, question: Question) -> str:
    """A question that is to be taken off, and the order it is taken from."""
    return digest((question, order_part(content)))


def frame_part(survey: Survey) -> str:
    """Everything but the questions."""
    words = {name: value for name, value in survey.definition.items() if name != "questions"}
    days = (str(survey.opens_on), str(survey.closes_on))
    return digest((words, sorted(survey.council_codes), days))
