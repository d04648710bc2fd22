"""Words for what the offer stores as codes. For young people: short, and for a nine-year-old."""

from app.core.i18n import _l

HEADINGS = {
    "accommodation": _l("A place to live"),
    "financial_literacy": _l("Money to live on"),
    "health_and_wellbeing": _l("Your health and feelings"),
    "relationships": _l("People by your side"),
    "education_and_training": _l("School and studying"),
    "employment": _l("Work and jobs"),
    "participation_in_society": _l("Your rights and your say"),
}

HEADING_PICTURES = {
    "accommodation": "home",
    "financial_literacy": "money",
    "health_and_wellbeing": "feelings",
    "relationships": "people",
    "education_and_training": "school",
    "employment": "work",
    "participation_in_society": "meeting",
}

STRENGTHS = {
    "law": _l("This is the law."),
    "guidance": _l("The Government tells councils to do this."),
    "national": _l("This is the same in all of England."),
    "local": _l("Your council chose to give this."),
    "announced": _l("This has not started yet."),
}

BADGES = {"law": _l("By law"), "announced": _l("Not started yet")}
"""The strengths that a line in a list says of itself."""

WHO = {
    # NOTE: Who can get something. How old they are is said in a sentence before it.
    "in_care": _l("You are in care now."),
    "eligible": _l("You are in care, and have been for 13 weeks or more since you turned 14."),
    "relevant": _l("You have left care, after 13 weeks or more."),
    "former_relevant": _l("You were in care at 16 or 17, and for 13 weeks or more."),
    "qualifying": _l(
        "You were in care for a short time at 16 or 17, or had a special guardian after care."
    ),
    "any_care_experienced": _l("You have been in care, at any time in your life."),
    "separated": _l("You came to the UK without your parents."),
}

NEEDS = {
    # NOTE: What a young person ticks if it is true for them now. “I” is the young person.
    "in_education": _l("I am at school or college"),
    "apprentice": _l("I am an apprentice: I work and learn"),
    "parent": _l("I have a child"),
    "in_custody": _l("I am in prison or custody"),
    "homeless": _l("I have nowhere safe to live"),
    "lived_with_foster_carer": _l("I live with a foster family, or did when I turned 18"),
    "lived_in_childrens_home": _l("I live in a children’s home, or did before"),
    "separated": _l("I came to the UK without my parents"),
    "waiting_for_decision": _l("I am waiting for an answer"),
    "appeals_finished": _l("The answer was no, and I have no appeal left"),
    "at_university": _l("I am at university, or start soon"),
    "on_universal_credit": _l("I get Universal Credit"),
}

BRING = {
    "letter_from_adviser": _l("A letter or email from your personal adviser"),
    "id_document": _l("Something that shows who you are, like a passport"),
    "bank_details": _l("The numbers of your bank account"),
    "offer_letter": _l("The letter that says you have a place or a job"),
    "national_insurance_number": _l("Your National Insurance number"),
    "my_plan": _l("Your plan"),
    "home_office_papers": _l("Your papers from the Home Office"),
    "proof_of_address": _l("A letter that shows where you live"),
    "tenancy_agreement": _l("The contract for your home"),
    "nhs_number": _l("Your NHS number"),
    "birth_certificate": _l("Your birth certificate"),
}

HELPS = {
    "personal_adviser": _l("Your personal adviser"),
    "social_worker": _l("Your social worker"),
    "leaving_care_team": _l("The leaving care team"),
    "reviewing_officer": _l("Your reviewing officer"),
    "advocate": _l("An advocate: someone who speaks up for you"),
    "participation": _l("The participation team"),
    "housing_team": _l("The council’s housing team"),
    "council_tax_team": _l("The Council Tax team"),
    "jobcentre": _l("The Jobcentre"),
    "school_or_college": _l("Your school or college"),
    "university": _l("Your university"),
    "doctor": _l("A doctor or nurse"),
    "solicitor": _l("A lawyer"),
    "red_cross": _l("The Red Cross"),
    "nobody_needed": _l("You can do it by yourself, too"),
}

GROUPS = (
    ("law", _l("Yours by law"), _l("The law gives you these.")),
    (
        "extra",
        _l("Extra help for you"),
        _l("The Government or your council chose to give these."),
    ),
    (
        "ask",
        _l("Ask about these"),
        _l("You may get these. Ask your worker: we cannot say it for sure."),
    ),
    ("later", _l("Later"), _l("If things go on like this, these can be yours later.")),
    ("coming", _l("Coming, not yet"), _l("These have not started. Look here again later.")),
    ("changes", _l("If your life changes"), _l("There is help for other times in life, too.")),
)
"""How what somebody can get is split: code, title, what it means."""

BRIEF = ("later", "coming", "changes")
"""The groups whose lines are only named."""

TOPICS = {
    "council_tax": _l("Council Tax"),
    "housing_band": _l("The housing list"),
}
"""What the councils' own lines on one thing are called together."""

CLAIM_STATES = {
    "open": _l("Waiting for an answer"),
    "got": _l("Yes"),
    "not_got": _l("No"),
    "withdrawn": _l("Not wanted any more"),
}
