"""Which themes the groups raised, in words."""

from collections import defaultdict

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from outreach.models import Statement
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.wording import joined, of_part


def say_themes(shown):
    """The Figure of themes by region: groups and sessions that raised them, and the statements behind."""
    kind = shown.question.filter("jenis")
    return Figure(
        id=shown.indicator.code,
        title=_title(shown),
        subtitle=of_part(
            shown,
            _("Jumlah kelompok yang mengangkat tiap tema dalam FGD, %(kind)s, %(period)s")
            % {
                "kind": Statement.Kind(kind).label if kind else _("semua jenis"),
                "period": shown.question.period.label,
            },
        ),
        columns=(
            Column("region", _("Wilayah")),
            Column("theme", _("Tema")),
            Column("groups", _("Kelompok"), kind="integer"),
            Column("sessions", _("Sesi"), kind="integer"),
            Column("count", _("Pernyataan"), kind="integer", link="counted"),
        ),
        rows=tuple(_row(cell, shown.question) for cell in shown.cells),
        chart=charts.Bars(down="theme", panel="region", value="groups"),
        notes=(_("Peserta FGD dipilih dengan sengaja: jumlah ini bukan ukuran seberapa umum suatu soal."),),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _row(cell, question):
    """The counts, and the address of the list of just those statements; none where there are none."""
    region, theme, count = cell.where["region"], cell.where["theme"], cell.about["statements"]
    period = {"since": question.period.first, "until": question.period.last}
    asked = {"region": region.code, "theme": theme.code, "kind": question.filter("jenis"), **period}
    return {
        "region": region.name,
        "theme": str(theme),
        "groups": cell.value,
        "sessions": cell.about["sessions"],
        "count": count,
        "counted": f"{reverse('statement_list')}?{urlencode(asked)}" if count else "",
    }


def _title(shown):
    """The theme that the most groups raised, in whichever region; of several with as many, up to three."""
    groups, names = defaultdict(set), {}
    for cell in shown.cells:
        groups[cell.where["theme"].pk] |= cell.about["groups"]
        names[cell.where["theme"].pk] = cell.where["theme"].name
    most = max((len(of_theme) for of_theme in groups.values()), default=0)
    if not most:
        return _("Belum ada pernyataan yang dicatat")
    top = [names[theme] for theme, of_theme in groups.items() if len(of_theme) == most]
    told = {"themes": joined(top[:3]), "n": most, "total": shown.facts["groups"], "count": len(top)}
    if len(top) > 3:
        return _("%(count)s tema sama-sama diangkat oleh %(n)s dari %(total)s kelompok") % told
    return _("Tema yang diangkat paling banyak kelompok: %(themes)s, %(n)s dari %(total)s kelompok") % told
