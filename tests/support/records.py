"""Records for tests, made by saying only what the test is about."""

from datetime import date
from itertools import count

from outreach.models import FgdEvent, FgdSession, OutreachActivity, Participation, Statement, Theme
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Contact, District, Institution, Posting, Region, StakeholderGroup
from surveys.models import Questionnaire, QuestionnaireVersion, SurveyRound

PASSWORD = "sapi hijau melompat pagar"  # noqa: S105 - for tests only
_number = count(1)


def a_region(**fields):
    n = next(_number)
    fields = {"code": f"R{n}", "name": f"Wilayah {n}", "time_zone": "Asia/Jakarta", "order": n} | fields
    return Region.objects.create(**fields)


def a_district(**fields):
    n = next(_number)
    region = fields.pop("region", None) or a_region()
    fields = {
        "name": f"Kab. {n}",
        "kemendagri_code": f"{n % 100:02d}.{n // 100:02d}",
        "bps_code": f"{n:04d}",
        "basis": District.Basis.NAMED,
        "latitude": -7.0,
        "longitude": 110.0,
        "time_zone": region.time_zone,
    } | fields
    return District.objects.create(region=region, **fields)


def a_group(**fields):
    n = next(_number)
    fields = {"code": f"G{n}", "name": f"Kelompok {n}", "basis": "source", "order": n} | fields
    return StakeholderGroup.objects.create(**fields)


def an_institution(**fields):
    n = next(_number)
    group = fields.pop("group", None) or a_group()
    fields = {"name": f"Instansi {n}", "level": Institution.Level.DISTRICT} | fields
    return Institution.objects.create(group=group, **fields)


def a_contact(**fields):
    n = next(_number)
    group = fields.pop("group", None) or a_group()
    return Contact.objects.create(group=group, **({"full_name": f"Narahubung {n}"} | fields))


def a_user(role=None, *, of=None, **fields):
    """A person with one posting; `of` is the region, none for the whole country."""
    n = next(_number)
    user = User.objects.create_user(
        fields.pop("email", f"orang{n}@portal.example"), PASSWORD, full_name=f"Orang {n}", **fields
    )
    if role:
        Posting.objects.create(user=user, role=role, region=of)
    return user


def an_officer(*, of=None):
    return a_user(Role.REGIONAL_OFFICER, of=of or a_region())


def a_staff_member(**fields):
    return a_user(Role.KPKP_STAFF, **fields)


def a_board_member(**fields):
    return a_user(Role.BOARD, **fields)


def an_administrator(**fields):
    return a_user(Role.ADMINISTRATOR, **fields)


def an_observer(**fields):
    return a_user(Role.OBSERVER, **fields)


def an_activity(**fields):
    region = fields.pop("region", None) or a_region()
    fields = {
        "title": f"Sosialisasi {next(_number)}",
        "channel": "meeting",
        "held_on": date(2024, 5, 6),
    } | fields
    return OutreachActivity.objects.create(region=region, **fields)


def an_event(**fields):
    region = fields.pop("region", None) or a_region()
    return FgdEvent.objects.create(region=region, **({"title": f"FGD {next(_number)}"} | fields))


def a_session(*, region=None, **fields):
    event = fields.pop("event", None) or an_event(region=region)
    fields = {"held_on": date(2024, 5, 6), "venue": f"Balai {next(_number)}"} | fields
    return FgdSession.objects.create(event=event, **fields)


def a_participation(**fields):
    session = fields.pop("session", None) or a_session()
    group = fields.pop("group", None) or a_group()
    return Participation.objects.create(session=session, group=group, **({"people": 2} | fields))


def a_theme(**fields):
    n = next(_number)
    return Theme.objects.create(**({"code": f"X{n}", "name": f"Tema {n}", "order": n} | fields))


def a_statement(**fields):
    session = fields.pop("session", None) or a_session()
    group = fields.pop("group", None) or a_group()
    theme = fields.pop("theme", None) or a_theme()
    fields = {"kind": "complaint", "text": f"Pernyataan {next(_number)}"} | fields
    return Statement.objects.create(session=session, group=group, theme=theme, **fields)


def a_version(**fields):
    n = next(_number)
    questionnaire = fields.pop("questionnaire", None) or Questionnaire.objects.create(
        code=f"K{n}", title=f"Kuesioner {n}"
    )
    return QuestionnaireVersion.objects.create(questionnaire=questionnaire, **({"number": 1} | fields))


def a_round(*, regions=(), **fields):
    n = next(_number)
    version = fields.pop("version", None) or a_version()
    fields = {
        "code": f"putaran-{n}",
        "title": f"Putaran {n}",
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31),
        "sampling_method": "convenience",
    } | fields
    survey_round = SurveyRound.objects.create(version=version, **fields)
    survey_round.regions.set(regions)
    return survey_round
