"""Outreach activities planned and held, in words."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.models import OutreachActivity
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.wording import bounded, flags_of

COUNTED = ("planned", "as_planned", "cancelled", "open", "held", "unplanned", "topics")
KNOWN = ("people", "distinct", "registered")  # each with the number of activities of which it is known


def say_outreach_plans(shown):
    """The Figure of activities by region and period: plan, realisation, attendance, topics, registrations."""
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells),
        subtitle=bounded(
            shown,
            _("Kegiatan sosialisasi yang terlaksana, dari yang direncanakan, %(period)s")
            % {"period": shown.question.period.label},
        ),
        columns=_columns(shown),
        rows=tuple(_row(cell) for cell in shown.cells),
        chart=charts.Matrix(
            down="period",
            across="region",
            value="drawn",
            text="told",
            rows=tuple(part.label for part in sorted({cell.where["period"] for cell in shown.cells})),
        ),
        notes=tuple(_notes(shown.cells)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _columns(shown):
    checklist = _("dari %(n)s") % {"n": shown.facts["topics"]}
    return (
        Column("region", _("Wilayah")),
        Column("period", _("Periode")),
        Column("planned", _("Direncanakan"), kind="integer"),
        Column("as_planned", _("Terlaksana pada harinya"), kind="integer"),
        Column("moved_held", _("Terlaksana pada hari lain"), kind="integer"),
        Column("cancelled", _("Dibatalkan"), kind="integer"),
        Column("open", _("Belum terlaksana"), kind="integer"),
        Column("held", _("Terlaksana semua"), kind="integer", link="held_url"),
        Column("unplanned", _("Di luar rencana"), kind="integer"),
        Column("people", _("Jumlah kehadiran"), kind="integer"),
        Column("people_known", _("Kehadiran diketahui dari"), unit=_("kegiatan"), kind="integer"),
        Column("distinct", _("Orang berbeda"), kind="integer"),
        Column("distinct_known", _("Orang berbeda diketahui dari"), unit=_("kegiatan"), kind="integer"),
        Column("topics", _("Materi wajib disampaikan"), unit=checklist, kind="integer"),
        Column("registered", _("Pendaftaran dalam 90 hari"), kind="integer"),
        Column("registered_known", _("Pendaftaran diketahui dari"), unit=_("kegiatan"), kind="integer"),
        Column("young", _("Belum 90 hari"), unit=_("kegiatan"), kind="integer"),
        Column("flags", _("Tanda"), in_file_only=not any(flags_of(cell) for cell in shown.cells)),
    )


def _row(cell):
    """The numbers, "–" where nobody counted, and the list of what took place."""
    region, part, about = cell.where["region"], cell.where["period"], cell.about
    asked = {"region": region.code, "since": part.first, "until": part.last}
    asked["status"] = OutreachActivity.Status.HELD.value
    known = {name: about[name] if about.get(f"{name}_known") else None for name in KNOWN}
    counted = {name: about.get(name, 0) for name in (*COUNTED, *(f"{name}_known" for name in KNOWN))}
    return {
        "region": region.name,
        "period": part.label,
        **counted,
        **known,
        "moved_held": cell.value - counted["as_planned"],
        "young": counted["held"] - about.get("ripe", 0),
        "held_url": f"{reverse('activity_list')}?{urlencode(asked)}" if counted["held"] else "",
        "drawn": cell.value if cell.n else None,
        "told": f"{cell.value}/{cell.n}",
        "flags": flags_of(cell),
    }


def _notes(cells):
    yield _("1/3: 1 terlaksana dari 3 yang direncanakan. Tanda –: tidak direncanakan atau tidak dihitung.")
    yield _("Yang datang dua kali terhitung dua kali dalam kehadiran, jadi kehadiran bukan jangkauan.")
    young = sum(cell.about.get("held", 0) - cell.about.get("ripe", 0) for cell in cells)
    if young:
        yield ngettext(
            "%(n)s kegiatan belum 90 hari; pendaftaran setelahnya belum dihitung.",
            "%(n)s kegiatan belum 90 hari; pendaftaran setelahnya belum dihitung.",
            young,
        ) % {"n": young}


def _title(cells):
    planned, held = (sum(cell.about.get(name, 0) for cell in cells) for name in ("planned", "held"))
    if not cells:
        return _("Belum ada kegiatan sosialisasi dalam periode ini")
    if not planned:
        return ngettext(
            "%(n)s kegiatan sosialisasi terlaksana, tanpa rencana yang dicatat",
            "%(n)s kegiatan sosialisasi terlaksana, tanpa rencana yang dicatat",
            held,
        ) % {"n": held}
    told = {
        "done": sum(cell.value for cell in cells),
        "n": planned,
        "off": sum(cell.about.get("cancelled", 0) for cell in cells),
        "open": sum(cell.about.get("open", 0) for cell in cells),
    }
    return (
        ngettext(
            "%(done)s dari %(n)s sosialisasi terencana terlaksana; %(off)s dibatalkan, %(open)s belum",
            "%(done)s dari %(n)s sosialisasi terencana terlaksana; %(off)s dibatalkan, %(open)s belum",
            planned,
        )
        % told
    )
