"""Indexes that hold all a report counts, so that counting a quarter reads no row of words."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# On SQLite every index has the id of its row; PostgreSQL is told to keep it there.
WITH_ID = {"postgresql_include": ["id"]}
SAID = ("council_code", "sent_on", "anonymous", "source", "young_person_id")
STANDING = ("answer_id", "withdrawn_at", "confirmed_at", "sub_theme", "valence")


def upgrade() -> None:
    op.create_index("ix_response_said", "response", SAID, **WITH_ID)
    op.create_index("ix_answer_said", "answer", ("response_id", "kind"), **WITH_ID)
    op.create_index("ix_coding_standing", "coding", STANDING)
    op.create_index(
        "ix_thread_answered", "thread", ("council_code", "opened_on", "first_answered_on")
    )
    # The new ones begin with what these were.
    op.drop_index("ix_response_council_code_sent_on", "response")
    op.drop_index("ix_coding_answer_id_withdrawn_at", "coding")


def downgrade() -> None:
    op.create_index("ix_coding_answer_id_withdrawn_at", "coding", ("answer_id", "withdrawn_at"))
    op.create_index("ix_response_council_code_sent_on", "response", ("council_code", "sent_on"))
    op.drop_index("ix_thread_answered", "thread")
    op.drop_index("ix_coding_standing", "coding")
    op.drop_index("ix_answer_said", "answer")
    op.drop_index("ix_response_said", "response")
