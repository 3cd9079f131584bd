"""Time in the registers: what holds on a day, what it was called, and that no day is told twice."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from stakeholders.actions import save_institution
from stakeholders.forms import FormerNames
from stakeholders.models import District, Institution, Region, StakeholderGroup
from stakeholders.models.spans import NoOverlap, Past, SpanMixin, why_not_together
from tests.stakeholders.posting import former_names, institution_form
from tests.support.records import (
    a_district,
    a_group,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
)

pytestmark = pytest.mark.django_db
MAKERS = {StakeholderGroup: a_group, Institution: an_institution, District: a_district, Region: a_region}
REGISTERS = [model for model in apps.get_models() if issubclass(model, SpanMixin)]
PASTS = [model for model in apps.get_models() if issubclass(model, Past)]
MAY_FIRST = date(2018, 5, 1)


def test_every_register_has_a_maker_here():
    assert set(MAKERS) == set(REGISTERS)


@pytest.mark.parametrize("model", REGISTERS)
def test_a_record_holds_from_its_first_day_through_its_last(model):
    record = MAKERS[model](valid_from=MAY_FIRST, valid_to=date(2018, 5, 3))
    days = [MAY_FIRST + timedelta(days=n) for n in range(-1, 4)]

    asked_of_the_table = [model.objects.valid_on(day).filter(pk=record.pk).exists() for day in days]

    assert asked_of_the_table == [False, True, True, True, False]
    assert [record.holds_on(day) for day in days] == asked_of_the_table


@pytest.mark.parametrize("model", REGISTERS)
def test_what_ended_yesterday_is_switched_off_and_what_begins_tomorrow_not_yet_there(model):
    today = timezone.localdate()
    ended = MAKERS[model](valid_to=today - timedelta(days=1))
    last_day, coming = MAKERS[model](valid_to=today), MAKERS[model](valid_from=today + timedelta(days=1))
    ours = model.objects.filter(pk__in=[ended.pk, last_day.pk, coming.pk])

    assert list(ours.active()) == [last_day]
    assert [one.active for one in (ended, last_day, coming)] == [False, True, False]


@pytest.mark.parametrize("model", REGISTERS)
def test_no_span_ends_before_it_began(model):
    with pytest.raises(IntegrityError), transaction.atomic():
        MAKERS[model](valid_from=MAY_FIRST, valid_to=MAY_FIRST - timedelta(days=1))


@pytest.mark.parametrize("model", REGISTERS)
def test_a_name_of_a_day_is_the_one_it_bore_then(model):
    record = MAKERS[model](name="BP3MI")
    record.former_names.create(name="BP3TKI", valid_to=date(2019, 12, 31))
    record.former_names.create(name="UPT BP2MI", valid_from=date(2020, 1, 1), valid_to=date(2022, 11, 8))
    record.former_names.create(name="Balai", valid_to=None)
    days = [date(2017, 8, 1), date(2019, 12, 31), date(2020, 1, 1), date(2022, 11, 9)]

    assert [record.name_on(day) for day in days] == ["BP3TKI", "BP3TKI", "UPT BP2MI", "BP3MI"]
    assert record.named_since(days[0]) == "BP3MI (dahulu BP3TKI)"
    assert record.named_since(days[-1]) == "BP3MI"


def past_of(model, record, **fields):
    (of,) = [one.of for one in model._meta.constraints if isinstance(one, NoOverlap)]
    told = {"region": a_region()} if of == "district" and hasattr(model, "region") else {"name": "Lama"}
    return model(**{of: record}, **told, **fields)


def owner_of(model):
    (of,) = [one.of for one in model._meta.constraints if isinstance(one, NoOverlap)]
    return MAKERS[model._meta.get_field(of).related_model]()


@pytest.mark.parametrize("model", PASTS)
@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((None, date(2019, 12, 31)), (date(2020, 1, 1), date(2021, 1, 1)), False),
        ((None, date(2019, 12, 31)), (None, date(2021, 1, 1)), False),
        ((None, date(2019, 12, 31)), (None, date(2019, 12, 31)), True),
        ((None, date(2019, 12, 31)), (date(2019, 12, 31), date(2021, 1, 1)), True),
        ((date(2018, 1, 1), date(2022, 1, 1)), (date(2019, 1, 1), date(2020, 1, 1)), True),
        ((date(2018, 1, 1), date(2022, 1, 1)), (None, date(2018, 1, 1)), True),
    ],
)
def test_no_day_is_told_twice_by_rule_and_by_database(model, one, other, overlap):
    owner = owner_of(model)
    rows = [past_of(model, owner, valid_from=first, valid_to=last) for first, last in (one, other)]
    rows[1].name = "Lama sekali"
    elsewhere = past_of(model, owner_of(model), valid_from=one[0], valid_to=one[1])

    assert bool(why_not_together(rows)) is bool(why_not_together(rows[::-1])) is overlap
    for row in (elsewhere, rows[0]):
        row.save()
    if overlap and connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            rows[1].save()
    else:
        rows[1].save()


def test_two_former_names_of_one_day_are_refused_on_the_page_and_nothing_is_written(client):
    client.force_login(a_staff_member())
    group = a_group()
    rows = [
        {"name": "BP3TKI", "valid_to": "2019-12-31"},
        {"name": "UPT BP2MI", "valid_from": "2019-06-01", "valid_to": "2022-11-08"},
    ]

    typed = institution_form(group=group, region="", level="national", **former_names(*rows))
    page = client.post("/instansi/baru/", typed)

    assert page.status_code == 422
    reason = "“UPT BP2MI” dan “BP3TKI” berlaku pada hari yang sama. Ubah tanggalnya."
    assert page.context["former_names"].non_form_errors() == [reason]
    assert not Institution.objects.exists()


def test_a_district_belongs_to_the_region_of_the_day(client):
    there, here = a_region(), a_region()
    district = a_district(region=here)
    district.former_regions.create(region=there, valid_to=date(2019, 6, 30))

    assert district.region_on(date(2019, 6, 30)) == there
    assert district.region_on(date(2019, 7, 1)) == here


# --- the admin screens


def district_form(district, **changes):
    fields = ("name", "kemendagri_code", "bps_code", "basis", "latitude", "longitude", "time_zone")
    form = {name: getattr(district, name) for name in fields} | {"region": district.region_id}
    for rows in ("former_regions", "former_names"):
        form |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
    return form | changes


@pytest.fixture
def screens(client):
    client.force_login(an_administrator(is_superuser=True))
    return client


def test_a_district_that_moves_keeps_the_region_it_had_before(screens):
    here, there = a_region(), a_region()
    district = a_district(region=here)
    address = f"/admin/stakeholders/district/{district.pk}/change/"

    refused = screens.post(address, district_form(district, region=there.pk))
    moved = screens.post(address, district_form(district, region=there.pk, moved_on="2025-03-01"))

    assert refused.context["adminform"].form.errors == {
        "moved_on": ["Wilayahnya berubah; isi sejak tanggal berapa."]
    }
    assert moved.status_code == 302
    district = District.objects.get()
    assert district.region_on(date(2025, 2, 28)) == here
    assert district.region_on(date(2025, 3, 1)) == district.region == there


def test_a_move_before_the_last_one_is_refused(screens):
    district = a_district()
    district.former_regions.create(region=a_region(), valid_to=date(2025, 3, 1))

    typed = district_form(district, region=a_region().pk, moved_on="2025-03-02")
    page = screens.post(f"/admin/stakeholders/district/{district.pk}/change/", typed)

    assert page.context["adminform"].form.errors == {
        "moved_on": ["Wilayah dahulu tercatat sampai 1 Maret 2025. Isi tanggal setelahnya."]
    }


def test_overlapping_former_names_are_refused_on_the_admin_screen(screens):
    group = a_group()
    typed = {name: getattr(group, name) for name in ("code", "name", "basis", "order")}
    typed |= {"former_names-TOTAL_FORMS": 2, "former_names-INITIAL_FORMS": 0}
    for number in range(2):
        typed |= {
            f"former_names-{number}-name": f"Lama {number}",
            f"former_names-{number}-valid_to": "2019-12-31",
        }

    page = screens.post(f"/admin/stakeholders/stakeholdergroup/{group.pk}/change/", typed)

    assert page.status_code == 200
    assert not group.former_names.exists()


def test_the_rule_is_asked_again_when_the_names_are_written():
    """Somebody else recorded a name after the page was judged."""
    institution = an_institution()
    names = FormerNames(former_names({"name": "B", "valid_to": "2019-12-31"}), instance=institution)
    assert names.is_valid()
    institution.former_names.create(name="A", valid_to=date(2019, 12, 31))

    with pytest.raises(ValidationError if connection.vendor == "sqlite" else IntegrityError):
        save_institution(institution=institution, former_names=names, by=a_staff_member())
