"""Outreach activities planned and held: who came, what was told, and who registered after it."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from outreach.models import OutreachActivity, OutreachTopic
from outreach.querysets.activities import attendance_counts, planned_counts, topics_covered
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import CUT, FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region

DAYS_TO_REGISTER = timedelta(days=90)
NO_COUNTS = ("region", "time")


def compute(question, *, regions, today):
    """The Result: a cell for each region and part of the period in which something was planned or held.

    Its value counts the activities that took place, of `n` planned for that part. `about` holds the numbers
    of `planned_counts` and `attendance_counts`, sums over nothing known being absent, and `topics`, how many
    topics in use were covered. Facts: `topics`, how many are in use.
    """
    activities, invented = real_first(OutreachActivity.objects.all())
    asked = {region.pk: region for region in question.narrowed(regions)}
    numbers, topics = _numbers(question, activities.filter(region__in=asked), today)
    cells = [
        _cell(region, part, numbers[region.pk, part], topics[region.pk, part], today, invented)
        for region in asked.values()
        for part in sorted({part for place, part in numbers if place == region.pk})
    ]
    facts = {"topics": OutreachTopic.objects.active().count()}
    return Result(question, INDICATOR, today, tuple(cells), facts=facts)


def _numbers(question, activities, today):
    """({(region id, part): Counter of what is known}, {(region id, part): topics}), from counts by month."""
    numbers, topics = defaultdict(Counter), defaultdict(set)
    planned = planned_counts(activities, TruncMonth)
    held = attendance_counts(activities, TruncMonth, ripe_on=today - DAYS_TO_REGISTER)
    for row in (*planned, *held):
        if part := question.period.part_holding(row["time"], cut=question.cut):
            known = {name: n for name, n in row.items() if name not in NO_COUNTS and n is not None}
            numbers[row["region"], part].update(known)
    for region, month, topic in topics_covered(activities, TruncMonth):
        if part := question.period.part_holding(month, cut=question.cut):
            topics[region, part].add(topic)
    return numbers, topics


def _cell(region, part, numbers, topics, today, invented):
    flags = {Flag.SAMPLE_DATA} if invented else set()
    if part.last >= today:
        flags.add(Flag.PROVISIONAL)
    about = dict(numbers) | {"topics": len(topics)}
    where = {"region": region, "period": part}
    return Cell(where, numbers["done"], numbers["planned"], about, frozenset(flags))


INDICATOR = Indicator(
    code="sosialisasi",
    version=1,
    title=_("Sosialisasi: rencana dan pelaksanaan"),
    why=_("Menunjukkan apakah sosialisasi yang direncanakan terlaksana, dan materi apa yang sampai."),
    kind=Kind.FULL_COUNT,
    numerator=_("Kegiatan yang terlaksana, dari yang direncanakan, menurut periode hari rencananya."),
    denominator=_("Kehadiran, materi, dan pendaftaran menurut periode hari pelaksanaannya."),
    doubt=_("Tanpa kesalahan sampel, karena semua kegiatan didata; yang tidak dicatat tidak terlihat."),
    unit=_("kegiatan"),
    source=_("Catatan sosialisasi, portal ini"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(Region, OutreachActivity, OutreachTopic, OutreachActivity.topics.through),
    asks=(REGION, CUT, FROM, TO),
    opens=Permission.ACTIVITIES_VIEW,
)
