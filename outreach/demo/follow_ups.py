"""Demo follow-ups of statements or of complaints born from them, on every part of the way to confirmation."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outreach.models import Complaint, FollowUp, FollowUpStep, Statement
from outreach.reference import rows
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Contact

FOLLOW_UPS = 40
LAST_DAY = date(2026, 11, 15)
RAISING = ("complaint", "coordination", "recommendation", "risk")
TIMES = (30, 60, 90, 120)
State, What, Confirmation = FollowUp.State, FollowUpStep.What, FollowUp.Confirmation
LONG_AGO = LAST_DAY - timedelta(days=400)
WORDS = {
    What.NOTED: "Surat sudah dikirim dan dijawab; pelaksanaan menunggu jadwal petugas.",
    What.GIVEN_UP: "Di luar kewenangan instansi ini; diteruskan sebagai bahan usulan aturan.",
    What.VERIFIED: "Arsip KPKP, map tindak lanjut.",
    What.CONFIRMED: "Sudah kami rasakan sendiri di loket.",
    What.DISPUTED: "Di lapangan belum ada bedanya.",
}


def load_follow_ups(demo, stage):
    """Add follow-ups tied to statements of the demo; without institutions nobody could answer for them."""
    statements = _statements(demo)
    if not statements or not stage.institutions:
        return
    staff = User.objects.filter(is_sample=True, postings__role=Role.KPKP_STAFF).first()
    contacts = {one.institution_id: one for one in Contact.objects.filter(is_sample=True).order_by("-pk")}
    texts = rows("demo_follow_ups.csv")
    born = Complaint.objects.open().filter(is_sample=True, statement__isnull=False)
    complaints = {complaint.statement_id: complaint for complaint in born}
    made = []
    for statement in statements:
        if follow_up := _follow_up(demo, stage, statement, texts, contacts):
            _let_time_pass(demo.rng, follow_up, staff)
            if statement.pk in complaints:
                follow_up.statement, follow_up.complaint = None, complaints[statement.pk]
            made.append(follow_up)
    FollowUp.objects.bulk_create(made)
    for follow_up in made:
        follow_up.number = f"TL-{follow_up.raised_on:%Y}-{follow_up.pk:06d}"
    FollowUp.objects.bulk_update(made, ["number"], batch_size=500)
    FollowUpStep.objects.bulk_create(step for follow_up in made for step in _steps(demo, follow_up, staff))
    through = FollowUp.partners.through
    through.objects.bulk_create(
        through(followup=follow_up, institution=partner)
        for number, follow_up in enumerate(made)
        for partner in _partners(stage, follow_up, number)
    )
    demo.made["follow_ups"] = len(made)


def _statements(demo):
    """Statements that call for something, the newest most of all."""
    asking = Statement.objects.filter(session__event__is_sample=True, kind__in=RAISING)
    pks = list(asking.order_by("-session__held_on", "pk").values_list("pk", flat=True))
    wanted = min(demo.times(FOLLOW_UPS), len(pks))
    newest = pks[: wanted // 2]
    chosen = newest + demo.rng.sample(pks[wanted // 2 :], wanted - len(newest))
    found = asking.select_related("session__event__region", "group", "theme")
    by_pk = found.in_bulk(chosen)
    return [by_pk[pk] for pk in sorted(chosen)]


def _follow_up(demo, stage, statement, texts, contacts):
    fitting = [text for text in texts if text["theme"] == statement.theme.code] or texts
    text, region = demo.rng.choice(fitting), statement.session.event.region
    offered = [one for one in stage.institutions if one.region_id in (region.pk, None)]
    named = [one for one in offered if one.group.code in text["groups"].split()]
    if not offered:
        return None
    institution = demo.rng.choice(named or offered)
    follow_up = FollowUp(
        region=region,
        statement=statement,
        recommendation=text["recommendation"],
        plan=text["plan"],
        indicator=text["indicator"],
        raised_by=statement.group,
        institution=institution,
        contact=contacts.get(institution.pk),
        due_on=statement.session.held_on + timedelta(days=demo.rng.choice(TIMES)),
        is_sample=True,
    )
    follow_up.raised_on = statement.session.held_on
    return follow_up


def _partners(stage, follow_up, number):
    """Whom it is done with: of each four one has nobody, and one has two; never twice of one group."""
    near = [one for one in stage.institutions if one.region_id in (follow_up.region_id, None)]
    others = {one.group_id: one for one in near if one.group_id != follow_up.institution.group_id}
    offered = [others[group] for group in sorted(others)]
    wanted = min((0, 1, 1, 2)[number % 4], len(offered))
    return [offered[(number + step) % len(offered)] for step in range(wanted)]


def _let_time_pass(rng, follow_up, staff):
    """What has become of it; what was raised long ago is mostly done."""
    old = follow_up.due_on < LONG_AGO
    weights = (3, 7, 80, 10) if old else (25, 35, 30, 10)
    follow_up.state = rng.choices(
        [State.NOT_STARTED, State.IN_PROGRESS, State.DONE, State.IMPOSSIBLE], weights
    )[0]
    if follow_up.state == State.IMPOSSIBLE:
        follow_up.state_reason = WORDS[What.GIVEN_UP]
    elif follow_up.state == State.DONE:
        _finish(rng, follow_up, staff)
    else:
        due_on = LAST_DAY + timedelta(days=rng.randint(-60, 90))
        follow_up.due_on = max(due_on, follow_up.raised_on + timedelta(days=min(TIMES)))
        if follow_up.state == State.IN_PROGRESS and rng.random() < 0.3:
            day = max(follow_up.raised_on + timedelta(days=30), LAST_DAY - timedelta(days=70))
            _answer(follow_up, Confirmation.DISPUTED, day)


def _finish(rng, follow_up, staff):
    held_on = follow_up.raised_on
    done_on = follow_up.due_on + timedelta(days=rng.randint(-20, 20))
    follow_up.done_on = max(held_on, min(done_on, LAST_DAY - timedelta(days=20)))
    if rng.random() < 0.8:
        day = follow_up.done_on + timedelta(days=rng.randint(2, 10))
        follow_up.verified_at, follow_up.verified_by = _noon(follow_up, day), staff
        follow_up.evidence_note = WORDS[What.VERIFIED]
        if rng.random() < 0.6:
            _answer(follow_up, Confirmation.CONFIRMED, day + timedelta(days=7))


def _answer(follow_up, confirmation, day):
    what = What.CONFIRMED if confirmation == Confirmation.CONFIRMED else What.DISPUTED
    follow_up.confirmation, follow_up.confirmed_on = confirmation, day
    follow_up.confirmation_note = WORDS[what]


def _steps(demo, follow_up, staff):
    """The steps that lead to what it has become, in their order."""
    held_on = follow_up.raised_on
    way = [(What.CREATED, State.NOT_STARTED, held_on)]
    if follow_up.state != State.NOT_STARTED:
        way.append((What.STARTED, State.IN_PROGRESS, held_on + timedelta(days=3)))
        way.append((What.NOTED, State.IN_PROGRESS, held_on + timedelta(days=10)))
    if follow_up.state == State.IMPOSSIBLE:
        way.append((What.GIVEN_UP, State.IMPOSSIBLE, held_on + timedelta(days=20)))
    if follow_up.confirmation == Confirmation.DISPUTED:
        day = follow_up.confirmed_on
        way += [(What.FINISHED, State.DONE, day), (What.VERIFIED, State.DONE, day)]
        way.append((What.DISPUTED, State.IN_PROGRESS, day))
    if follow_up.done_on:
        way.append((What.FINISHED, State.DONE, follow_up.done_on))
    if follow_up.verified_at:
        way.append((What.VERIFIED, State.DONE, follow_up.verified_at.date()))
    if follow_up.confirmation == Confirmation.CONFIRMED:
        way.append((What.CONFIRMED, State.DONE, follow_up.confirmed_on))
    before = ""
    for what, after, day in way:
        at, note = _noon(follow_up, day), WORDS.get(what, "")
        yield FollowUpStep(
            follow_up=follow_up, what=what, before=before, after=after, note=note, at=at, by=staff
        )
        before = after


def _noon(follow_up, day):
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(follow_up.zone))
