"""Which groups were never, or long not, heard in which region."""

from dataclasses import dataclass
from datetime import date

from outreach.models import GroupHearing
from stakeholders.models import Region, StakeholderGroup

LONG_SILENCE_DAYS = 365


@dataclass(frozen=True)
class Hearing:
    """How often, and when last, one group sat at a table in one region."""

    region: Region
    group: StakeholderGroup
    sessions: int
    last_on: date | None
    days: int | None  # since then, up to the day asked about
    refusals: int

    @property
    def is_silent(self):
        """Never heard, or not for a year."""
        return self.days is None or self.days > LONG_SILENCE_DAYS


def hearings(regions, *, today):
    """A Hearing for each group of today in each region, the longest silence first."""
    tallies = {(one.region_id, one.group_id): one for one in GroupHearing.objects.filter(region__in=regions)}
    groups = list(StakeholderGroup.objects.valid_on(today))
    found = [
        _hearing(region, group, tallies.get((region.pk, group.pk)) or GroupHearing(), today)
        for region in regions
        for group in groups
    ]
    return sorted(found, key=lambda one: (one.last_on is not None, one.last_on or today, one.region.order))


def _hearing(region, group, tally, today):
    # East of the reader it may be tomorrow already.
    days = max(0, (today - tally.last_on).days) if tally.last_on else None
    return Hearing(region, group, tally.sessions, tally.last_on, days, tally.refusals)
