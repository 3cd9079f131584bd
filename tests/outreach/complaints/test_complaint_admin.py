"""Admin screens of categories, limits and holidays: audited, and what they change moves the clocks."""

from datetime import date

import pytest

from outreach.models import ComplaintCategory, Holiday, ServiceLimit
from pmi_portal.audit.models import Event
from tests.outreach.complaints.complaint_cases import a_complaint_in
from tests.outreach.forms import words
from tests.support.records import a_category, a_complaint, a_holiday, a_limit, the_limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def screens(client, administrator):
    client.force_login(administrator)
    return client


def limit_form(limit, **typed):
    fields = ("code", "step", "name", "working_days", "source", "order")
    return {name: getattr(limit, name) for name in fields} | {"active": "on"} | typed


def actions():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_a_new_holiday_moves_the_open_clocks_and_is_audited(screens):
    the_limits()
    complaint = a_complaint()
    typed = {"date": "2024-05-08", "name": "Libur", "kind": "national", "source": "SKB", "active": "on"}

    answer = screens.post("/admin/outreach/holiday/add/", typed, follow=True)

    complaint.refresh_from_db()
    assert complaint.verify_by == date(2024, 5, 10)
    assert actions() == ["complaints.clocks_recomputed", "holiday.created"]
    assert "Batas waktu 1 pengaduan bergeser." in words(answer)


def test_a_deleted_holiday_moves_them_back(screens):
    the_limits()
    holiday, complaint = a_holiday(date=date(2024, 5, 8)), a_complaint(verify_by=date(2024, 5, 10))
    other = a_holiday(date=date(2024, 5, 7), active=False)

    screens.post(f"/admin/outreach/holiday/{holiday.pk}/delete/", {"post": "yes"})
    screens.post(
        "/admin/outreach/holiday/",
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )

    complaint.refresh_from_db()
    assert complaint.verify_by == date(2024, 5, 9)
    assert Holiday.objects.count() == 0


def test_a_changed_limit_moves_the_clocks_of_its_class(screens):
    the_limits()
    complaint, done = a_complaint(), a_complaint_in("answered")
    limit = complaint.limit

    screens.post(f"/admin/outreach/servicelimit/{limit.pk}/change/", limit_form(limit, working_days=5))

    complaint.refresh_from_db()
    done.refresh_from_db()
    assert (complaint.answer_by, done.answer_by) == (date(2024, 5, 13), date(2024, 5, 24))
    assert "servicelimit.edited" in actions()


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("typed", [{"active": ""}, {"step": "answer"}])
def test_the_only_limit_of_a_general_step_stays(screens, number, typed):
    limit = the_limits()[number]
    address = f"/admin/outreach/servicelimit/{limit.pk}/change/"

    answer = screens.post(address, limit_form(limit, **typed))

    assert answer.status_code == 200
    assert "Ini satu-satunya batas untuk langkahnya" in words(answer)
    limit.refresh_from_db()
    assert (limit.active, limit.step) == (True, ("acknowledge", "verify")[number])


def test_a_second_limit_of_a_general_step_is_refused_and_no_clock_moves(screens):
    the_limits()
    complaint = a_complaint()
    typed = {"code": "BARU", "step": "verify", "name": "Baru", "working_days": 9, "order": 0, "active": "on"}

    answer = screens.post("/admin/outreach/servicelimit/add/", typed)

    complaint.refresh_from_db()
    assert "Langkah ini sudah punya batas yang berlaku" in words(answer)
    assert (complaint.verify_by, actions()) == (date(2024, 5, 9), [])


def test_a_class_of_complaints_may_be_switched_off_but_no_limit_is_deleted(screens):
    the_limits()
    limit = a_limit()
    screens.post(f"/admin/outreach/servicelimit/{limit.pk}/change/", limit_form(limit, active=""))

    assert ServiceLimit.objects.get(pk=limit.pk).active is False
    assert (
        screens.post(f"/admin/outreach/servicelimit/{limit.pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_a_limit_is_at_most_a_year_of_working_days(screens):
    the_limits()
    limit = a_limit()

    screens.post(f"/admin/outreach/servicelimit/{limit.pk}/change/", limit_form(limit, working_days=251))

    assert ServiceLimit.objects.get(pk=limit.pk).working_days == 14


def test_a_category_is_dated_and_audited(screens):
    category = a_category()
    typed = {
        "code": category.code,
        "name": "Nama baru",
        "group": "wages",
        "period": "any",
        "order": 1,
        "valid_to": "2024-12-31",
        "active": "on",
    }

    screens.post(f"/admin/outreach/complaintcategory/{category.pk}/change/", typed)

    found = ComplaintCategory.objects.get()
    assert (found.name, found.valid_to) == ("Nama baru", date(2024, 12, 31))
    assert actions() == ["complaintcategory.edited"]


def test_complaints_are_only_shown(screens):
    complaint = a_complaint()

    page = screens.get(f"/admin/outreach/complaint/{complaint.pk}/change/")

    assert complaint.number in words(page)
    assert page.context["has_change_permission"] is False
    for address, typed in (("add/", {}), (f"{complaint.pk}/change/", {"text": "x"})):
        assert screens.post(f"/admin/outreach/complaint/{address}", typed).status_code == 403
    assert (
        screens.post(f"/admin/outreach/complaint/{complaint.pk}/delete/", {"post": "yes"}).status_code == 403
    )
