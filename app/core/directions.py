"""The words for which way a figure went: the same in a board's report and in a survey's results."""

from app.core.i18n import _


def up() -> str:
    return _("up")


def down() -> str:
    return _("down")


def about_the_same() -> str:
    return _("about the same")


def cannot_say() -> str:
    return _("cannot say")
