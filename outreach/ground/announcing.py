"""Calendar programs keep the newest they were told: its number rises when what they show has changed."""

from django.db.models import F
from django.utils import timezone


def announced(records):
    """{key: facts} as they are stored now."""
    return {record.pk: record.announced for record in records.with_place()}


def announce_changes(records, before):
    """Raise the number of those records that say something else than `before`, from `announced`."""
    changed = [pk for pk, facts in announced(records).items() if pk in before and facts != before[pk]]
    if changed:
        by_key = records.model.objects.filter(pk__in=changed)
        by_key.update(sequence=F("sequence") + 1, announced_at=timezone.now())
