"""A data version changes with the data, for its regions alone; no two who change data wait for each other."""

import pytest
from django.db import IntegrityError, transaction

from stakeholders.data_versions import raise_data_versions
from stakeholders.models import DataVersion
from tests.support.racing import at_once, before_it_ends
from tests.support.records import a_region

pytestmark = pytest.mark.django_db


def versions(source="responses"):
    return dict(DataVersion.objects.filter(source=source).values_list("region", "number"))


def raise_once(regions):
    with transaction.atomic():
        raise_data_versions("responses", regions)


def test_only_the_named_regions_and_the_named_source_change():
    one, other = a_region().pk, a_region().pk
    raise_once([one, other])
    raise_data_versions("complaints", [one])

    raise_once([other])

    assert (versions(), versions("complaints")) == ({one: 1, other: 2}, {one: 1})


def test_what_has_no_region_has_a_version_of_its_own():
    region = a_region().pk
    raise_once([None, region])

    raise_once([None, None])

    assert versions() == {None: 2, region: 1}


def test_nothing_changes_where_no_region_is_named():
    raise_once([a_region().pk])
    before = versions()

    raise_once([])

    assert versions() == before


def test_the_version_falls_back_with_its_transaction():
    region = a_region().pk
    raise_once([region])
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise_data_versions("responses", [region, None])
        assert versions() == {region: 2, None: 1}
        1 / 0  # noqa: B018 - the fault

    assert versions() == {region: 1}


@pytest.mark.parametrize("has_region", [True, False])
def test_the_database_keeps_one_version_for_each_region(has_region):
    region = a_region() if has_region else None
    DataVersion.objects.create(source="responses", region=region)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataVersion.objects.create(source="responses", region=region)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [True, False])
def test_who_comes_second_waits_and_counts_on(is_known):
    regions = [a_region().pk, None]
    if is_known:
        raise_once(regions)

    before_it_ends(lambda: raise_once(regions), lambda: raise_once(regions))

    assert versions() == dict.fromkeys(regions, 2 + is_known)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_in_any_order_lose_nothing():
    one, other, third = (a_region().pk for _ in range(3))
    orders = [[one, other, third, None], [None, third, other, one], [third, one], [other, third, None]] * 3

    at_once(raise_once, orders)

    assert versions() == {one: 9, other: 9, third: 12, None: 9}
