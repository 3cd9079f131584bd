"""Categories, limits and holidays as the project ships them."""

from datetime import date

import pytest

from outreach.models import ComplaintCategory, Holiday, ServiceLimit
from outreach.reference import load
from pmi_portal.loading.reference import Loader
from pmi_portal.words.working_days import add_working_days
from tests.support.records import a_complaint

pytestmark = pytest.mark.django_db


def loaded():
    loader = Loader()
    load(loader)
    return loader


def test_the_categories_are_those_of_the_crisis_centre_and_of_the_social_security_agency():
    loaded()

    codes = set(ComplaintCategory.objects.filter(parent=None).values_list("code", flat=True))
    parts = ComplaintCategory.objects.filter(parent__code="C25")
    assert codes == {*(f"C{n:02d}" for n in range(1, 27)), "C99"}
    assert {code[:5] for code in parts.values_list("code", flat=True)} == {"BPJS-"}
    assert parts.count() == 13
    without_source = ComplaintCategory.objects.filter(source="").values_list("code", flat=True)
    assert set(without_source) == {"C99", "BPJS-CARD"}


def test_the_limits_are_three_three_and_the_classes_five_fourteen_sixty():
    loaded()

    limits = ServiceLimit.objects.order_by("order").values_list("step", "working_days")
    assert list(limits) == [
        ("acknowledge", 3),
        ("verify", 3),
        ("answer", 5),
        ("answer", 14),
        ("answer", 60),
    ]


def test_each_year_has_its_holidays_and_its_days_of_collective_leave():
    loaded()

    for year in range(2017, 2028):
        days = Holiday.objects.filter(date__year=year)
        assert 15 <= days.filter(kind="national").count() <= 20, year
        assert days.filter(kind="collective").exists(), year
        for month, day in ((1, 1), (5, 1), (8, 17), (12, 25)):
            assert days.filter(date=date(year, month, day), kind="national").exists(), (year, month, day)
    assert not Holiday.objects.filter(source="").exists()


def test_three_working_days_reach_over_the_feast_of_2026():
    loaded()

    # Leave and feast from Wednesday 18 to Tuesday 24 March.
    assert add_working_days(date(2026, 3, 17), 3, Holiday.objects.days_off()) == date(2026, 3, 27)


def test_an_edited_holiday_and_limit_are_kept_and_named():
    loaded()
    Holiday.objects.filter(date=date(2026, 3, 20)).update(name="Cuti lain")
    ServiceLimit.objects.filter(code="VERIFIKASI").update(working_days=2)

    assert loaded().kept == ["Verifikasi pengaduan", "2026-03-20: Cuti lain"]
    assert ServiceLimit.objects.get(code="VERIFIKASI").working_days == 2


def test_holidays_that_come_with_a_new_version_move_the_open_clocks():
    complaint = a_complaint()

    loaded()

    complaint.refresh_from_db()
    # Ascension on 9 May and the leave after it.
    assert complaint.verify_by == date(2024, 5, 13)
