"""Every counting of a survey is kept, in the order in which they were made.

What was counted until now is counted anew when somebody looks: it has no place in that order.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "survey_figures"
BY_NUMBER = ["survey_id", "council_code", "cut", "counted"]
BY_TURN = ["survey_id", "council_code", "cut", "turn"]


def upgrade() -> None:
    op.execute("DELETE FROM survey_figures")
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.add_column(sa.Column("turn", sa.Integer(), nullable=False))
        batch_op.drop_constraint(_named(BY_NUMBER), type_="unique")
        batch_op.create_unique_constraint(_named(BY_TURN), BY_TURN)


def downgrade() -> None:
    op.execute("DELETE FROM survey_figures")
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.drop_constraint(_named(BY_TURN), type_="unique")
        batch_op.create_unique_constraint(_named(BY_NUMBER), BY_NUMBER)
        batch_op.drop_column("turn")


def _named(columns: list[str]) -> str:
    return op.f("_".join(["uq", TABLE, *columns]))
