"""the indicator engine

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import app.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


STRING = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "answer_mark",
        sa.Column("address", STRING(length=400), nullable=False),
        sa.Column("etag", STRING(length=200), nullable=False),
        sa.Column("last_modified", STRING(length=60), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_answer_mark")),
    )
    op.create_table(
        "refresh_lease",
        sa.Column("name", STRING(length=20), nullable=False),
        sa.Column("holder", STRING(length=80), nullable=False),
        sa.Column("until", app.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_refresh_lease")),
    )
    op.create_table(
        "refresh_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trigger", STRING(length=12), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=True),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("started_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("finished_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["started_by"], ["user.id"], name=op.f("fk_refresh_run_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_run")),
    )
    op.create_table(
        "region_succession",
        sa.Column("ended_code", STRING(length=8), nullable=False),
        sa.Column("successor_code", STRING(length=8), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ended_code"], ["region.code"], name=op.f("fk_region_succession_ended_code")),
        sa.ForeignKeyConstraint(["successor_code"], ["region.code"], name=op.f("fk_region_succession_successor_code")),
        sa.PrimaryKeyConstraint("ended_code", "successor_code", "from_year", name=op.f("pk_region_succession")),
    )
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", STRING(length=200), nullable=False),
        sa.Column("guidance", STRING(length=2000), nullable=False),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("period", STRING(length=20), nullable=False),
        sa.Column("period_sort", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", STRING(length=8), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_collection_created_by")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_collection_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
    )
    with op.batch_alter_table("collection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "figure_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("file_name", STRING(length=200), nullable=False),
        sa.Column("sha256", STRING(length=64), nullable=False),
        sa.Column("shape", STRING(length=20), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("state", STRING(length=12), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("taken_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_figure_import_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_figure_import_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_import")),
    )
    with op.batch_alter_table("figure_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_import_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "own_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", STRING(length=40), nullable=False),
        sa.Column("title_fi", STRING(length=120), nullable=False),
        sa.Column("title_sv", STRING(length=120), nullable=False),
        sa.Column("title_en", STRING(length=120), nullable=False),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_own_package_organisation_id")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_own_package_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_package")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_own_package_organisation_id_key")),
    )
    with op.batch_alter_table("own_package", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_package_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", STRING(length=200), nullable=False),
        sa.Column("kind", STRING(length=16), nullable=False),
        sa.Column("maker", STRING(length=200), nullable=False),
        sa.Column("funder", STRING(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("respondents", STRING(length=300), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("link", STRING(length=400), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_survey_created_by")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_survey_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "collection_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("region_code", STRING(length=8), nullable=False),
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("note", STRING(length=400), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_collection_answer_answered_by")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_collection_answer_collection_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_collection_answer_indicator_key")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_collection_answer_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_answer")),
        sa.UniqueConstraint(
            "collection_id",
            "region_code",
            "indicator_key",
            name=op.f("uq_collection_answer_collection_id_region_code_indicator_key"),
        ),
    )
    with op.batch_alter_table("collection_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_answer_collection_id"), ["collection_id"], unique=False)

    op.create_table(
        "doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fetch_id", sa.Integer(), nullable=False),
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("region_code", STRING(length=8), nullable=False),
        sa.Column("period_sort", sa.Integer(), nullable=False),
        sa.Column("population_group", STRING(length=20), nullable=False),
        sa.Column("period", STRING(length=20), nullable=False),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("after", sa.Float(), nullable=True),
        sa.Column("rule", STRING(length=20), nullable=False),
        sa.Column("state", STRING(length=12), nullable=False),
        sa.Column("note", STRING(length=400), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_doubt_decided_by")),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name=op.f("fk_doubt_fetch_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_doubt_indicator_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt")),
    )
    with op.batch_alter_table("doubt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doubt_fetch_id"), ["fetch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_doubt_indicator_key"), ["indicator_key"], unique=False)

    op.create_table(
        "indicator_about",
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("language", STRING(length=2), nullable=False),
        sa.Column("description", STRING(length=20000), nullable=False),
        sa.Column("interpretation", STRING(length=20000), nullable=False),
        sa.Column("limits", STRING(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_indicator_about_indicator_key")),
        sa.PrimaryKeyConstraint("indicator_key", "language", name=op.f("pk_indicator_about")),
    )
    op.create_table(
        "left_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("item", STRING(length=300), nullable=False),
        sa.Column("reason", STRING(length=400), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_left_out_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_left_out_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_out")),
        sa.UniqueConstraint("report_id", "item", name=op.f("uq_left_out_report_id_item")),
    )
    with op.batch_alter_table("left_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_left_out_report_id"), ["report_id"], unique=False)

    op.create_table(
        "own_figure",
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("region_code", STRING(length=8), nullable=False),
        sa.Column("period_sort", sa.Integer(), nullable=False),
        sa.Column("population_group", STRING(length=20), nullable=False),
        sa.Column("period", STRING(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("note", STRING(length=400), nullable=False),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.Column("cleared_reason", STRING(length=400), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name=op.f("fk_own_figure_entered_by")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_own_figure_indicator_key")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_own_figure_region_code")),
        sa.PrimaryKeyConstraint(
            "indicator_key", "region_code", "period_sort", "population_group", name=op.f("pk_own_figure")
        ),
    )
    op.create_table(
        "own_indicator",
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("definition_fi", STRING(length=2000), nullable=False),
        sa.Column("definition_sv", STRING(length=2000), nullable=False),
        sa.Column("collector", STRING(length=200), nullable=False),
        sa.Column("comparability", STRING(length=1000), nullable=False),
        sa.Column("life_course", STRING(length=12), nullable=False),
        sa.Column("theme", STRING(length=40), nullable=False),
        sa.Column("masks_small", sa.Boolean(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("question", STRING(length=600), nullable=False),
        sa.Column("scale", STRING(length=200), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_own_indicator_created_by")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_own_indicator_indicator_key")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_own_indicator_organisation_id")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_own_indicator_survey_id")),
        sa.PrimaryKeyConstraint("indicator_key", name=op.f("pk_own_indicator")),
    )
    with op.batch_alter_table("own_indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_indicator_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_indicator_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "restatement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fetch_id", sa.Integer(), nullable=False),
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("region_code", STRING(length=8), nullable=False),
        sa.Column("period_sort", sa.Integer(), nullable=False),
        sa.Column("population_group", STRING(length=20), nullable=False),
        sa.Column("period", STRING(length=20), nullable=False),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("before_lower", sa.Float(), nullable=True),
        sa.Column("before_upper", sa.Float(), nullable=True),
        sa.Column("before_fetched_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("after", sa.Float(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name=op.f("fk_restatement_fetch_id")),
        sa.ForeignKeyConstraint(["indicator_key"], ["indicator.key"], name=op.f("fk_restatement_indicator_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restatement")),
    )
    with op.batch_alter_table("restatement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restatement_fetch_id"), ["fetch_id"], unique=False)
        batch_op.create_index("ix_restatement_place", ["indicator_key", "region_code", "period_sort"], unique=False)

    op.create_table(
        "kept_figure",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("indicator_key", STRING(length=60), nullable=False),
        sa.Column("region_code", STRING(length=8), nullable=False),
        sa.Column("period_sort", sa.Integer(), nullable=False),
        sa.Column("population_group", STRING(length=20), nullable=False),
        sa.Column("restatement_id", sa.Integer(), nullable=False),
        sa.Column("reason", STRING(length=400), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=False),
        sa.Column("kept_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kept_by"], ["user.id"], name=op.f("fk_kept_figure_kept_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_kept_figure_report_id")),
        sa.ForeignKeyConstraint(["restatement_id"], ["restatement.id"], name=op.f("fk_kept_figure_restatement_id")),
        sa.PrimaryKeyConstraint(
            "report_id", "indicator_key", "region_code", "period_sort", "population_group", name=op.f("pk_kept_figure")
        ),
    )
    op.create_table(
        "claim_waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("sentence_sha256", STRING(length=64), nullable=False),
        sa.Column("sentence", STRING(length=1000), nullable=False),
        sa.Column("reason", STRING(length=400), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_claim_waiver_by")),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_claim_waiver_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_waiver")),
        sa.UniqueConstraint("text_id", "sentence_sha256", name=op.f("uq_claim_waiver_text_id_sentence_sha256")),
    )
    with op.batch_alter_table("claim_waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_waiver_text_id"), ["text_id"], unique=False)

    with op.batch_alter_table("fetch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("outcome", STRING(length=12), nullable=False, server_default="renewed"))
        for name in ("requests", "added", "altered", "removed"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index(batch_op.f("ix_fetch_run_id"), ["run_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_fetch_run_id"), "refresh_run", ["run_id"], ["id"])
    fetch = sa.table("fetch", *(sa.column(name) for name in ("outcome", "altered", "changed", "accepted")))
    op.execute(fetch.update().where(fetch.c.accepted.is_(False)).values(outcome="refused"))
    op.execute(fetch.update().where(fetch.c.accepted, fetch.c.changed == 0).values(outcome="unchanged"))
    op.execute(fetch.update().values(altered=fetch.c.changed))
    with op.batch_alter_table("fetch", schema=None) as batch_op:
        batch_op.drop_column("accepted")
        batch_op.drop_column("changed")
        for name in ("outcome", "requests", "added", "altered", "removed"):
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("search_words", STRING(length=1800), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("first_sort", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("last_sort", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("direction", STRING(length=8), nullable=True))
        batch_op.add_column(sa.Column("threshold", sa.Float(), nullable=True))
        batch_op.alter_column("fetched_at", existing_type=app.db.Moment(timezone=True), nullable=True)
        batch_op.create_index(batch_op.f("ix_indicator_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_indicator_organisation_id"), "organisation", ["organisation_id"], ["id"]
        )
    _fill_search_words()
    _fill_spans()
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.alter_column("search_words", server_default=None)

    in_key_order = {"sqlite_with_rowid": False}
    with op.batch_alter_table("observation", schema=None, recreate="auto", table_kwargs=in_key_order) as batch_op:
        batch_op.add_column(sa.Column("absence", STRING(length=16), nullable=False, server_default=""))
        batch_op.alter_column("value", existing_type=sa.Float(), nullable=True)
    with op.batch_alter_table("observation", schema=None, table_kwargs=in_key_order) as batch_op:
        batch_op.alter_column("absence", server_default=None)

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("restatements_seen", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.alter_column("restatements_seen", server_default=None)


def _fill_search_words() -> None:
    """Titles, producers and number of what is there, folded to lower case."""
    names = [f"{part}_{language}" for part in ("title", "producer") for language in ("fi", "sv", "en")]
    indicator = sa.table("indicator", *(sa.column(name) for name in ("key", "search_words", *names)))
    connection = op.get_bind()
    for key, *words in connection.execute(sa.select(indicator.c.key, *(indicator.c[name] for name in names))).all():
        folded = " ".join(dict.fromkeys([*words, key])).casefold()[:1800]
        connection.execute(indicator.update().where(indicator.c.key == key).values(search_words=folded))


def _fill_spans() -> None:
    """From which period to which there are figures."""
    indicator = sa.table("indicator", *(sa.column(name) for name in ("key", "first_sort", "last_sort")))
    figures = sa.table("observation", sa.column("indicator_key"), sa.column("period_sort"))
    for name, end in (("first_sort", sa.func.min), ("last_sort", sa.func.max)):
        newest = sa.select(end(figures.c.period_sort)).where(figures.c.indicator_key == indicator.c.key)
        op.execute(indicator.update().values({name: newest.scalar_subquery()}))


def downgrade() -> None:
    with op.batch_alter_table("claim_waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_waiver_text_id"))

    op.drop_table("claim_waiver")
    op.drop_table("kept_figure")
    with op.batch_alter_table("restatement", schema=None) as batch_op:
        batch_op.drop_index("ix_restatement_place")
        batch_op.drop_index(batch_op.f("ix_restatement_fetch_id"))

    op.drop_table("restatement")
    with op.batch_alter_table("own_indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_indicator_survey_id"))
        batch_op.drop_index(batch_op.f("ix_own_indicator_organisation_id"))

    op.drop_table("own_indicator")
    op.drop_table("own_figure")
    with op.batch_alter_table("left_out", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_left_out_report_id"))

    op.drop_table("left_out")
    op.drop_table("indicator_about")
    with op.batch_alter_table("doubt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doubt_indicator_key"))
        batch_op.drop_index(batch_op.f("ix_doubt_fetch_id"))

    op.drop_table("doubt")
    with op.batch_alter_table("collection_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collection_answer_collection_id"))

    op.drop_table("collection_answer")
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_organisation_id"))

    op.drop_table("survey")
    with op.batch_alter_table("own_package", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_package_organisation_id"))

    op.drop_table("own_package")
    with op.batch_alter_table("figure_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_import_organisation_id"))

    op.drop_table("figure_import")
    with op.batch_alter_table("collection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collection_organisation_id"))

    op.drop_table("collection")
    op.drop_table("region_succession")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_column("restatements_seen")

    op.execute("DELETE FROM observation WHERE value IS NULL")
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.alter_column("value", existing_type=sa.Float(), nullable=False)
        batch_op.drop_column("absence")

    op.execute("DELETE FROM indicator WHERE fetched_at IS NULL")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_indicator_organisation_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_indicator_organisation_id"))
        batch_op.alter_column("fetched_at", existing_type=app.db.Moment(timezone=True), nullable=False)
        batch_op.drop_column("threshold")
        batch_op.drop_column("direction")
        batch_op.drop_column("last_sort")
        batch_op.drop_column("first_sort")
        batch_op.drop_column("search_words")
        batch_op.drop_column("organisation_id")

    with op.batch_alter_table("fetch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("accepted", sa.Boolean(), nullable=False, server_default=sa.true()))
    fetch = sa.table(
        "fetch", *(sa.column(name) for name in ("outcome", "added", "altered", "removed", "changed", "accepted"))
    )
    op.execute(fetch.update().values(changed=fetch.c.added + fetch.c.altered + fetch.c.removed))
    op.execute(fetch.update().where(fetch.c.outcome.in_(("refused", "silent"))).values(accepted=False))
    with op.batch_alter_table("fetch", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_fetch_run_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_fetch_run_id"))
        for name in ("removed", "altered", "added", "requests", "outcome", "run_id"):
            batch_op.drop_column(name)

    op.drop_table("refresh_run")
    op.drop_table("refresh_lease")
    op.drop_table("answer_mark")
