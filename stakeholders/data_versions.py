"""Raises the data versions, for whoever changes data that figures are made of."""

from django.db.models import F, Q

from stakeholders.models import DataVersion


def raise_data_versions(source, region_ids):
    """Tell that data of this source about these regions change in the caller's transaction.

    None among the ids stands for data without a region. To be called once in a transaction and near its end,
    with all regions at once: rows are taken in one order, so that two callers never wait for each other.
    """
    ids = sorted(set(region_ids), key=lambda pk: pk or 0)
    missing = [DataVersion(source=source, region_id=pk) for pk in ids]
    DataVersion.objects.bulk_create(missing, ignore_conflicts=True)
    where = Q(region__in=ids)
    if None in ids:
        where |= Q(region=None)
    rows = DataVersion.objects.filter(where, source=source).order_by("pk").select_for_update()
    keys = [row.pk for row in rows]
    DataVersion.objects.filter(pk__in=keys).update(number=F("number") + 1)
