"""The `_` of the templates, which lets no markup through.

Jinja takes what gettext gives back for safe: right for words of ours, and wrong for those that
young people, officers and councils write into a form, a promise or a category, and that go through
gettext too, to be found where they are translated. No words of ours hold markup: all are escaped.
"""

from flask import Flask
from flask_babel import get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import escape

from app.core.spoken import in_their_words


def init_app(app: Flask) -> None:
    """From here on `_` and `ngettext` in templates give words, and never markup."""
    app.jinja_env.install_gettext_callables(gettext=_words, ngettext=_counted, newstyle=True)


@pass_eval_context
def _words(where: EvalContext, text: str) -> str:
    words = in_their_words(text)
    return escape(words) if where.autoescape else words


@pass_eval_context
def _counted(where: EvalContext, one: str, many: str, number: int) -> str:
    words = get_translations().ungettext(one, many, number)
    return escape(words) if where.autoescape else words
