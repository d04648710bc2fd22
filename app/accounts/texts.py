"""What the roles are called. The codes are in app/core/permissions.py."""

from app.core.i18n import _l
from app.core.permissions import Role

ROLES = {
    Role.YOUNG_PERSON: _l("Young person"),
    Role.WORKER: _l("Worker"),
    Role.REVIEWING_OFFICER: _l("Reviewing officer"),
    Role.TEAM_MANAGER: _l("Team manager"),
    Role.PARTICIPATION_OFFICER: _l("Participation officer"),
    Role.DUTY_WORKER: _l("Duty worker"),
    Role.BOARD_MEMBER: _l("Board member"),
    Role.INTERPRETER: _l("Interpreter"),
    Role.RETURN_INTERVIEWER: _l("Return interviewer"),
    Role.YOUNG_INSPECTOR: _l("Young Inspector"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

EVERY_COUNCIL = _l("Every council")
