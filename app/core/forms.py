"""The form every feature has: a button."""

from flask_wtf import FlaskForm


class EmptyForm(FlaskForm):
    """A button and nothing else: only the token that shows the page was ours."""
