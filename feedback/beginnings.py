"""What a form proposes because the page somebody came from says it; what is asked together."""

from app.core.beginnings import known
from surveys.definition import Definition, Given, Question
from surveys.models import Response


def proposed(response: Response, question: Question) -> Given:
    """What a problem is about, where the page it was begun from says so clearly; or nothing. It is
    no answer of theirs before they go on with it.
    """
    told = known(response.about)
    code = _choice(question, told.sub_themes) if told else None
    return Given() if code is None else Given((code,))


def _choice(question: Question, sub_themes: tuple[str, ...]) -> str | None:
    """The one choice that stands for one of these sub-themes; None for none, or several."""
    if question.type != "picture_choice":
        return None
    fitting = [one.code for one in question.choices if one.sub_theme in sub_themes]
    return fitting[0] if len(fitting) == 1 else None


def together(definition: Definition, question: Question) -> list[Question]:
    """The questions that stand on one page with this one: in a pledge check, all that is asked
    after a promise was said not to be kept; otherwise it alone.
    """
    promise, more, _rest = question.key.partition("_")
    if definition.kind != "pledge_check" or not more or definition.question(promise) is None:
        return [question]
    begins = f"{promise}_"
    return [one for one in definition.questions if one.key.startswith(begins)]


def under(definition: Definition) -> dict[str, str]:
    """By the key of a question that follows up a promise, what that promise says, in English."""
    found = {}
    for question in definition.questions if definition.kind == "pledge_check" else ():
        promise = definition.question(question.key.partition("_")[0])
        if promise is not None and promise is not question:
            found[question.key] = promise.ask
    return found
