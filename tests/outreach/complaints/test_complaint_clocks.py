"""The clocks of a complaint: receipt, pauses, reopening, emergencies, and a calendar that changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from outreach.complaints.actions.clocks import recompute_clocks
from outreach.complaints.actions.register import edit_complaint, register_complaint
from outreach.complaints.actions.steps import (
    acknowledge_complaint,
    mark_outside,
    pause_complaint,
    reopen_complaint,
    resume_complaint,
    verify_complaint,
)
from outreach.complaints.clock_words import answer_state, clock_states
from outreach.complaints.clocks import Calendar
from outreach.models import Complaint, ComplaintStep
from pmi_portal.audit.models import Event
from pmi_portal.words.working_days import add_working_days
from tests.outreach.complaints.complaint_cases import a_complaint_in
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_holiday,
    a_limit,
    a_region,
    a_staff_member,
    the_limits,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 5, 6, 2, tzinfo=UTC)  # 09.00 in Jakarta
CLOCKS = ("acknowledge_by", "verify_by", "answer_by")


@pytest.fixture(autouse=True)
def limits():
    return the_limits()


@pytest.fixture
def staff():
    return a_staff_member()


def taken_in(staff, **fields):
    limit = fields.pop("limit", None) or a_limit(working_days=5)
    fields = {"received_at": MONDAY, "channel": "phone", "reporter": "pmi", "text": "Gaji."} | fields
    fields.setdefault("region", a_region())
    complaint = Complaint(category=a_category(), limit=limit, **fields)
    return register_complaint(complaint=complaint, by=staff)


def clocks(complaint):
    complaint.refresh_from_db()
    return tuple(getattr(complaint, name) for name in CLOCKS)


def happened(complaint, what, day):
    """Put the last step of that kind on a day."""
    steps = complaint.steps.filter(what=what).order_by("-pk")
    ComplaintStep.objects.filter(pk=steps[0].pk).update(
        at=datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=3)
    )
    if what == "paused":
        Complaint.objects.filter(pk=complaint.pk).update(paused_on=day)


def today():
    return timezone.localdate()


def test_clocks_start_with_the_receipt_and_skip_weekends_and_holidays(staff):
    a_holiday(date=date(2024, 5, 9))
    a_holiday(date=date(2024, 5, 10), kind="collective")

    assert clocks(taken_in(staff)) == (date(2024, 5, 13), date(2024, 5, 13), date(2024, 5, 15))


def test_a_holiday_on_which_the_office_works_counts(staff):
    a_holiday(date=date(2024, 5, 8), active=False)

    assert clocks(taken_in(staff))[0] == date(2024, 5, 9)


def test_the_day_of_receipt_is_that_of_the_region_or_of_its_district(staff):
    late = datetime(2024, 5, 6, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta, 00.30 of Tuesday in Kupang
    west, east = a_region(), a_region(time_zone="Asia/Makassar")
    far_east = a_district(region=west, time_zone="Asia/Jayapura")

    found = [
        clocks(taken_in(staff, received_at=late, **place))[0]
        for place in ({"region": west}, {"region": east}, {"region": west, "district": far_east})
    ]

    assert found == [date(2024, 5, 9), date(2024, 5, 10), date(2024, 5, 10)]


def test_the_number_bears_the_year_where_the_complaint_is_at_home(staff):
    new_year = datetime(2024, 12, 31, 16, 30, tzinfo=UTC)

    there = taken_in(staff, received_at=new_year, region=a_region(time_zone="Asia/Makassar"))
    here = taken_in(staff, received_at=new_year)

    assert there.number == f"P-2025-{there.pk:06d}"
    assert here.number == f"P-2024-{here.pk:06d}"
    there.refresh_from_db()
    assert there.number == f"P-2025-{there.pk:06d}"


@pytest.mark.parametrize("sign", Complaint.SIGNS)
def test_an_urgent_sign_makes_an_emergency_of_the_same_day(staff, sign):
    complaint = taken_in(staff, severity="low", **{sign: True})

    assert (complaint.severity, complaint.urgent_on) == ("emergency", date(2024, 5, 6))
    assert clocks(complaint) == (date(2024, 5, 6),) * 3


def test_an_emergency_of_a_saturday_ends_on_monday(staff):
    saturday = MONDAY - timedelta(days=2)

    assert clocks(taken_in(staff, received_at=saturday, severity="emergency")) == (date(2024, 5, 6),) * 3


def test_a_sign_found_later_ends_the_open_clocks_that_day(staff):
    complaint = taken_in(
        staff, received_at=timezone.now() - timedelta(days=1), limit=a_limit(working_days=60)
    )
    acknowledge_complaint(complaint=complaint, through="phone", by=staff)
    acknowledged = clocks(complaint)[0]
    complaint.violence = True

    edit_complaint(complaint=complaint, reason="Keluarga bercerita.", by=staff)

    act_today = add_working_days(today(), 0, set())
    assert clocks(complaint) == (acknowledged, act_today, act_today)


def test_an_emergency_never_moves_a_clock_that_ran_out_before(staff):
    complaint = taken_in(staff)
    before = clocks(complaint)
    complaint.severity = "emergency"

    edit_complaint(complaint=complaint, reason="Ternyata gawat.", by=staff)

    assert clocks(complaint) == before


def test_what_is_no_emergency_after_all_has_its_usual_clocks_again(staff):
    complaint = taken_in(staff, violence=True)
    complaint.violence, complaint.severity = False, "medium"

    edit_complaint(complaint=complaint, reason="Salah centang.", by=staff)

    assert clocks(complaint) == (date(2024, 5, 9), date(2024, 5, 9), date(2024, 5, 13))
    assert complaint.urgent_on is None


def test_resuming_moves_every_open_clock_by_the_paused_working_days(staff):
    a_holiday(date=date(2024, 5, 9))
    complaint = taken_in(staff)
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)
    happened(complaint, "paused", date(2024, 5, 7))
    paused_days = len(
        [
            day
            for day in (
                date(2024, 5, 7) + timedelta(days=n) for n in range((today() - date(2024, 5, 7)).days)
            )
            if day.weekday() < 5 and day != date(2024, 5, 9)
        ]
    )

    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)

    holidays = {date(2024, 5, 9)}
    moved = [
        add_working_days(day, paused_days, holidays)
        for day in (date(2024, 5, 10), date(2024, 5, 10), date(2024, 5, 14))
    ]
    assert clocks(complaint) == tuple(moved)


def test_a_clock_that_is_done_does_not_move_with_a_pause(staff):
    complaint = taken_in(staff)
    acknowledge_complaint(complaint=complaint, through="phone", by=staff)
    verify_complaint(complaint=complaint, by=staff)
    before = clocks(complaint)
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)
    happened(complaint, "paused", date(2024, 5, 7))

    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)

    after = clocks(complaint)
    assert after[:2] == before[:2]
    assert after[2] > before[2]


def test_a_pause_within_one_day_moves_nothing(staff):
    complaint = taken_in(staff)
    before = clocks(complaint)
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)

    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)

    assert clocks(complaint) == before


def test_reopening_starts_the_answer_anew_and_forgets_the_pauses_before(staff):
    complaint = taken_in(staff)
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)
    happened(complaint, "paused", date(2024, 5, 7))
    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)
    mark_outside(complaint=complaint, reason="Bukan kita.", by=staff)

    reopen_complaint(complaint=complaint, reason="Ternyata ya.", by=staff)

    assert clocks(complaint)[2] == add_working_days(today(), 5, set())
    assert complaint.times_reopened == 1


def test_the_first_verdict_ends_the_clock_of_verification_but_a_pause_does_not(staff):
    complaint = taken_in(staff)
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)
    complaint.refresh_from_db()
    assert complaint.verified_at is None
    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)

    mark_outside(complaint=complaint, reason="Bukan kita.", by=staff)

    complaint.refresh_from_db()
    assert complaint.verified_at is not None


def test_a_new_holiday_moves_the_open_clocks_and_leaves_the_done_ones(staff):
    waiting, answered = taken_in(staff), a_complaint_in("answered")
    before = clocks(answered)
    a_holiday(date=date(2024, 5, 8))

    moved = recompute_clocks(by=staff)

    assert moved == 1
    assert clocks(waiting) == (date(2024, 5, 10), date(2024, 5, 10), date(2024, 5, 14))
    assert clocks(answered) == before
    event = Event.objects.filter(action="complaints.clocks_recomputed").get()
    assert (event.actor, event.detail) == (staff, {"moved": 1})


def test_a_new_limit_moves_the_clocks_of_its_class(staff):
    complaint, other = taken_in(staff), taken_in(staff)
    complaint.limit.working_days = 10
    complaint.limit.save()

    assert recompute_clocks(by=staff) == 1
    assert clocks(complaint)[2] == date(2024, 5, 20)
    assert clocks(other)[2] == date(2024, 5, 13)


def test_recomputing_again_moves_nothing_and_keeps_pauses_and_emergencies(staff):
    paused, urgent = taken_in(staff), taken_in(staff, death=True)
    pause_complaint(complaint=paused, reason="Data kurang.", by=staff)
    happened(paused, "paused", date(2024, 5, 7))
    resume_complaint(complaint=paused, reason="Data datang.", by=staff)
    before = clocks(paused), clocks(urgent)

    assert recompute_clocks(by=staff) == 0
    assert (clocks(paused), clocks(urgent)) == before


def test_recomputing_takes_a_bounded_number_of_queries_for_each_batch(staff, django_assert_max_num_queries):
    limit, category, region = a_limit(), a_category(), a_region()
    for _number in range(120):
        a_complaint(limit=limit, category=category, region=region, answer_by=date(2024, 1, 1))

    with django_assert_max_num_queries(20):
        assert recompute_clocks(by=staff) == 120


def test_without_a_limit_to_verify_nothing_is_taken_in(staff, limits):
    limits[1].active = False
    limits[1].save()

    with pytest.raises(Exception, match="belum diatur"):
        taken_in(staff)
    assert Complaint.objects.count() == 0


def said(complaint, day):
    return [state.words for state in clock_states(complaint, Calendar.read(), day)]


def test_each_clock_says_in_words_how_it_stands():
    complaint = a_complaint()

    assert said(complaint, date(2024, 5, 7)) == ["dalam 2 hari kerja"] * 2 + ["dalam 13 hari kerja"]
    assert said(complaint, date(2024, 5, 9))[0] == "batasnya hari ini"
    assert said(complaint, date(2024, 5, 14))[0] == "terlambat 3 hari kerja"
    assert said(complaint, date(2024, 5, 25))[2] == "terlambat"
    assert said(complaint, date(2029, 5, 24))[2] == "terlambat 1.304 hari kerja"


def test_a_clock_that_is_done_says_whether_it_was_in_time():
    complaint = a_complaint_in(
        "answered", acknowledged_at=MONDAY, answered_at=datetime(2024, 5, 28, 2, tzinfo=UTC)
    )

    states = clock_states(complaint, Calendar.read(), date(2024, 6, 30))
    assert [(state.done_on, state.words) for state in states] == [
        (date(2024, 5, 6), "tepat waktu"),
        (date(2024, 5, 7), "tepat waktu"),
        (date(2024, 5, 28), "terlambat 2 hari kerja"),
    ]


def test_a_clock_of_a_paused_or_ended_complaint_stands_still():
    assert said(a_complaint_in("paused"), date(2025, 1, 1))[2] == "berhenti selama ditunda"
    assert said(a_complaint_in("outside"), date(2025, 1, 1))[0] == "tidak diperlukan lagi"


def test_what_a_clock_says_takes_the_day_at_home():
    complaint = a_complaint_in("answered", answered_at=datetime(2024, 5, 24, 16, 30, tzinfo=UTC))
    assert answer_state(complaint, Calendar.read(), date(2024, 6, 1)).words == "tepat waktu"

    complaint.region.time_zone = "Asia/Makassar"
    assert answer_state(complaint, Calendar.read(), date(2024, 6, 1)).words == "terlambat"


def test_overdue_is_asked_by_the_date_at_home_and_only_of_what_waits():
    here = ZoneInfo("Asia/Jakarta")
    yesterday = timezone.localdate(timezone=here) - timedelta(days=1)
    late = a_complaint(answer_by=yesterday)
    a_complaint(answer_by=yesterday + timedelta(days=1))
    a_complaint_in("answered", answer_by=yesterday)
    a_complaint_in("paused", answer_by=yesterday)

    assert list(Complaint.objects.overdue()) == [late]


def test_overdue_begins_in_the_east_two_hours_before_it_begins_in_the_west():
    due = {"answer_by": date(2024, 5, 24)}
    west, east = a_complaint(**due), a_complaint(region=a_region(time_zone="Asia/Jayapura"), **due)
    far_east = a_district(region=west.region, time_zone="Asia/Makassar")
    between = a_complaint(region=west.region, district=far_east, **due)

    found = [
        set(Complaint.objects.overdue(at=datetime(2024, 5, 24, hour, 30, tzinfo=UTC)))
        for hour in (14, 15, 16, 17)
    ]

    assert found == [set(), {east}, {east, between}, {east, between, west}]
