"""An officer can take back “it is fine”, and says why a survey over its budget passes."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BEFORE = (
    "started",
    "copied",
    "brought_in",
    "asked_second_look",
    "second_look_fine",
    "second_look_back",
    "safety_fine",
    "safety_back",
    "changed_again",
    "opened",
    "closed",
)
NEW = ("budget_let_pass", "safety_taken_back")
NAME = "ck_survey_step_known_what"


def upgrade() -> None:
    _only((*BEFORE, *NEW))


def downgrade() -> None:
    op.execute(f"DELETE FROM survey_step WHERE what IN {NEW}")
    _only(BEFORE)


def _only(codes: tuple[str, ...]) -> None:
    with op.batch_alter_table("survey_step") as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="check")
        batch_op.create_check_constraint(op.f(NAME), f"what IN {codes}")
