"""Records for tests, made by saying only what the test is about."""

from datetime import UTC, date, datetime
from itertools import count

from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.fgd.tallies import recount_hearings, recount_voices
from outreach.models import (
    Complaint,
    ComplaintCategory,
    DiscussionGuide,
    FgdEvent,
    FgdSession,
    FollowUp,
    GuideQuestion,
    Holiday,
    Invitation,
    OutreachActivity,
    Participation,
    ServiceLimit,
    Stance,
    Statement,
    TeamMember,
    Theme,
)
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import (
    Contact,
    District,
    Exposure,
    Institution,
    Posting,
    Region,
    StakeholderGroup,
)
from surveys.models import Questionnaire, QuestionnaireVersion, Response, SurveyRound
from surveys.responses.content import key_of_number
from surveys.responses.storing import digest_of_response, store_responses

PASSWORD = "sapi hijau melompat pagar"  # noqa: S105 - for tests only
LONG_AGO = date(2017, 7, 31)  # the day before the programme: what ended then never held in it
_number = count(1)


def a_region(**fields):
    n = next(_number)
    fields = {"code": f"R{n}", "name": f"Wilayah {n}", "time_zone": "Asia/Jakarta", "order": n} | fields
    return Region.objects.create(**fields)


def a_district(**fields):
    n = next(_number) % 1000  # no province has a number below 11, so no real district has these codes
    region = fields.pop("region", None) or a_region()
    fields = {
        "name": f"Kab. {n}",
        "kemendagri_code": f"{n // 100:02d}.{n % 100:02d}",
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
    present = Participation.objects.create(session=session, group=group, **({"people": 2} | fields))
    recount_hearings(regions=[session.event.region_id], groups=[group.pk])
    return present


def a_theme(**fields):
    n = next(_number)
    return Theme.objects.create(**({"code": f"X{n}", "name": f"Tema {n}", "order": n} | fields))


def a_statement(**fields):
    session = fields.pop("session", None) or a_session()
    group = fields.pop("group", None) or a_group()
    theme = fields.pop("theme", None) or a_theme()
    fields = {"kind": "complaint", "text": f"Pernyataan {next(_number)}"} | fields
    said = Statement.objects.create(session=session, group=group, theme=theme, **fields)
    recount_voices(regions=[session.event.region_id], years=[session.held_on.year])
    return said


def an_objection(**fields):
    statement = fields.pop("statement", None) or a_statement()
    group = fields.pop("group", None) or a_group()
    against = Stance.objects.create(statement=statement, group=group, side=Stance.Side.AGAINST)
    recount_voices()
    return against


def a_follow_up(**fields):
    """Of a statement of its own, unless the test names another origin or a basis."""
    n = next(_number)
    origin = fields.get("statement") or fields.get("complaint") or fields.get("session")
    region = fields.pop("region", None) or (_region_of(origin) if origin else a_region())
    if not origin and "basis" not in fields:
        said = a_statement(session=a_session(region=region))
        fields = {"statement": said, "raised_by": said.group} | fields
    if "institution" not in fields:
        fields["institution"] = an_institution(region=region)
    fields = {
        "number": f"TL-2024-{n:06d}",
        "recommendation": f"Rekomendasi {n}",
        "due_on": date(2024, 6, 1),
    } | fields
    return FollowUp.objects.create(region=region, **fields)


def _region_of(record):
    event = getattr(getattr(record, "session", record), "event", None)
    return event.region if event else record.region


def a_category(**fields):
    n = next(_number)
    return ComplaintCategory.objects.create(
        **({"code": f"K{n}", "name": f"Kategori {n}", "order": n} | fields)
    )


def a_limit(**fields):
    """A class of complaints with its working days to answer."""
    n = next(_number)
    fields = {"code": f"L{n}", "name": f"Golongan {n}", "step": "answer", "working_days": 14} | fields
    return ServiceLimit.objects.create(**({"order": n} | fields))


def the_limits():
    """What every complaint needs: three working days to acknowledge, and three to verify."""
    return [a_limit(step=step, working_days=3) for step in ("acknowledge", "verify")]


def a_holiday(**fields):
    return Holiday.objects.create(**({"name": f"Libur {next(_number)}"} | fields))


def a_complaint(**fields):
    """Received on Monday 6 May 2024, with clocks that know no holidays, unless the test says otherwise."""
    n = next(_number)
    is_outside = any(name.startswith("outside_") for name in fields)
    if is_outside:
        fields = {"outside_province": "Jawa Timur", "outside_zone": "Asia/Jakarta"} | fields
    region = fields.pop("region", None) or (None if is_outside else a_region())
    fields = {
        "number": f"P-2024-{n:06d}",
        "received_at": datetime(2024, 5, 6, 2, tzinfo=UTC),
        "channel": "phone",
        "reporter": "pmi",
        "text": f"Gaji belum dibayar {n}",
        "acknowledge_by": date(2024, 5, 9),
        "verify_by": date(2024, 5, 9),
        "answer_by": date(2024, 5, 24),
    } | fields
    category = fields.pop("category", None) or a_category()
    limit = fields.pop("limit", None) or a_limit()
    complaint = Complaint.objects.create(region=region, category=category, limit=limit, **fields)
    settle_holder(facts_of(complaint, by=None))
    complaint.save()
    return complaint


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


def a_response(*, survey_round, region, **fields):
    """A response that is stored and counted, with the number 7 unless another is named."""
    fields = {"number": "7", "responded_on": survey_round.starts_on} | fields
    key = key_of_number(region and region.code, fields["number"])
    response = Response(round=survey_round, region=region, row_key=key, **fields)
    response.content_digest = digest_of_response(response)
    store_responses(survey_round, [response])
    return Response.objects.get(round=survey_round, row_key=key)


def a_guide(*texts, **fields):
    """A discussion guide with these questions in their order."""
    guide = DiscussionGuide.objects.create(**({"title": f"Panduan {next(_number)}"} | fields))
    for order, text in enumerate(texts or ("Apa yang Anda alami?",), start=1):
        GuideQuestion.objects.create(guide=guide, order=order, text=text)
    return guide


def a_team_member(**fields):
    session = fields.pop("session", None) or a_session()
    fields = {"role": "facilitator", "name": f"Fasilitator {next(_number)}"} | fields
    return TeamMember.objects.create(session=session, **fields)


def an_invitation(**fields):
    session = fields.pop("session", None) or a_session()
    group = fields.pop("group", None) or a_group()
    invited = Invitation.objects.create(session=session, group=group, **({"channel": "surat"} | fields))
    recount_hearings(regions=[session.event.region_id], groups=[group.pk])
    return invited


def an_exposure(**fields):
    """A thousand people of all destinations in May 2024."""
    region = fields.pop("region", None) or a_region()
    fields = {"month": date(2024, 5, 1), "low": 1000, "high": 1000, "source": "BPS"} | fields
    return Exposure.objects.create(region=region, **fields)
