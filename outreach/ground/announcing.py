"""Calendar programs keep the newest they were told: its number rises when what they show has changed."""

from django.db.models import F
from django.utils import timezone

AT_ONCE = 1000


def announced(records):
    """{key: facts} as they are stored now."""
    return {record.pk: record.announced for record in records.with_place()}


def announce_changes(records, before):
    """Raise the number of those records that say something else than `before`, from `announced`."""
    changed = [pk for pk, facts in announced(records).items() if pk in before and facts != before[pk]]
    for start in range(0, len(changed), AT_ONCE):
        by_key = records.model.objects.filter(pk__in=changed[start : start + AT_ONCE])
        by_key.update(sequence=F("sequence") + 1, announced_at=timezone.now())
