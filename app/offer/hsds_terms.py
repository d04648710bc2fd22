"""The words of the offer's open data: our own taxonomy, in English, for other programs.

A taxonomy for each kind of code. What a term is called in the open data never
changes with the page's language; pages for people say it in `texts`. The names of the headings are
those of the Children and Social Work Act 2017, section 2; of the care statuses, those of the
Children Act 1989.
"""

from uuid import UUID, uuid5

from app.offer.hsds_texts import CONTACTS

NAMESPACE = UUID("5d2c5f0e-6f1e-5d0b-9a5b-3f1c1b6a7e42")
"""Under it every id of the open data is made from a name. Changing it would change them all."""

TERMS: dict[str, dict[str, tuple[str, str]]] = {
    "heading": {
        "accommodation": ("Accommodation", "Somewhere to live, and help with what it costs."),
        "financial_literacy": ("Financial literacy", "Money to live on, and managing it."),
        "health_and_wellbeing": ("Health and well-being", "Health, and help with feelings."),
        "relationships": ("Relationships", "People to count on."),
        "education_and_training": ("Education and training", "School, college and university."),
        "employment": ("Employment", "Finding work and keeping it."),
        "participation_in_society": (
            "Participation in society",
            "Rights, identity, and having a say.",
        ),
    },
    "strength": {
        "law": ("Law", "An Act or regulations say that it must be given."),
        "guidance": ("Guidance", "Statutory guidance says that councils should give it."),
        "national": ("National scheme", "A scheme that is the same in all of England."),
        "local": ("Local choice", "The council chose to give it."),
        "announced": ("Announced", "It was announced and has not started: nobody can get it yet."),
    },
    "eligibility": {
        "in_care": ("In care", "Looked after by a council now."),
        "eligible": (
            "Eligible child",
            "16 or 17, looked after now, and for 13 weeks or more since the age of 14.",
        ),
        "relevant": ("Relevant child", "16 or 17, no longer looked after, eligible before."),
        "former_relevant": ("Former relevant child", "18 or older, eligible or relevant before."),
        "qualifying": (
            "Qualifying",
            "Looked after at 16 or 17 for less than 13 weeks, or under special guardianship after"
            " having been looked after.",
        ),
        "any_care_experienced": ("Care-experienced", "In care at any time of their life."),
        "separated": ("Separated child", "Came to the United Kingdom without their parents."),
    },
    "need": {
        "in_education": ("In education", "Goes to school or college."),
        "apprentice": ("Apprentice", "Works and learns as an apprentice."),
        "parent": ("Parent", "Has a child."),
        "in_custody": ("In custody", "Is in prison or another form of custody."),
        "homeless": ("Homeless", "Has nowhere safe to live."),
        "lived_with_foster_carer": (
            "Foster family",
            "Lives with a foster family, or did on turning 18.",
        ),
        "lived_in_childrens_home": ("Children’s home", "Lives in a children’s home, or did."),
        "separated": ("Separated", "Came to the United Kingdom without their parents."),
        "waiting_for_decision": ("Waiting for a decision", "Asked to stay and has no answer yet."),
        "appeals_finished": ("Appeals finished", "The answer was no, and no appeal is left."),
        "at_university": ("At university", "Is at university, or starts soon."),
        "on_universal_credit": ("On Universal Credit", "Gets Universal Credit."),
    },
    "amount": {
        "GBP": ("Pounds", "How many pounds somebody gets."),
        "percent": ("Percent", "How much of something is paid for somebody."),
        "words": ("Words", "How much is said in words alone."),
    },
    "access": {
        "no_referral": ("No referral needed", "Somebody can get it without being sent by anyone."),
    },
    "bring": {
        "letter_from_adviser": ("Letter from adviser", "A letter or email from their adviser."),
        "id_document": ("Identity document", "Something that shows who they are."),
        "bank_details": ("Bank details", "The numbers of their bank account."),
        "offer_letter": ("Offer letter", "The letter about their place or their job."),
        "national_insurance_number": ("National Insurance number", "Their own number."),
        "my_plan": ("Plan", "Their pathway plan."),
        "home_office_papers": ("Home Office papers", "Their papers from the Home Office."),
        "proof_of_address": ("Proof of address", "A letter that shows where they live."),
        "tenancy_agreement": ("Tenancy agreement", "The contract for their home."),
        "nhs_number": ("NHS number", "Their own number."),
        "birth_certificate": ("Birth certificate", "Their own birth certificate."),
    },
    "help": {
        **{code: (title, "Can help with it.") for code, title in CONTACTS.items()},
        "nobody_needed": ("Nobody needed", "They can do it by themselves, too."),
    },
    "topic": {
        "topic": ("Topic", "The same for the services of several councils on the same thing."),
    },
    "short_name": {
        "short_name": ("Short name", "Stands for the service in links to several of them."),
    },
}
"""By taxonomy, then by code: the name of a term and what it means."""

TAXONOMIES = {
    "heading": "Headings of the local offer for care leavers",
    "strength": "What stands behind an entitlement",
    "eligibility": "Care status: one of these is enough",
    "need": "Circumstances: all of these have to hold",
    "amount": "Units of what somebody gets",
    "access": "How somebody comes to it",
    "bring": "What to bring, in the order in which it is asked for",
    "help": "Who can help, the best first",
    "topic": "What it is about: the value says it",
    "short_name": "Names for links: the value says it",
}


def id_of(kind: str, *names: str) -> str:
    """The id of a thing of this kind, made from its names, and the same for ever."""
    return str(uuid5(NAMESPACE, "/".join((kind, *names))))


def term(taxonomy: str, code: str) -> dict[str, str]:
    """A taxonomy term as HSDS has it."""
    name, description = TERMS[taxonomy][code]
    return {
        "id": id_of("term", taxonomy, code),
        "code": code,
        "name": name,
        "term": name,
        "description": description,
        "taxonomy": TAXONOMIES[taxonomy],
        "taxonomy_id": id_of("taxonomy", taxonomy),
    }
