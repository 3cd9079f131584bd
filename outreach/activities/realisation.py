"""Plan against realisation of outreach, per region and year: computed from the activities, never stored."""

from collections import defaultdict
from dataclasses import dataclass

from outreach.querysets.activities import held_counts, planned_counts, topic_counts

COUNTED = (
    *("planned", "done", "moved", "cancelled", "open"),
    *("held", "unplanned", "people", "villages", "topics"),
)


@dataclass(frozen=True)
class Realisation:
    """One year of a region; without a region, of all that are shown. People are None when nobody counted."""

    year: int
    region: object
    planned: int
    done: int
    moved: int
    cancelled: int
    open: int
    held: int
    unplanned: int
    people: int | None
    villages: int
    topics: int
    is_sample: bool  # whether an invented activity is counted here
    is_past: bool  # whether one from an old list is

    @property
    def share_done(self):
        """Of what was planned for the year, the part that took place; None without a plan."""
        return self.done / self.planned if self.planned else None

    @property
    def topics_each(self):
        """Mean number of topics of the law covered by an activity; None when there was none."""
        return self.topics / self.held if self.held else None


def realisation(activities, regions, *, year=None):
    """[(rows by region, row of all regions)] by year, the newest first; every region stands in every year."""
    activities = activities.filter(region__in=regions)
    numbers = defaultdict(dict)
    for counts in (planned_counts(activities), held_counts(activities), topic_counts(activities)):
        for row in counts:
            numbers[row["time"], row["region"]] |= row
    years = sorted({one for one, _region in numbers}, reverse=True)
    shown = [one for one in years if year in (None, one)]
    return [_of_year(one, regions, numbers) for one in shown]


def _of_year(year, regions, numbers):
    rows = [_row(year, region, numbers.get((year, region.pk), {})) for region in regions]
    total = {name: _sum(getattr(row, name) for row in rows) for name in COUNTED}
    marks = {
        "samples_held": sum(row.is_sample for row in rows),
        "past_held": sum(row.is_past for row in rows),
    }
    return rows, _row(year, None, total | marks)


def _row(year, region, counted):
    people = counted.get("people")
    plain = {name: counted.get(name) or 0 for name in COUNTED}
    is_sample = any(counted.get(name) for name in ("samples_planned", "samples_held"))
    marks = {"is_sample": is_sample, "is_past": bool(counted.get("past_held"))}
    return Realisation(year=year, region=region, **marks, **plain | {"people": people})


def _sum(numbers):
    """The sum of what is known, None when nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
