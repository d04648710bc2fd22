"""What stands against a change of the rota, asked back beside the field it is about."""

from collections.abc import Callable

from flask_wtf import FlaskForm

from app.core.calendars import day_in_text
from app.core.clock import LONDON
from app.core.db import session
from app.core.i18n import gettext as _
from app.safeguarding import rota_services as services
from app.safeguarding.duty_models import Shift


def is_done(form: FlaskForm, act: Callable[[], object]) -> bool:
    """Do it. If something stands against it, nothing is done and the form asks about it."""
    try:
        act()
    except tuple(QUESTIONS) as problem:
        session.rollback()
        field, question = QUESTIONS[type(problem)](problem)
        # The form for swapping has one field.
        form[field if field in form else "other"].errors = [question]
        return False
    return True


def in_words(shift: Shift) -> str:
    """Who and when, in a line."""
    start, end = (moment.astimezone(LONDON) for moment in (shift.starts_at, shift.ends_at))
    return _(
        "%(name)s, %(start)s on %(first)s to %(end)s on %(last)s",
        name=shift.account.display_name,
        start=f"{start:%H:%M}",
        first=day_in_text(start),
        end=f"{end:%H:%M}",
        last=day_in_text(end),
    )


def _already_on(problem: services.AlreadyOn) -> tuple[str, str]:
    shift = in_words(problem.shift)
    return "account", _("They are on then already: %(shift)s. Which is right?", shift=shift)


def _somebody_is_on(problem: services.SomebodyIsOn) -> tuple[str, str]:
    shifts = "; ".join(in_words(shift) for shift in problem.shifts)
    return "as_well", _("Somebody is on then already: %(shifts)s. As well?", shifts=shifts)


QUESTIONS: dict[type[Exception], Callable[[Exception], tuple[str, str]]] = {
    services.Over: lambda _problem: ("account", _("That time is over, and stays as it was.")),
    services.NotYourRota: lambda _problem: (
        "council",
        _("You do not keep the rota of every council. For which one is it?"),
    ),
    services.NotOnTheDesk: lambda _problem: (
        "account",
        _("They do not have the duty desk of that council. Who has?"),
    ),
    services.AlreadyOn: _already_on,
    services.SomebodyIsOn: _somebody_is_on,
}
