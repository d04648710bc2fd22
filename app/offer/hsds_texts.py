"""What the open data says in sentences of its own. It is in English, as the data is."""

ENGLAND = ("England", "What holds in all of England, whichever council it is.")
OF_A_COUNCIL = "A council with a local offer for care leavers."
GIVEN = "Given to the young person. This is not a price."

ALERTS = {
    "announced": "This has not started yet. Nobody can ask for it.",
    "check": "This still has to be checked. Ask the young person’s worker before relying on it.",
}

CONTACTS = {
    "personal_adviser": "Personal adviser",
    "social_worker": "Social worker",
    "leaving_care_team": "Leaving care team",
    "reviewing_officer": "Independent reviewing officer",
    "advocate": "Advocate",
    "participation": "Participation team",
    "housing_team": "Council’s housing team",
    "council_tax_team": "Council Tax team",
    "jobcentre": "Jobcentre",
    "school_or_college": "School or college",
    "university": "University",
    "doctor": "Doctor or nurse",
    "solicitor": "Solicitor",
    "red_cross": "Red Cross",
}
"""Whom a young person can ask, by the codes of `texts.HELPS`; not nobody_needed."""
