"""create_app: the only module that knows every feature."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from app import cli, navigation
from app.core import assets, clock, config, db, errors, i18n, packing, security, table_heads

ROOT = Path(__file__).resolve().parent.parent

# A feature is one line here: the modules that hold its blueprint `bp`.
FEATURES = (
    "app.core.exit",
    "app.core.gallery",
    "app.accounts.routes",
    "app.accounts.password_routes",
    "app.accounts.staff_routes",
    "app.people.routes",
    "app.people.part_routes",
    "app.people.support_routes",
    "app.people.inspector_routes",
    "app.people.join_routes",
    "app.people.me_routes",
    "app.safeguarding.routes",
    "app.safeguarding.heap_routes",
    "app.safeguarding.alarm_routes",
    "app.safeguarding.handover_routes",
    "app.safeguarding.opening_routes",
    "app.safeguarding.rota_routes",
    "app.safeguarding.rota_shift_routes",
    "app.safeguarding.help_routes",
    "feedback.routes.home",
    "feedback.routes.tell",
    "feedback.routes.tell_questions",
    "feedback.routes.sending",
    "feedback.routes.sent",
    "feedback.routes.not_safe",
    "feedback.routes.return_number",
    "feedback.routes.mine",
    "feedback.routes.threads",
    "feedback.routes.opened",
    "feedback.routes.interpreting",
    "feedback.routes.coding",
    "feedback.routes.importing",
    "feedback.routes.quotes",
    "feedback.routes.commitments",
    "app.offer.routes.public",
    "app.offer.routes.questions",
    "app.offer.routes.services",
    "app.offer.routes.claims",
    "app.offer.routes.claim_desk",
    "app.offer.routes.sharing",
    "app.offer.routes.desk",
    "app.offer.routes.approval",
    "app.interviews.routes.register",
    "app.interviews.routes.episodes",
    "app.interviews.routes.came_back",
    "app.interviews.routes.offer",
    "app.interviews.routes.listening",
    "app.interviews.routes.arranging",
    "app.interviews.routes.afterwards",
    "app.interviews.routes.actions",
    "app.interviews.routes.importing",
    "app.pledge.routes.public",
    "app.pledge.routes.draft",
    "app.awards.routes.nominate",
    "app.awards.routes.sending",
    "app.awards.routes.mine",
    "app.awards.routes.judging",
    "app.awards.routes.team",
    "app.awards.routes.steps",
    "app.awards.routes.step_matching",
    "app.awards.routes.carer_steps",
    "app.awards.routes.desk",
    "app.awards.routes.results",
    "app.awards.routes.nominees",
    "app.awards.routes.certificates",
    "app.groups.routes.public",
    "app.groups.routes.mine",
    "app.groups.routes.ideas",
    "app.groups.routes.leaving",
    "app.groups.routes.desk",
    "app.groups.routes.desk_meetings",
    "app.groups.routes.desk_planning",
    "app.groups.routes.desk_points",
    "app.groups.routes.desk_members",
    "app.groups.routes.desk_inspectors",
    "app.groups.routes.desk_hours",
    "app.interviews.routes.measures",
    "app.interviews.routes.talk",
    "app.interviews.routes.talk_door",
    "app.interviews.routes.wishes",
    "app.interviews.routes.words",
    "app.interviews.routes.handed_over",
    "app.interviews.routes.conduct",
    "app.interviews.routes.after_talk",
    "app.interviews.routes.tablet_words",
    "app.interviews.routes.no_signal",
    "app.interviews.routes.shared_words",
    "app.reports.routes",
    "app.reports.signing_routes",
    "app.reports.asking_routes",
    "surveys.inspections.routes.public",
    "surveys.inspections.routes.doing",
    "surveys.inspections.routes.starting",
    "surveys.inspections.routes.visits",
    "surveys.inspections.routes.evidence",
    "surveys.inspections.routes.pictures",
    "surveys.inspections.routes.finding",
    "surveys.inspections.routes.follow_up",
    "surveys.inspections.routes.own_words",
    "surveys.inspections.routes.changes",
    "surveys.inspections.routes.worry",
    "surveys.inspections.routes.desk",
    "surveys.inspections.routes.checking",
    "surveys.inspections.routes.checking_words",
    "surveys.inspections.routes.checking_answers",
    "surveys.inspections.routes.desk_worry",
    "surveys.inspections.routes.answers",
    "surveys.building.routes.surveys",
    "surveys.building.routes.throwing_away",
    "surveys.building.routes.frame",
    "surveys.building.routes.questions",
    "surveys.building.routes.order",
    "surveys.building.routes.ways",
    "surveys.building.routes.bank",
    "surveys.building.routes.preview",
    "surveys.building.routes.looking",
    "surveys.building.routes.files",
    "surveys.building.routes.check",
    "surveys.building.routes.sharing",
    "surveys.inviting.routes.doors",
    "surveys.inviting.routes.answer",
    "surveys.inviting.routes.sending",
    "surveys.inviting.routes.tablet",
    "surveys.inviting.routes.desk",
    "surveys.inviting.routes.days",
    "surveys.inviting.routes.handing",
    "surveys.inviting.routes.paper",
    "surveys.inviting.routes.translating",
    "surveys.results.routes",
    "surveys.results.comment_routes",
)

# The modules that hold a command group `group`.
COMMANDS = (
    "app.core.language_commands",
    "app.interviews.commands",
    "app.offer.commands",
    "app.reports.commands",
    "app.safeguarding.commands",
    "surveys.commands",
    "feedback.commands",
    "feedback.theme_commands",
)


def create_app(overrides: dict | None = None) -> Flask:
    """The app, ready to serve. Settings: LISTEN_… in the environment, then `overrides`."""
    app = Flask(
        __name__,
        root_path=str(ROOT),
        instance_path=str(ROOT / "instance"),
        template_folder="templates",
        static_folder=None,
    )
    config.load(app, overrides)
    for part in (clock, db, security, i18n, assets, errors, packing, table_heads):
        part.init_app(app)
    for name in FEATURES:
        module = import_module(name)
        if hasattr(module, "init_app"):
            module.init_app(app)
        app.register_blueprint(module.bp)
    for name in COMMANDS:
        app.cli.add_command(import_module(name).group)
    navigation.init_app(app)
    cli.init_app(app)

    @app.get("/healthz")
    @security.public
    def healthz():
        db.session.execute(text("SELECT 1"))
        return {"database": "ok"}

    security.check_every_view_is_marked(app)
    return app
