"""A day is set aside as a whole, in one order of decisions, and a counting keeps its days."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PLACES = ["survey_id", "council_code", "place"]
NAME = "uq_survey_set_aside_survey_id_council_code_place"


def upgrade() -> None:
    with op.batch_alter_table("survey_set_aside") as batch_op:
        batch_op.drop_column("number")
        batch_op.create_unique_constraint(op.f(NAME), PLACES)
    with op.batch_alter_table("survey_figures") as batch_op:
        batch_op.add_column(sa.Column("days", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("survey_figures") as batch_op:
        batch_op.alter_column("days", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("survey_figures") as batch_op:
        batch_op.drop_column("days")
    with op.batch_alter_table("survey_set_aside") as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="unique")
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("survey_set_aside") as batch_op:
        batch_op.alter_column("number", server_default=None)
