"""The readers who are a whole team, and the role that makes someone part of it."""

from app.core.permissions import Role

PARTICIPATION = "participation"
"""The participation team as a reader, beside the parts of app.people.models.PARTS."""
MANAGERS = "managers"
"""The council's team managers as readers: for what the participation team is late with or about."""
DUTY = "duty"
"""The duty desk as a reader: of what someone sent because they do not feel safe, and of what nobody
else is left for.
"""
TEAMS = {
    PARTICIPATION: Role.PARTICIPATION_OFFICER,
    MANAGERS: Role.TEAM_MANAGER,
    DUTY: Role.DUTY_WORKER,
}
TEAM_OF = {"team_manager": MANAGERS, PARTICIPATION: PARTICIPATION}
"""What someone can complain about, and the whole team that then does not read it."""
