"""Every change of a table raises its data version, whoever makes it; nothing else does."""

import pytest
from django.db import connection, transaction
from django.db.models import F

from pmi_portal.accounts.models import User
from pmi_portal.loading.rows import load_rows
from stakeholders import data_versions
from stakeholders.data_versions import follow, numbers_of, raise_all, watched
from stakeholders.models import DataVersion, Region, StakeholderGroup
from tests.support.racing import at_once, before_it_ends
from tests.support.records import a_group, a_region, a_theme, a_user

pytestmark = pytest.mark.django_db(transaction=True)
REGIONS, GROUPS = Region._meta.db_table, StakeholderGroup._meta.db_table


def raised(change):
    """The tables whose version is another after `change`."""
    before = numbers_of(watched())
    change()
    return {table for table, number in numbers_of(watched()).items() if number != before[table]}


def a_loaded_region():
    fields = [field for field in Region._meta.concrete_fields if not field.primary_key]
    values = {"code": "BARU", "order": "9", "version": "1"}
    load_rows(
        Region,
        [one.name for one in fields],
        [[values.get(one.name, None if one.null else "") for one in fields]],
    )


def plain_sql():
    with connection.cursor() as cursor:
        cursor.execute(f"  update {REGIONS} set name = name")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Region.objects.update(name=F("name")),
        lambda: Region.objects.filter(name="Tua").delete(),
        lambda: Region.objects.bulk_create([Region(code="BARU", name="Baru", order=9)]),
        lambda: Region.objects.bulk_update([Region(pk=Region.objects.first().pk, name="Lain")], ["name"]),
        plain_sql,
        a_loaded_region,
    ],
    ids=["update", "delete", "bulk_create", "bulk_update", "sql", "load_rows"],
)
def test_a_change_is_seen_however_it_is_made(change):
    a_region(name="Tua")

    changed = raised(change)

    assert REGIONS in changed
    assert GROUPS not in changed


def test_reading_and_what_is_in_no_figure_raise_nothing():
    user = a_user()

    assert raised(lambda: list(Region.objects.all())) == set()
    assert raised(lambda: User.objects.filter(pk=user.pk).update(full_name="Lain")) == set()


def test_the_versions_fall_back_with_the_change():
    def fail():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            a_region()
            1 / 0  # noqa: B018 - the fault

    assert raised(fail) == set()


def test_of_a_part_that_was_rolled_back_nothing_is_told_and_of_the_rest_all():
    def change():
        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                a_group()
                1 / 0  # noqa: B018 - the fault
            with transaction.atomic():
                a_region()

    assert raised(change) == {REGIONS}


def test_a_table_written_in_a_part_that_fell_back_and_again_after_it_is_told():
    def change():
        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                a_group()
                1 / 0  # noqa: B018 - the fault
            a_group()

    assert GROUPS in raised(change)


def test_many_writes_of_one_transaction_raise_a_version_once():
    a_group()
    before = numbers_of([GROUPS])[GROUPS]

    with transaction.atomic():
        for _ in range(3):
            StakeholderGroup.objects.update(name=F("name"))
            with transaction.atomic():
                StakeholderGroup.objects.update(name=F("name"))

    assert numbers_of([GROUPS])[GROUPS] == before + 1


def test_whoever_writes_at_the_same_time_no_change_is_lost():
    DataVersion.objects.all().delete()

    at_once(lambda _number: a_region(), [[number] for number in range(6)])

    assert numbers_of([REGIONS])[REGIONS] >= 6


def test_two_who_write_into_one_table_do_not_wait_for_the_versions():
    a_theme()

    before_it_ends(a_theme, a_theme)

    assert numbers_of(["outreach_theme"])["outreach_theme"] >= 3


def test_after_an_upgrade_everything_counts_as_changed():
    assert raised(raise_all) == watched()
    assert DataVersion._meta.db_table not in watched()


def test_who_follows_is_told_of_each_change_once_it_is_saved_and_of_no_other(monkeypatch):
    monkeypatch.setattr(data_versions, "_followers", [])
    told = []
    follow(lambda table: told.append((table, numbers_of([table])[table])))
    before = numbers_of([REGIONS])[REGIONS]

    with transaction.atomic():
        a_region()
        a_region()
        assert told == []
    assert told == [(REGIONS, before + 1)]

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_region()
        raise ZeroDivisionError
    a_user()
    raise_all()
    assert told == [(REGIONS, before + 1)]


def test_who_follows_and_fails_keeps_no_change_from_being_saved(monkeypatch):
    def fail(_table):
        raise ZeroDivisionError

    monkeypatch.setattr(data_versions, "_followers", [fail])
    before = numbers_of([REGIONS])[REGIONS]

    with transaction.atomic():
        region = a_region()

    assert Region.objects.filter(pk=region.pk).exists()
    assert numbers_of([REGIONS])[REGIONS] == before + 1
