"""What the parts adults have and the kinds of home are called, on everybody’s pages."""

from app.core.i18n import _l

PARTS = {
    "social_worker": _l("Social worker"),
    "personal_adviser": _l("Personal adviser"),
    "reviewing_officer": _l("Reviewing officer"),
    "team_manager": _l("Team manager"),
    "carer_support": _l("Carers’ worker"),
    "advocate": _l("Advocate"),
}

PART_MEANINGS = {
    # NOTE: Said to a young person about the adults in their life. Short, for a nine-year-old.
    "social_worker": _l("Helps you and makes your plan with you."),
    "personal_adviser": _l("Helps you when you move on to your own life."),
    "reviewing_officer": _l("Leads your meetings and checks your plan."),
    "team_manager": _l("Looks after the work of your worker."),
    "carer_support": _l("Helps the people you live with."),
    "advocate": _l("Speaks up for you. Only does what you ask."),
}

HOME_TYPES = {
    "foster_home": _l("With foster carers"),
    "family_or_friends": _l("With family or friends"),
    "childrens_home": _l("In a children’s home"),
    "supported_home": _l("In supported lodgings or a supported flat"),
    "own_home": _l("In their own home"),
    "other_home": _l("Somewhere else"),
}
