"""Secret words can be looked at while they are typed, without a script.

The form has a button named `show`. It sends the form back as it is, with the words to be read or
hidden again; `shown` is kept in the form, so that a page with something to put right stays so.
"""

from flask import request


def asked_to_show() -> bool:
    """True if the form was sent only to show or hide what is typed."""
    return "show" in request.form


def are_shown() -> bool:
    """True if this page shows the secret words."""
    return request.form.get("show", request.form.get("shown")) == "yes"
