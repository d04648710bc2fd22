"""Who may do what: one table, read aloud.

What someone may *do* stands here. What they *see* is decided by each model's `visible_to`, because
a worker may answer messages, but only those of the young people they work with today.
"""

from enum import StrEnum


class Role(StrEnum):
    YOUNG_PERSON = "young_person"
    WORKER = "worker"
    REVIEWING_OFFICER = "reviewing_officer"
    TEAM_MANAGER = "team_manager"
    PARTICIPATION_OFFICER = "participation_officer"
    DUTY_WORKER = "duty_worker"
    BOARD_MEMBER = "board_member"
    INTERPRETER = "interpreter"
    RETURN_INTERVIEWER = "return_interviewer"
    YOUNG_INSPECTOR = "young_inspector"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    OWN_MESSAGES = "own_messages"
    """See and answer one's own conversations."""
    FEEDBACK_READ = "feedback_read"
    """Read what young people have said to a part one plays in their lives."""
    FEEDBACK_REPLY = "feedback_reply"
    """Answer it."""
    TRANSLATE = "translate"
    """Write down in English what was said in another language, and the other way round."""
    CODE = "code"
    """Say what a comment is about, from the codebook."""
    IMPORT = "import"
    """Bring in comments the council already has."""
    ASK_FOR_QUOTE = "ask_for_quote"
    """Ask a young person whether their words may stand in a report."""
    REPORT_WRITE = "report_write"
    """Draft and freeze a report for the board."""
    REPORT_READ = "report_read"
    """Read a frozen report."""
    ALERTS = "alerts"
    """Work on the duty desk."""
    ROTA = "rota"
    """Say who is on duty when."""
    BREAK_GLASS = "break_glass"
    """Read a young person's conversations for a stated reason and a short time, as they see."""
    BREAK_GLASS_OVERSEE = "break_glass_oversee"
    """See who did so and why, and say when the young person sees it."""
    PEOPLE = "people"
    """See the young people one works with, and give them a join code."""
    PEOPLE_MANAGE = "people_manage"
    """Add young people and say who works with whom."""
    OFFER_SHARE = "offer_share"
    """Choose lines of the Local Offer and send them to a young person."""
    OFFER_EDIT = "offer_edit"
    """Write what a line of the Local Offer says, and check that it still holds."""
    OFFER_APPROVE = "offer_approve"
    """Let somebody else's wording of a line be shown."""
    CLAIMS = "claims"
    """See to what young people have asked for from the Local Offer."""
    CLAIMS_OVERSEE = "claims_oversee"
    """See all of it in a council, and what a worker was late with or said no to."""
    PLEDGE_EDIT = "pledge_edit"
    """Write a council's promises and publish them, and see how each is going."""
    COMMITMENTS = "commitments"
    """Write down what adults undertake because of what young people said."""
    AWARD_NOMINATE = "award_nominate"
    """Nominate for an award, and offer a small step, of a young person one works with."""
    AWARD_RUN = "award_run"
    """Run a round of awards: read the nominations, make the cards and the certificates, invite."""
    AWARD_JUDGE = "award_judge"
    """Judge, for a young person who was chosen to."""
    STEP_CHECK = "step_check"
    """Check that nobody can be recognised in a small step somebody else offered."""
    EPISODES = "episodes"
    """Write down that a young person one works with is missing, or back, and see what followed."""
    EPISODES_MANAGE = "episodes_manage"
    """The same for all of a council: bring episodes in, offer interviews, say who listens."""
    INTERVIEW = "interview"
    """Talk with a child who came back, and write down what they say."""
    INTERVIEW_CHOSEN = "interview_chosen"
    """The same, of a child who has chosen just this person: that talk and no other."""
    MEASURES = "measures"
    """See what is measured of missing episodes and return interviews: counts, and never a child."""
    SURVEY_BUILD = "survey_build"
    """Write surveys for young people, and read each other's before an officer does."""
    SURVEY_CHECK = "survey_check"
    """Check that a survey is safe to be asked."""
    SURVEY_ASK = "survey_ask"
    """See to it that a survey reaches young people: posters, codes, paper, a shared tablet."""
    SURVEY_HAND_OUT = "survey_hand_out"
    """Give a young person one works with a code for a survey, and see only that it was given."""
    SURVEY_RESULTS = "survey_results"
    """See what came of a survey in the councils one is an inspector or an officer of."""
    STAFF_MANAGE = "staff_manage"
    """Add staff, give and take roles, end someone's sessions."""
    REPORT_SIGN = "report_sign"
    """Read the draft of a board report, and sign it or say where one does not agree."""
    GROUP_RUN = "group_run"
    """Write what a young people's group is, plan its meetings, see to who asks to join."""
    INSPECTORS_APPOINT = "inspectors_appoint"
    """Say which young people of a council write surveys and inspect, and end it."""
    INSPECT = "inspect"
    """Inspect services: write criteria, visit, say what was found, judge the answer."""
    INSPECTION_CHECK = "inspection_check"
    """Keep the list of services, and see that nobody can be recognised in what inspectors found."""
    INSPECTION_ANSWER = "inspection_answer"
    """Answer what inspectors recommended to a service one answers for."""
    INSPECTION_OVERSEE = "inspection_oversee"
    """See what inspectors recommended in a council, and what nobody answered in time."""


P = Permission

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.YOUNG_PERSON: frozenset({P.OWN_MESSAGES, P.AWARD_JUDGE}),
    Role.WORKER: frozenset(
        {
            P.FEEDBACK_READ,
            P.FEEDBACK_REPLY,
            P.PEOPLE,
            P.OFFER_SHARE,
            P.CLAIMS,
            P.AWARD_NOMINATE,
            P.EPISODES,
            P.INTERVIEW_CHOSEN,
            P.INSPECTION_ANSWER,
            P.SURVEY_HAND_OUT,
        },
    ),
    Role.REVIEWING_OFFICER: frozenset(
        {
            P.FEEDBACK_READ,
            P.FEEDBACK_REPLY,
            P.PEOPLE,
            P.OFFER_SHARE,
            P.AWARD_NOMINATE,
            P.EPISODES,
            P.INTERVIEW_CHOSEN,
            P.SURVEY_HAND_OUT,
        },
    ),
    Role.TEAM_MANAGER: frozenset(
        {
            P.FEEDBACK_READ,
            P.FEEDBACK_REPLY,
            P.PEOPLE,
            P.PEOPLE_MANAGE,
            P.OFFER_SHARE,
            P.OFFER_EDIT,
            P.OFFER_APPROVE,
            P.CLAIMS,
            P.CLAIMS_OVERSEE,
            P.COMMITMENTS,
            P.ROTA,
            P.BREAK_GLASS_OVERSEE,
            P.AWARD_NOMINATE,
            P.STEP_CHECK,
            P.EPISODES,
            P.EPISODES_MANAGE,
            P.INTERVIEW_CHOSEN,
            P.MEASURES,
            P.INSPECTION_ANSWER,
            P.INSPECTION_OVERSEE,
            P.SURVEY_HAND_OUT,
        },
    ),
    Role.PARTICIPATION_OFFICER: frozenset(
        {
            P.FEEDBACK_READ,
            P.FEEDBACK_REPLY,
            P.CODE,
            P.IMPORT,
            P.ASK_FOR_QUOTE,
            P.REPORT_WRITE,
            P.REPORT_READ,
            P.OFFER_SHARE,
            P.OFFER_EDIT,
            P.OFFER_APPROVE,
            P.PLEDGE_EDIT,
            P.COMMITMENTS,
            P.AWARD_RUN,
            P.STEP_CHECK,
            P.MEASURES,
            P.GROUP_RUN,
            P.INSPECTORS_APPOINT,
            P.INSPECTION_CHECK,
            P.SURVEY_CHECK,
            P.SURVEY_ASK,
            P.SURVEY_RESULTS,
        },
    ),
    # They answer those who said they are not safe, and whom nobody else answers: visible_to.
    Role.DUTY_WORKER: frozenset(
        {
            P.ALERTS,
            P.ROTA,
            P.BREAK_GLASS,
            P.FEEDBACK_READ,
            P.FEEDBACK_REPLY,
            P.EPISODES,
            P.EPISODES_MANAGE,
            P.MEASURES,
        },
    ),
    Role.BOARD_MEMBER: frozenset({P.REPORT_READ, P.MEASURES}),
    Role.INTERPRETER: frozenset({P.TRANSLATE}),
    Role.RETURN_INTERVIEWER: frozenset({P.INTERVIEW}),
    Role.YOUNG_INSPECTOR: frozenset(
        {
            P.OWN_MESSAGES,
            P.AWARD_JUDGE,
            P.REPORT_SIGN,
            P.INSPECT,
            P.SURVEY_BUILD,
            P.SURVEY_RESULTS,
        },
    ),
    Role.ADMINISTRATOR: frozenset(
        {P.STAFF_MANAGE, P.PEOPLE_MANAGE, P.PEOPLE, P.INSPECTORS_APPOINT}
    ),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that allow this."""
    return [role for role, granted in GRANTS.items() if permission in granted]
