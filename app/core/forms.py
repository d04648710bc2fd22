"""The form every feature has, a button; and the button that shows how what is typed reads."""

from flask import request
from flask_wtf import FlaskForm


class EmptyForm(FlaskForm):
    """A button and nothing else: only the token that shows the page was ours."""


def only_looks() -> bool:
    """Whether they ask how it reads, before anything is kept: components/reading.html."""
    return request.form.get("look") == "reading"
