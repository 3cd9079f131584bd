"""Themes on which groups of one region hold opposed positions."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from outreach.models import FgdEvent, FgdSession, Stance, Statement, Theme
from outreach.querysets.statement_counts import NEGATIVE, POSITIVE
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region, StakeholderGroup


def compute(question, *, regions, today):
    """The Result: a cell for each region and theme that was judged by a group or on which one was opposed.

    Its value is how many groups stand on the smaller side, 0 where there are no two sides; `n` counts the
    groups with a position. `about` holds the groups that judge it `positive` and `negative`, the pairs (who
    spoke, who stood against it) of `objections`, in the order of the register, and how many `sessions` and
    `statements` there are.
    """
    statements, invented = real_first(Statement.objects.all(), of="session__event__")
    asked = {region.pk: region for region in question.narrowed(regions)}
    period = question.period
    found = statements.filter(
        session__event__region__in=asked, session__held_on__range=(period.first, period.last)
    )
    sides, objections = _sides(found), _objections(found)
    counted = {(row["region"], row["theme"]): row for row in found.counts_by_region_and_theme()}
    groups = {group.pk: group for group in StakeholderGroup.objects.all()}
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    cells = [
        _cell(
            {"region": region, "theme": theme}, sides[place], objections[place], counted[place], groups, flags
        )
        for theme in Theme.objects.all()
        for region in asked.values()
        if (place := (region.pk, theme.pk)) in sides or place in objections
    ]
    return Result(question, INDICATOR, today, tuple(cells))


def _sides(statements):
    """{(region id, theme id): {POSITIVE or NEGATIVE: ids of groups}}."""
    sides = defaultdict(lambda: {POSITIVE: set(), NEGATIVE: set()})
    for region, theme, side, group in statements.judging_groups():
        sides[region, theme][side].add(group)
    return sides


def _objections(statements):
    """{(region id, theme id): {(id of who spoke, of who stood against it)}}."""
    objections = defaultdict(set)
    for region, theme, speaker, opponent in statements.objections():
        objections[region, theme].add((speaker, opponent))
    return objections


def _cell(where, sides, objections, row, groups, flags):
    place = {pk: number for number, pk in enumerate(groups)}
    about = {side: [groups[pk] for pk in sorted(pks, key=place.get)] for side, pks in sides.items()}
    pairs = sorted(objections, key=lambda pair: [place[pk] for pk in pair])
    about["objections"] = [(groups[speaker], groups[opponent]) for speaker, opponent in pairs]
    about |= {"sessions": row["sessions"], "statements": row["n"]}
    everybody = {*sides[POSITIVE], *sides[NEGATIVE]}
    # One group that says both contradicts nobody.
    smaller = min(map(len, sides.values())) if len(everybody) > 1 else 0
    everybody |= {pk for pair in objections for pk in pair}
    return Cell(where, smaller, len(everybody), about, flags)


INDICATOR = Indicator(
    code="pertentangan",
    version=1,
    title=_("Beda pendapat antarkelompok"),
    why=_("Menunjukkan tema yang dinilai baik oleh satu kelompok dan buruk oleh kelompok lain."),
    kind=Kind.QUALITATIVE,
    numerator=_(
        "Kelompok yang pernyataannya tentang tema itu bernada positif, dan yang bernada negatif, dalam FGD "
        "di satu wilayah; juga pasangan kelompok yang satu menentang pernyataan yang lain di sesi yang sama."
    ),
    denominator=_("Pernyataan tanpa nada, bernada netral, dan tanpa sikap kelompok lain tidak dihitung."),
    doubt=_("Kelompok dipilih dengan sengaja, dan nada ditetapkan notulis; jumlah ini bukan persentase."),
    unit=_("kelompok"),
    source=_("Catatan FGD, portal ini"),
    direction=Direction.NEITHER,
    compute=compute,
    reads=(Region, StakeholderGroup, FgdEvent, FgdSession, Statement, Stance, Theme),
    asks=(REGION, FROM, TO),
    opens=Permission.SESSIONS_VIEW,
)
