"""What a translation must keep of its English."""

import pytest

from app.core.faithful import faults, numbers_of_one_kind, plural_faults

ARABIC = (
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5)"
)
ENGLISH = ("%(num)d message", "%(num)d messages")


@pytest.mark.parametrize(
    "english, words",
    [
        ("Hello %(name)s", "%(name)s مرحبا"),
        ("%(a)s and %(b)s", "%(b)s و %(a)s"),
        ("100%% sure", "100%% متأكد"),
        ("100%% sure", "متأكد ٪100"),
        ("See <a href='/help'>help</a>", "<a href='/help'>مساعدة</a>"),
        ("You & me", "أنا وأنت"),
        ("Wait… ", "انتظر… "),
    ],
)
def test_a_faithful_translation_has_no_faults(english, words):
    assert faults(english, words) == []


@pytest.mark.parametrize(
    "english, words",
    [
        ("Hello %(name)s", "مرحبا"),
        ("Hello %(name)s", "مرحبا %(nmae)s"),
        ("Hello %(name)s", "مرحبا %(name)d"),
        ("Hello", "مرحبا %(name)s"),
        ("Hello", "100% مرحبا"),
        ("Hello %(name)s", "%(name)s 100%"),
        ("Hello {name}", "مرحبا {nom}"),
        ("Hello", "<b>مرحبا</b>"),
        ("Hello", "<script>"),
        ("Hello", "مرحبا &amp;"),
        ("<b>Hello</b>", "مرحبا"),
        ("Hello", " مرحبا"),
        ("Hello ", "مرحبا"),
        ("Hello", "مرحبا\n"),
    ],
)
def test_an_unfaithful_translation_is_found_out(english, words):
    assert len(faults(english, words)) == 1


def test_a_form_used_for_one_number_may_leave_the_number_out():
    forms = [
        "لا رسائل",
        "رسالة واحدة",
        "رسالتان",
        "%(num)d رسائل",
        "%(num)d رسالة",
        "%(num)d رسالة",
    ]
    assert plural_faults(ENGLISH, forms, ARABIC) == []


def test_a_form_used_for_many_numbers_may_not():
    forms = ["لا رسائل", "رسالة", "رسالتان", "رسائل", "%(num)d رسالة", "%(num)d رسالة"]
    assert [fault.partition(":")[0] for fault in plural_faults(ENGLISH, forms, ARABIC)] == [
        "form 3"
    ]


def test_a_name_may_be_left_out_of_no_form():
    english = ("%(who)s wrote", "%(who)s wrote %(num)d times")
    assert plural_faults(english, ["%(who)s ጽሒፉ", "%(who)s %(num)d ጽሒፉ"], "(n != 1)") == []
    assert len(plural_faults(english, ["ጽሒፉ", "%(num)d ጽሒፉ"], "(n != 1)")) == 2


def test_the_rule_says_which_forms_stand_for_one_number():
    assert numbers_of_one_kind(ARABIC) == {0, 1, 2}
    assert numbers_of_one_kind("(n != 1)") == {0}
    assert numbers_of_one_kind("0") == frozenset()
