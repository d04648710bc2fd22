"""Rounds of awards with their nominations, judging and certificates; small steps; invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "award_round",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("link_code", sa.String(length=16), nullable=False),
        sa.Column(
            "form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column("event_time", sa.String(length=5), nullable=False),
        sa.Column("event_place", sa.String(length=200), nullable=False),
        sa.Column("event_help", sa.String(length=600), nullable=False),
        sa.Column("signatory", sa.String(length=120), nullable=False),
        sa.Column("signatory_title", sa.String(length=120), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "closes_on >= opens_on", name=op.f("ck_award_round_closes_after_it_opens")
        ),
        sa.CheckConstraint(
            "event_on IS NULL OR event_on >= closes_on",
            name=op.f("ck_award_round_the_day_comes_last"),
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_award_round_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_award_round_form_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_round")),
        sa.UniqueConstraint("link_code", name=op.f("uq_award_round_link_code")),
    )
    op.create_table(
        "small_step",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "offered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "checked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("consent", sa.String(length=3), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column(
            "consent_written_by_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("board_on", sa.Date(), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("voucher_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "board_on IS NULL OR consent = 'yes'", name=op.f("ck_small_step_no_board_without_a_yes")
        ),
        sa.CheckConstraint(
            "consent IN ('', 'yes', 'no') AND (consent = '' OR checked_on IS NOT NULL)",
            name=op.f("ck_small_step_asked_only_about_what_was_checked"),
        ),
        sa.CheckConstraint(
            "checked_by_id IS NULL OR checked_by_id <> offered_by_id",
            name=op.f("ck_small_step_somebody_else_checks_it"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["account.id"],
            name=op.f("fk_small_step_checked_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["consent_written_by_id"],
            ["account.id"],
            name=op.f("fk_small_step_consent_written_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_small_step_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["offered_by_id"],
            ["account.id"],
            name=op.f("fk_small_step_offered_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_small_step_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_step")),
    )
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.create_index(
            "ix_small_step_council_code_board_on", ["council_code", "board_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_small_step_young_person_id"), ["young_person_id"], unique=False
        )

    op.create_table(
        "award_category",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("criteria", sa.String(length=300), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=False),
        sa.Column("for_adults", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("age_from <= age_to", name=op.f("ck_award_category_ages_in_order")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["award_round.id"],
            name=op.f("fk_award_category_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_category")),
        sa.UniqueConstraint("round_id", "code", name=op.f("uq_award_category_round_id_code")),
    )
    op.create_table(
        "award_judge",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_award_judge_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["award_round.id"],
            name=op.f("fk_award_judge_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_judge")),
        sa.UniqueConstraint(
            "round_id", "account_id", name=op.f("uq_award_judge_round_id_account_id")
        ),
    )
    with op.batch_alter_table("award_judge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_judge_account_id"), ["account_id"], unique=False)

    op.create_table(
        "certificate_batch",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("print_file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["award_round.id"],
            name=op.f("fk_certificate_batch_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_batch")),
    )
    with op.batch_alter_table("certificate_batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_batch_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "nominee",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("adult", sa.Boolean(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("name_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT adult OR young_person_id IS NULL",
            name=op.f("ck_nominee_an_adult_is_no_young_person"),
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_nominee_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["award_round.id"], name=op.f("fk_nominee_round_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_nominee_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
        sa.UniqueConstraint(
            "round_id", "young_person_id", name=op.f("uq_nominee_round_id_young_person_id")
        ),
    )
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.create_index(
            "ix_nominee_round_id_name_hash", ["round_id", "name_hash"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nominee_young_person_id"), ["young_person_id"], unique=False
        )

    op.create_table(
        "award_card",
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "category_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("talk_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "place IN ('recognised', 'commended', 'winner')", name=op.f("ck_award_card_known_place")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["award_category.id"],
            name=op.f("fk_award_card_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_award_card_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_card")),
        sa.UniqueConstraint(
            "nominee_id", "category_id", name=op.f("uq_award_card_nominee_id_category_id")
        ),
    )
    with op.batch_alter_table("award_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_award_card_category_id"), ["category_id"], unique=False
        )

    op.create_table(
        "award_invitation",
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("reply", sa.String(length=3), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("transport", sa.Boolean(), nullable=False),
        sa.Column("needs_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "reply IN ('', 'yes', 'no')", name=op.f("ck_award_invitation_known_reply")
        ),
        sa.CheckConstraint("guests BETWEEN 0 AND 9", name=op.f("ck_award_invitation_a_few_guests")),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_award_invitation_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_invitation")),
        sa.UniqueConstraint("nominee_id", name=op.f("uq_award_invitation_nominee_id")),
    )
    op.create_table(
        "certificate",
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("missing", sa.String(length=40), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reprints", sa.Integer(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["certificate_batch.id"], name=op.f("fk_certificate_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_certificate_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("nominee_id", name=op.f("uq_certificate_nominee_id")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index("ix_certificate_batch_id", ["batch_id"], unique=False)

    op.create_table(
        "judge_conflict",
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_judge_conflict_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_judge_conflict_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_conflict")),
        sa.UniqueConstraint(
            "nominee_id", "account_id", name=op.f("uq_judge_conflict_nominee_id_account_id")
        ),
    )
    with op.batch_alter_table("judge_conflict", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_judge_conflict_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "nomination",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "category_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column(
            "nominator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("chosen_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("held_because", sa.String(length=10), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "held_because IN ('', 'worry', 'flood', 'late')",
            name=op.f("ck_nomination_known_reason"),
        ),
        sa.CheckConstraint(
            "state <> 'held' OR held_because <> ''",
            name=op.f("ck_nomination_what_is_held_says_why"),
        ),
        sa.CheckConstraint(
            "state = 'begun' OR nominee_id IS NOT NULL",
            name=op.f("ck_nomination_a_voice_is_for_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('begun', 'held', 'in', 'put_aside')", name=op.f("ck_nomination_known_state")
        ),
        sa.CheckConstraint(
            "NOT by_link OR nominator_id IS NULL",
            name=op.f("ck_nomination_nobody_is_behind_an_open_link"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["award_category.id"], name=op.f("fk_nomination_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["chosen_id"],
            ["young_person.id"],
            name=op.f("fk_nomination_chosen_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nominator_id"],
            ["account.id"],
            name=op.f("fk_nomination_nominator_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_nomination_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_nomination_response_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["award_round.id"],
            name=op.f("fk_nomination_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("response_id", name=op.f("uq_nomination_response_id")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_category_id"), ["category_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nomination_nominator_id"), ["nominator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nomination_nominee_id"), ["nominee_id"], unique=False)
        batch_op.create_index("ix_nomination_round_id_state", ["round_id", "state"], unique=False)

    op.create_table(
        "nominee_choice",
        sa.Column(
            "nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("said_by", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Boolean(), nullable=False),
        sa.Column("photo", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "how IN ('quietly', 'read_out')", name=op.f("ck_nominee_choice_known_way")
        ),
        sa.CheckConstraint(
            "said_by IN ('nominee', 'worker')", name=op.f("ck_nominee_choice_known_sayer")
        ),
        sa.ForeignKeyConstraint(
            ["nominee_id"],
            ["nominee.id"],
            name=op.f("fk_nominee_choice_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["account.id"],
            name=op.f("fk_nominee_choice_written_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee_choice")),
        sa.UniqueConstraint(
            "nominee_id", "said_by", name=op.f("uq_nominee_choice_nominee_id_said_by")
        ),
    )
    op.create_table(
        "judge_score",
        sa.Column("card_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_judge_score_one_to_five")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_judge_score_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["award_card.id"], name=op.f("fk_judge_score_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_score")),
        sa.UniqueConstraint(
            "card_id", "account_id", name=op.f("uq_judge_score_card_id_account_id")
        ),
    )
    with op.batch_alter_table("judge_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_score_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("judge_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_score_account_id"))

    op.drop_table("judge_score")
    op.drop_table("nominee_choice")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_index("ix_nomination_round_id_state")
        batch_op.drop_index(batch_op.f("ix_nomination_nominee_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_nominator_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_category_id"))

    op.drop_table("nomination")
    with op.batch_alter_table("judge_conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_conflict_account_id"))

    op.drop_table("judge_conflict")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index("ix_certificate_batch_id")

    op.drop_table("certificate")
    op.drop_table("award_invitation")
    with op.batch_alter_table("award_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_card_category_id"))

    op.drop_table("award_card")
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nominee_young_person_id"))
        batch_op.drop_index("ix_nominee_round_id_name_hash")

    op.drop_table("nominee")
    with op.batch_alter_table("certificate_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_batch_round_id"))

    op.drop_table("certificate_batch")
    with op.batch_alter_table("award_judge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_judge_account_id"))

    op.drop_table("award_judge")
    op.drop_table("award_category")
    with op.batch_alter_table("small_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_small_step_young_person_id"))
        batch_op.drop_index("ix_small_step_council_code_board_on")

    op.drop_table("small_step")
    op.drop_table("award_round")
