"""Demo complaints, each on some part of its way, with its steps, institutions and clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, ExtractYear, LPad

from outreach.complaints.clocks import Calendar
from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.demo.complaint_ways import OLD, RECENT, Way
from outreach.models import (
    Complaint,
    ComplaintCategory,
    ComplaintReporter,
    ComplaintStep,
    Referral,
    ServiceLimit,
    Statement,
)
from outreach.reference import rows
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models.regions import TimeZone

COMPLAINTS = 140
AT_ONCE = 2000
FIRST_DAY, LAST_DAY = date(2017, 9, 4), date(2026, 11, 18)
RECENT_DAYS = 90
COUNTRIES = {"MY": "Malaysia", "TW": "Taiwan", "HK": "Hong Kong", "SG": "Singapura", "SA": "Arab Saudi"}
SIGNS = {"C04": "death", "C14": "violence", "C21": "trafficking"}
# The kind of a complaint that was said in a session, by the theme of the statement.
THEMES = {
    "T2": "BPJS-CHANNEL",
    "T3": "BPJS-COST",
    "T4": "BPJS-CLAIM",
    "T5": "BPJS-CARD",
    "T8": "BPJS-DATA",
    "T9": "BPJS-OPP",
    "T11": "BPJS-POST",
}
REPORTERS = ["pmi", "family", "family", "returned", "cpmi", "institution"]
CHANNELS = ["in_person", "phone", "sms", "letter", "online", "email"]
# Where two complaints come from that are of no pocket region, and the region that works on one of them.
OUTSIDE = (
    ("Nusa Tenggara Barat", "Kab. Lombok Timur", TimeZone.WITA, None),
    ("Jawa Timur", "Kab. Banyuwangi", TimeZone.WIB, "TULUNGAGUNG"),
)
ASSIGNED = 1 / 3  # the others are held by the desk of the region
# So many have a name to show; a name for each would only take time.
NAMED = 40


def load_complaints(demo, stage):
    """Add complaints; without categories and limits nobody could sort or promise anything."""
    kinds = _kinds()
    if not kinds:
        return
    calendar = Calendar.read()
    staff = User.objects.filter(is_sample=True, postings__role=Role.KPKP_STAFF).first()
    statements = _statements(demo)
    left, first, outside = demo.times(COMPLAINTS), [], list(OUTSIDE)
    while left:
        count = min(left, AT_ONCE)
        ways = [_way(demo, stage, kinds, calendar, statements, outside) for _number in range(count)]
        _write(ways, staff)
        first, left = first or [way.complaint for way in ways], left - count
    _mark_duplicates(demo, first, staff)
    _give_numbers()
    _name_reporters(first)
    demo.made["complaints"] = Complaint.objects.filter(is_sample=True).count()


def _kinds():
    """(row, category, limit) of each kind of case the file tells."""
    categories = {one.code: one for one in ComplaintCategory.objects.active()}
    limits = {one.code: one for one in ServiceLimit.objects.active()}
    return [
        (row, categories[row["category"]], limits[row["limit"]])
        for row in rows("demo_complaints.csv")
        if row["category"] in categories and row["limit"] in limits
    ]


def _statements(demo):
    """Statements some of the complaints are born from, newest first."""
    told = Statement.objects.filter(session__event__is_sample=True, kind=Statement.Kind.COMPLAINT)
    related = told.select_related("session__event__region", "session__event__district", "theme")
    return list(related.order_by("session__held_on", "-pk")[: demo.times(COMPLAINTS) // 5])


def _way(demo, stage, kinds, calendar, statements, outside):
    """A complaint and what happened to it, not saved yet."""
    rng, statement = demo.rng, statements.pop() if statements else None
    row, category, limit = _kind_of(statement, kinds) if statement else rng.choice(kinds)
    home = _home(rng, stage, statement, outside)
    at_home = Complaint(**home)
    destination = "" if statement else rng.choice(list(COUNTRIES))
    place = {"negara": COUNTRIES.get(destination), "tempat": at_home.origin}
    received_at = _received_at(rng, statement, ZoneInfo(at_home.zone))
    signs = {SIGNS[category.code]: True} if category.code in SIGNS else {}
    complaint = Complaint(
        received_at=received_at,
        channel=Complaint.Channel.FGD if statement else rng.choice(CHANNELS),
        reporter=rng.choice(REPORTERS),
        is_anonymous=rng.random() < 0.15,
        destination=destination,
        procedural=rng.choice(["yes", "yes", "no", "unknown"]),
        category=category,
        limit=limit,
        severity="emergency" if signs else rng.choice(["high", "medium", "medium", "low"]),
        urgent_on=received_at.date() if signs else None,
        person_stage=rng.choice(["cpmi", "abroad", "abroad", "returned", "family"]),
        person_sex=rng.choice(["female", "female", "male"]),
        people=rng.choice([1] * 9 + [rng.randint(2, 15)]),
        text=statement.text if statement else row["text"].format(**place),
        remedy_sought="" if statement else row["remedy"],
        statement=statement,
        assignee=stage.officers.get(at_home.desk_region_id) if rng.random() < ASSIGNED else None,
        is_sample=True,
        **signs,
        **home,
    )
    offered = [one for one in stage.institutions if one.region_id in (at_home.desk_region_id, None)]
    is_recent = received_at.date() > LAST_DAY - timedelta(days=RECENT_DAYS)
    return Way(complaint, rng, offered, row["outcome"]).walk(RECENT if is_recent else OLD, LAST_DAY, calendar)


def _home(rng, stage, statement, outside):
    """Where it comes from: the region of its session, a place outside while there are some, or any region."""
    if statement is None and outside:
        province, district, zone, desk = outside.pop()
        place = {"outside_province": province, "outside_district": district, "outside_zone": zone}
        return place | {"handled_in": stage.regions.get(desk)}
    region = statement.session.event.region if statement else rng.choice(list(stage.regions.values()))
    districts = [one for one in stage.districts.values() if one.region_id == region.pk]
    return {"region": region, "district": rng.choice(districts) if districts else None}


def _kind_of(statement, kinds):
    """What was said about a theme is of the kind that goes with it, else about what one was not told."""
    by_code = {kind[0]["category"]: kind for kind in kinds}
    return by_code.get(THEMES.get(statement.theme.code)) or by_code.get("BPJS-INFO") or kinds[0]


def _received_at(rng, statement, zone):
    """A third of the years' complaints would hide the desk of today, so a third is recent."""
    if statement:
        day = statement.session.held_on
    elif rng.random() < 1 / 3:
        day = LAST_DAY - timedelta(days=rng.randint(0, RECENT_DAYS))
    else:
        day = FIRST_DAY + timedelta(days=rng.randint(0, (LAST_DAY - FIRST_DAY).days))
    return datetime.combine(day, time(rng.randint(8, 15), rng.choice((0, 15, 30, 45))), tzinfo=zone)


def _write(ways, staff):
    Complaint.objects.bulk_create([way.complaint for way in ways], batch_size=AT_ONCE)
    for way in ways:
        for step in way.steps:
            step.by = staff
    ComplaintStep.objects.bulk_create([step for way in ways for step in way.steps], batch_size=AT_ONCE)
    Referral.objects.bulk_create([one for way in ways for one in way.referrals], batch_size=AT_ONCE)


def _mark_duplicates(demo, complaints, staff):
    """Some of those nobody looked at yet tell of a case that is known already."""
    fresh = [one for one in complaints if one.status == Complaint.Status.RECEIVED and not one.is_outside]
    known = [one for one in complaints if one.status in (Complaint.Status.VERIFIED, Complaint.Status.HANDLED)]
    for complaint in fresh[: len(fresh) // 4]:
        at_home = [one for one in known if one.region_id == complaint.region_id]
        if at_home:
            _mark_duplicate(complaint, demo.rng.choice(at_home), staff)


def _mark_duplicate(complaint, original, staff):
    at = complaint.received_at + timedelta(days=1)
    complaint.status, complaint.original = Complaint.Status.DUPLICATE, original
    complaint.verified_at = complaint.closed_at = at
    settle_holder(facts_of(complaint, by=staff))
    complaint.save()
    complaint.steps.create(
        what=ComplaintStep.What.DUPLICATE,
        before=Complaint.Status.RECEIVED,
        after=Complaint.Status.DUPLICATE,
        reason="Kejadian yang sama sudah dicatat.",
        at=at,
        by=staff,
    )


def _give_numbers():
    """The number of each from its key; a statement has a limit of time, so not for all of them at once."""
    key = LPad(Cast(F("pk"), CharField()), 6, Value("0"))
    year = Cast(ExtractYear("received_at"), CharField())
    number = Concat(Value("P-"), year, Value("-"), key)
    unnumbered = list(Complaint.objects.filter(is_sample=True, number=None).values_list("pk", flat=True))
    for start in range(0, len(unnumbered), AT_ONCE):
        Complaint.objects.filter(pk__in=unnumbered[start : start + AT_ONCE]).update(number=number)


def _name_reporters(complaints):
    known = [one for one in complaints if not one.is_anonymous][:NAMED]
    reporters = [ComplaintReporter(complaint=complaint) for complaint in known]
    for number, reporter in enumerate(reporters, start=1):
        reporter.seal(name=f"Pelapor Contoh {number}", contact=f"0800-0000-{number:04d}")
    ComplaintReporter.objects.bulk_create(reporters)
