"""The table of who may do what."""

import pytest

from app.core.permissions import GRANTS, Permission, Role


def test_every_role_has_its_line():
    assert set(GRANTS) == set(Role)


def test_every_permission_is_somebodys():
    assert frozenset().union(*GRANTS.values()) == set(Permission)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.INTERPRETER])
def test_only_those_who_answer_read_conversations(role):
    assert Permission.FEEDBACK_READ not in GRANTS[role]
