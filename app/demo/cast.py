"""The invented people of the demo. Nobody here exists."""

from dataclasses import dataclass
from datetime import date

from app.core.permissions import Role


@dataclass(frozen=True)
class Staff:
    email: str
    name: str
    job: str
    roles: tuple[Role, ...]
    council: str | None = None


STAFF = (
    Staff(
        "participation@listen.invalid",
        "Priya Anand",
        "Participation officer",
        (Role.PARTICIPATION_OFFICER,),
    ),
    Staff("worker@listen.invalid", "Amina Yusuf", "Social worker", (Role.WORKER,)),
    Staff("adviser@listen.invalid", "Tom Reedy", "Personal adviser", (Role.WORKER,)),
    Staff("manager@listen.invalid", "Grace Obilor", "Team manager", (Role.TEAM_MANAGER,), "west"),
    Staff("north@listen.invalid", "Leah Okoro", "Team manager", (Role.TEAM_MANAGER,), "north"),
    Staff(
        "reviewing@listen.invalid",
        "Helen Marsham",
        "Independent reviewing officer",
        (Role.REVIEWING_OFFICER,),
    ),
    Staff("duty@listen.invalid", "Sam Colley", "Duty social worker", (Role.DUTY_WORKER,)),
    Staff("night@listen.invalid", "Marcus Hale", "Duty social worker", (Role.DUTY_WORKER,)),
    Staff(
        "interviewer@listen.invalid",
        "Nadia Brook",
        "Return interviewer",
        (Role.RETURN_INTERVIEWER,),
    ),
    Staff("interpreter@listen.invalid", "Daniel Tesfu", "Interpreter", (Role.INTERPRETER,)),
    Staff("board@listen.invalid", "Ruth Adlam", "Board member", (Role.BOARD_MEMBER,), "west"),
    Staff("admin@listen.invalid", "Robin Fielden", "Administrator", (Role.ADMINISTRATOR,)),
)

LISTENS_FOR = "Wayside Listening Service"
"""Whom the return interviewer works for: a commissioned service, neither a home nor a council."""

PASSWORD = "a demo for everyone"
"""Of every invented person, staff or young; the demo prints it."""


@dataclass(frozen=True)
class Young:
    name: str
    council: str
    born: date
    status: str = "in_care"
    separated: bool = False
    language: str = "en"


SIGN_IN_AS = (
    Young("Sky", "west", date(2012, 4, 1)),
    Young("Dawit", "west", date(2009, 9, 1), "eligible", True, "ti"),
    Young("Maryam", "north", date(2010, 1, 1), "in_care", True, "fa-AF"),
    Young("Zain", "west", date(2008, 12, 1), "eligible", True, "ar"),
    Young("Kai", "north", date(2006, 2, 1), "former_relevant"),
)
"""The young people one can sign in as."""

INSPECTORS = (
    Young("Nova", "west", date(2010, 6, 1)),
    Young("Ike", "north", date(2007, 11, 1), "eligible"),
)
"""Young Inspectors, for both councils. One can sign in as them too."""

NAMES = (
    "Ash Bee Cora Dev Elsie Finn Gia Hari Indie Jude Kit Lola Max Nia Otis Pip Quinn Remi Sol "
    "Tia Uma Vic Wren Xan Yas Zed Abi Ben Cal Dee Eli Fay Gus Hope Ivy Jai Kez Leo Mo Nell"
).split()
"""Young people who only say things, four of each name, told apart by a letter."""
