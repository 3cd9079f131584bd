"""Themes of the FGD by the groups and sessions that raised them; how often it was noted is no opinion."""

from collections import defaultdict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from outreach.models import FgdEvent, FgdSession, Statement, Theme
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region, StakeholderGroup

KIND = "jenis"


def compute(question, *, regions, today):
    """The Result: a cell for each region and theme, its value the number of groups that raised it there.

    `about` holds the sessions, the statements, and the ids of the groups, so that groups of several regions
    are counted once.
    """
    asked = question.narrowed(regions)
    counts, invented = _counts(question, asked)
    raised = {theme for _region, theme in counts}
    themes = [theme for theme in Theme.objects.all() if theme.active or theme.pk in raised]
    cells = [
        _cell(region, theme, counts[region.pk, theme.pk], invented) for region in asked for theme in themes
    ]
    groups = StakeholderGroup.objects.valid_within(question.period.first, question.period.last).count()
    return Result(question, INDICATOR, today, tuple(cells), facts={"groups": groups})


def _counts(question, regions):
    """({(region id, theme id): (ids of groups, sessions, statements)}, whether they are invented).

    The dict answers with nothing for others.
    """
    spoken, invented = real_first(Statement.objects.all(), of="session__event__")
    statements = spoken.filter(
        session__event__region__in=regions,
        session__held_on__range=(question.period.first, question.period.last),
    )
    if kind := question.filter(KIND):
        statements = statements.filter(kind=kind)
    where = ("session__event__region", "theme")
    found = defaultdict(lambda: (frozenset(), 0, 0))
    by_group = defaultdict(set)
    for region, theme, group in statements.order_by().values_list(*where, "group").distinct():
        by_group[region, theme].add(group)
    counted = statements.order_by().values_list(*where)
    for region, theme, sessions, n in counted.annotate(s=Count("session", distinct=True), n=Count("pk")):
        found[region, theme] = (frozenset(by_group[region, theme] - {None}), sessions, n)
    return found, invented


def _cell(region, theme, counted, is_invented):
    groups, sessions, statements = counted
    about = {"sessions": sessions, "statements": statements, "groups": groups}
    flags = frozenset({Flag.SAMPLE_DATA} if is_invented else ())
    return Cell({"region": region, "theme": theme}, len(groups), statements, about, flags)


INDICATOR = Indicator(
    code="pernyataan",
    version=2,
    title=_("Tema yang diangkat kelompok"),
    why=_("Menunjukkan soal apa yang diangkat, oleh berapa kelompok dan di berapa sesi."),
    kind=Kind.QUALITATIVE,
    numerator=_("Kelompok yang menyampaikan paling sedikit satu pernyataan dengan tema itu."),
    denominator=_("Semua kelompok pemangku kepentingan dalam periode; jumlah, bukan persentase."),
    doubt=_("Kelompok dipilih dengan sengaja; jumlah ini bukan ukuran seberapa umum suatu soal."),
    unit=_("kelompok"),
    source=_("Catatan FGD, portal ini"),
    direction=Direction.NEITHER,
    compute=compute,
    reads=(Region, StakeholderGroup, FgdEvent, FgdSession, Statement, Theme),
    asks=(REGION, FROM, TO),
    filters={KIND: Statement.Kind.values},
)
