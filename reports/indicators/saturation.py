"""Whether more sessions would bring new themes, per region."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from outreach.models import FgdEvent, FgdSession, Statement, Theme
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.saturation import ENOUGH_SESSIONS, chao2, new_themes
from stakeholders.models import Region

RUN = 3  # so many of the last sessions are looked at


def compute(question, *, regions, today):
    """The Result: a cell for each region asked, its value the Richness of the themes its sessions raised.

    Withheld below ENOUGH_SESSIONS; `n` counts the sessions with a statement. `about` holds these
    `sessions` in order as (day, pk), how many `new` themes each brought, the `late` ones of the last RUN, and
    how many themes of the codebook are `left`: where none is, no session can bring another. `facts` tell how
    many `themes` it holds.
    """
    statements, invented = real_first(Statement.objects.all(), of="session__event__")
    asked = {region.pk: region for region in question.narrowed(regions)}
    period = question.period
    found = statements.filter(
        session__event__region__in=asked, session__held_on__range=(period.first, period.last)
    )
    raised = defaultdict(lambda: defaultdict(set))
    for region, day, session, theme in found.themes_by_session():
        raised[region][day, session].add(theme)
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    listed = set(Theme.objects.active().values_list("pk", flat=True))
    cells = [_cell(region, raised.get(pk, {}), listed, flags) for pk, region in asked.items()]
    return Result(question, INDICATOR, today, tuple(cells), facts={"themes": len(listed)})


def _cell(region, sessions, listed, flags):
    """The cell of {(day, id of a session): ids of its themes}, which come in the order of time."""
    seen = sorted({theme for themes in sessions.values() for theme in themes})
    table = [[theme in themes for theme in seen] for themes in sessions.values()]
    new = new_themes(table) if table else []
    value = chao2(table) if len(table) >= ENOUGH_SESSIONS else Withheld(Reason.TOO_FEW, len(table))
    about = {"sessions": list(sessions), "new": new, "late": sum(new[-RUN:]), "left": len(listed - set(seen))}
    return Cell({"region": region}, value, len(table), about, flags)


INDICATOR = Indicator(
    code="kejenuhan",
    version=1,
    title=_("Masih muncul hal baru?"),
    why=_("Menunjukkan apakah sesi FGD tambahan di satu wilayah masih akan membawa tema baru."),
    kind=Kind.QUALITATIVE,
    numerator=_(
        "Tema yang sudah diangkat sesi FGD wilayah itu menurut urutan tanggal; sesi tanpa pernyataan tidak "
        "dihitung."
    ),
    denominator=_(
        "Perkiraan semua tema yang dapat muncul (Chao2), dari tema yang baru muncul di satu atau dua sesi, "
        "mulai dari 6 sesi."
    ),
    doubt=_(
        "Perkiraan batas bawah dengan rentang 95%. Tema berasal dari daftar tertutup, sehingga hal baru di "
        "luar daftar tidak terlihat."
    ),
    unit=_("tema"),
    source=_("Catatan FGD, portal ini"),
    direction=Direction.NEITHER,
    compute=compute,
    reads=(Region, FgdEvent, FgdSession, Statement, Theme),
    asks=(REGION, FROM, TO),
    opens=Permission.SESSIONS_VIEW,
)
