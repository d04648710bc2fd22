"""Questions that ask who somebody is are found by their words, and others are left in peace."""

import pytest

from surveys.building.bank import found
from surveys.building.budget import is_telling
from surveys.building.who_you_are import asks_who_you_are
from tests.surveys.building.typing_in import question

WHO = """
What is your snapchat?
What is your e-mail address?
What is your name?
What’s your first name?
Tell us your name.
Your name
How old are you?
How old were you when you went into care?
When were you born?
Where were you born?
Were you born in the UK?
What is your date of birth?
When is your birthday?
What is your religion?
Which religion are you?
Do you have a religion?
Are you Muslim?
Are you religious?
Do you go to church?
What school do you go to?
Which school do you go to?
Which primary school did you go to?
What is your school?
Where do you go to school?
What year are you in?
What class are you in at school?
Which country are you from?
Which country were you born in?
Where are you from?
Where do you come from?
What is your nationality?
What is your first language?
Which languages do you speak at home?
Do you speak another language?
Do you have a disability?
Do you have any disabilities or health conditions?
Have you got ADHD?
Are you autistic?
Are you gay?
Are you gay, straight or bi?
Are you trans?
What is your sexuality?
What is your gender?
Are you a boy or a girl?
Do you identify as LGBT?
What is your ethnic background?
Are you mixed race?
Who is your social worker?
Who’s your personal adviser?
Who is your foster carer?
Where do you live?
Which town do you live in?
Which children’s home do you live in?
Who do you live with?
What is your postcode?
Are you an asylum seeker?
Are you in foster care?
How long have you been in care?
When did you come to the UK?
How many brothers and sisters do you have?
Do you have a child of your own?
Are you pregnant?
"""

ANYBODY = """
How are you?
How is your school?
What is your school like?
Do you like your school?
Which school subject do you like best?
What school clubs would you like?
Does your worker use your name?
Do people say your name the way you like?
Does your social worker know your birthday?
Can you follow your religion at home?
Do people respect your religion?
Do you know who your social worker is?
What is your social worker good at?
Are you happy with your social worker?
Who is your favourite singer?
Who is the first person you talk to?
What is your favourite food?
What is your first thought when you wake up?
What is your room like?
What is your home like?
What do you like about where you live?
Do you feel safe where you live?
Do you live near your friends?
Where do you feel safe?
Where do you go when you are sad?
Which country would you like to visit?
Which language would you like your letters in?
What language do you want your meetings in?
Is there somebody who speaks your language?
Are you told straight away when something changes?
Are you listened to in your meetings?
Are you asked before people come into your room?
When were you last asked what you think?
When were you told about your review?
Do you have a say in your plan?
Do you have somebody to talk to?
Do you have a social worker you can trust?
Do you have a quiet place to do homework?
Do you have a bedroom of your own?
Are you in charge of your own money?
Are you in a club?
How old should somebody be to move out?
How long do you wait for an answer?
How long have you waited for a reply?
How many times have you been asked?
Is the home ready for people with a disability?
Do you see your brothers and sisters enough?
What would make your home better?
"""


def lines(text):
    return text.strip().splitlines()


@pytest.mark.parametrize("ask", lines(WHO))
def test_a_question_that_asks_who_somebody_is_uses_some_of_the_budget(ask):
    assert asks_who_you_are(ask)
    assert is_telling({"key": "mine", "type": "short_text", "ask": ask})


@pytest.mark.parametrize("ask", lines(ANYBODY))
def test_a_question_that_asks_what_they_think_uses_none(ask):
    assert not asks_who_you_are(ask)
    assert not is_telling({"key": "mine", "type": "short_text", "ask": ask})


def test_the_bank_says_itself_which_of_its_questions_tell_who_somebody_is():
    asked = [{**one.question, "key": one.id} for one in found((), "", "")]
    by_words = [one for one in asked if asks_who_you_are(one["ask"])]
    assert [one["ask"] for one in by_words if not is_telling({**one, "ask": ""})] == []


def test_the_easier_words_are_looked_at_too():
    asked = {"key": "mine", "type": "short_text", "ask": "What do people call you?"}
    assert not is_telling({**asked, "easier": {"ask": "What is fun?"}})
    assert not is_telling({**asked, "easier": {"hint": "Any words."}})
    assert is_telling({**asked, "easier": {"ask": "What is your name?"}})


def test_a_name_is_said_on_the_question_itself_and_at_the_check(ada, officer, address, survey):
    sent = question(1, type="short_text", ask="What is your full name?")
    assert ada.post(address("/questions"), data=sent).status_code == 303
    key = survey().definition["questions"][-1]["key"]
    for page in (ada.get(address()).text, officer.get(f"/surveys/check/{survey().id}").text):
        card = page.split(f'id="{key}"')[1].split("</ol>")[0]
        assert "Please look at this first" in card and "nobody has to say who they are" in card
