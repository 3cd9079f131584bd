"""What the groups said, by theme and region."""

from collections import Counter

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from outreach.models import Statement, Theme
from reports import charts
from reports.figures import Column, Figure
from reports.indicators.definitions import STATEMENTS
from reports.indicators.groups_heard import has_samples


def statements_figure(*, regions, kind=""):
    """A row per theme and region; `kind` (a Statement.Kind) narrows to complaints, risks and so on."""
    statements = Statement.objects.filter(session__event__region__in=regions)
    if kind:
        statements = statements.filter(kind=kind)
    counted = statements.values("theme", "session__event__region").annotate(n=Count("pk")).order_by()
    counts = Counter({(row["theme"], row["session__event__region"]): row["n"] for row in counted})
    themes = [
        theme
        for theme in Theme.objects.all()
        if theme.active or any(counts[theme.pk, region.pk] for region in regions)
    ]
    rows = [
        {"theme": str(theme), "region": region.name} | _counted(counts, theme, region, kind)
        for region in regions
        for theme in themes
    ]
    named = Statement.Kind(kind).label if kind else _("semua jenis")
    return Figure(
        id="pernyataan",
        title=_finding(counts, themes),
        subtitle=_("Jumlah pernyataan FGD menurut tema dan wilayah, %(kind)s, sejak 1 Agustus 2017")
        % {"kind": named},
        columns=(
            Column("region", _("Wilayah")),
            Column("theme", _("Tema")),
            Column("count", _("Pernyataan"), kind="integer", link="counted"),
        ),
        rows=tuple(rows),
        chart=charts.Bars(down="theme", panel="region", value="count"),
        notes=(_("Peserta FGD dipilih dengan sengaja: jumlah ini bukan ukuran seberapa umum suatu soal."),),
        sampled=has_samples(regions),
        source=str(STATEMENTS.source),
        method=f"{STATEMENTS.numerator} {STATEMENTS.denominator}",
    )


def _counted(counts, theme, region, kind):
    """The count, and the address of the list of just those statements; none where there are none."""
    count = counts[theme.pk, region.pk]
    query = urlencode({"region": region.code, "theme": theme.code, "kind": kind})
    return {"count": count, "counted": f"{reverse('statement_list')}?{query}" if count else ""}


def _finding(counts, themes):
    total = sum(counts.values())
    if not total:
        return _("Belum ada pernyataan yang dicatat")
    by_theme = Counter()
    for (theme, _region), n in counts.items():
        by_theme[theme] += n
    top, n = by_theme.most_common(1)[0]
    name = next(theme.name for theme in themes if theme.pk == top)
    return _("Tema yang paling sering diangkat: %(theme)s, %(n)s dari %(total)s pernyataan") % {
        "theme": name,
        "n": n,
        "total": total,
    }
