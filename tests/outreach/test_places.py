"""A record belongs to the region stored on it; a district that moves takes nothing of the past with it."""

from datetime import date

import pytest

from outreach.models import Complaint, FgdEvent, OutreachActivity, ServiceLimit
from tests.outreach.complaints.complaint_cases import complaint_form
from tests.outreach.forms import activity_form, fgd_form, sent_by
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_limit,
    a_region,
    a_session,
    a_staff_member,
    an_activity,
    an_event,
    the_limits,
)

pytestmark = pytest.mark.django_db
MODELS = {"activity": OutreachActivity, "event": FgdEvent, "complaint": Complaint}


@pytest.fixture
def here():
    """The region to which the district belongs since 1 July 2024."""
    return a_region(name="Di sini")


@pytest.fixture
def there():
    return a_region(name="Di sana")


@pytest.fixture
def district(here, there):
    moved = a_district(region=here, name="Kab. Ende")
    moved.former_regions.create(region=there, valid_to=date(2024, 6, 30))
    return moved


def send(client, kind, region, district, day):
    if kind == "activity":
        form = activity_form(region, district=district.pk, held_on=f"{day}")
        return client.post("/sosialisasi/baru/", form)
    if kind == "event":
        form = fgd_form(region, district=district.pk) | {"sesi-held_on": f"{day}"}
        return client.post("/fgd/kegiatan/baru/", form)
    if not ServiceLimit.objects.exists():
        the_limits()
    typed = {"district": district.pk, "received_at": f"{day}T09:00"}
    return client.post("/pengaduan/baru/", complaint_form(region, a_category(), a_limit(), **typed))


@pytest.mark.parametrize("kind", MODELS)
def test_a_new_record_is_stored_under_the_region_its_district_had_on_its_own_day(
    client, here, there, district, kind
):
    client.force_login(a_staff_member())
    for day in (date(2024, 6, 28), date(2024, 7, 1)):
        assert send(client, kind, here, district, day).status_code == 302

    stored = MODELS[kind].objects.order_by("pk").values_list("region", "district")
    assert list(stored) == [(there.pk, district.pk), (here.pk, district.pk)]


@pytest.mark.parametrize("kind", MODELS)
def test_who_has_no_posting_in_the_region_of_that_day_is_told_whom_to_ask(client, here, district, kind):
    client.force_login(a_staff_member(of=here))

    page = send(client, kind, here, district, date(2024, 6, 28))

    assert page.status_code == 422
    reason = (
        "Pada 28 Juni 2024 Kab. Ende termasuk wilayah Di sana, yang bukan wilayah tugas Anda. "
        "Minta petugas wilayah itu mencatatnya."
    )
    assert reason in page.content.decode()
    assert not MODELS[kind].objects.exists()


@pytest.mark.parametrize("kind", MODELS)
def test_a_record_that_comes_to_a_district_is_stored_under_the_region_of_its_own_day(
    client, here, there, district, kind
):
    the_limits()
    make = {"activity": an_activity, "complaint": a_complaint, "event": an_event}[kind]
    record = make(region=here)
    if kind == "event":
        a_session(event=record)
    client.force_login(a_staff_member())
    form_page = f"{record.get_absolute_url()}ubah/"
    typed = {"reason": "Tempat", "text": "Diperbaiki", "title": "Baru", "district": f"{district.pk}"}
    sent = sent_by(client.get(form_page)) | typed

    answer = client.post(form_page, sent)

    assert answer.status_code == 302, answer.context["form"].errors
    record.refresh_from_db()
    assert (record.region, record.district) == (there, district)


@pytest.mark.parametrize("make", [an_activity, an_event, a_complaint])
def test_a_record_stays_with_the_region_stored_on_it_after_its_district_moved(
    client, here, there, district, make
):
    the_limits()
    record = make(region=there, district=district)
    form_page = f"{record.get_absolute_url()}ubah/"
    client.force_login(a_staff_member(of=there))
    sent = sent_by(client.get(form_page)) | {"reason": "Ejaan", "text": "Diperbaiki", "title": "Baru"}

    answer = client.post(form_page, sent)

    assert answer.status_code == 302, answer.context["form"].errors
    record.refresh_from_db()
    assert (record.region, record.district) == (there, district)
    client.force_login(a_staff_member(of=here))
    assert client.get(form_page).status_code == 404
