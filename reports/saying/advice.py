"""What was advised and what became of it, in words."""

from collections import Counter
from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.follow_ups.filters import NO_GROUP
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.leading import leading
from reports.saying.wording import bounded, joined

A_DAY = timedelta(days=1)
# {column: what the list of follow-ups is asked for, besides group and day}
LINKED = {
    "due": {},
    "on_time": {"outcome": "on_time"},
    "late": {"outcome": "late"},
    "unverified": {"attention": "unverified"},
    "overdue": {"attention": "overdue"},
    "impossible": {"state": "impossible"},
    "confirmed": {"outcome": "confirmed"},
    "disputed": {"attention": "disputed"},
}


def say_advice(shown):
    """The Figure of follow-ups by region and group: what is done, what is late, what the group says of it."""
    told = {"period": shown.question.period.label}
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells),
        subtitle=bounded(
            shown,
            _("Tindak lanjut selesai tepat waktu dengan bukti, dari yang batas waktunya lewat, %(period)s")
            % told,
        ),
        columns=_columns(),
        rows=tuple(_row(cell, shown) for cell in shown.cells),
        chart=charts.Matrix(
            down="group", across="region", value="drawn", text="told", columns=_regions(shown.cells)
        ),
        notes=(
            _("1/3: 1 dari 3. Tanda –: belum ada yang batas waktunya lewat."),
            _("Periode menurut batas waktu yang berlaku sekarang, juga bila pernah diundur."),
        ),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _regions(cells):
    regions = {cell.where["region"] for cell in cells}
    return tuple(region.name for region in sorted(regions, key=lambda region: (region.order, region.code)))


def _columns():
    labels = {
        "due": _("Batas waktu lewat"),
        "on_time": _("Tepat waktu dengan bukti"),
        "late": _("Terlambat dengan bukti"),
        "unverified": _("Selesai, belum diperiksa"),
        "overdue": _("Belum selesai"),
        "impossible": _("Tidak dapat ditindaklanjuti"),
        "confirmed": _("Dikonfirmasi kelompok"),
        "disputed": _("Disanggah kelompok"),
        "ahead": _("Belum sampai batas waktu"),
        "total": _("Semua"),
    }
    return (
        Column("group", _("Kelompok")),
        Column("region", _("Wilayah")),
        *(Column(key, label, kind="integer", link=f"{key}_url") for key, label in labels.items()),
    )


def _row(cell, shown):
    about, group = cell.about, cell.where["group"]
    numbers = {name: about[name] for name in (*LINKED, "ahead", "total")}
    return {
        "region": cell.where["region"].name,
        "group": group.name if group else _("tanpa kelompok"),
        **numbers,
        **{f"{name}_url": _address(cell, shown, name) for name, number in numbers.items() if number},
        "drawn": cell.value if cell.n else None,
        "told": f"{cell.value}/{cell.n}",
    }


def _address(cell, shown, name):
    """The list of just the follow-ups that a number counts."""
    group, period, today = cell.where["group"], shown.question.period, shown.as_of
    running = period.last >= today
    asked = {"region": cell.where["region"].code, "group": group.code if group else NO_GROUP}
    if name == "ahead":
        asked |= {"since": max(today, period.first)}
    elif name == "total":
        asked |= {"since": period.first} | ({} if running else {"until": period.last})
    else:
        asked |= LINKED[name] | {"since": period.first, "until": min(period.last, today - A_DAY)}
    return f"{reverse('follow_up_list')}?{urlencode(asked)}"


def _title(cells):
    """How many of those due were done on time with evidence, and which groups wait for most."""
    due, total = sum(cell.n for cell in cells), sum(cell.about["total"] for cell in cells)
    if not total:
        return _("Belum ada tindak lanjut dengan batas waktu dalam periode ini")
    if not due:
        return ngettext(
            "%(n)s tindak lanjut, belum sampai batas waktunya",
            "%(n)s tindak lanjut, belum sampai batas waktunya",
            total,
        ) % {"n": total}
    done = ngettext(
        "%(done)s dari %(due)s tindak lanjut yang batas waktunya lewat selesai tepat waktu dengan bukti",
        "%(done)s dari %(due)s tindak lanjut yang batas waktunya lewat selesai tepat waktu dengan bukti",
        due,
    ) % {"done": sum(cell.value for cell in cells), "due": due}
    return f"{done}; {_waiting(cells)}"


def _waiting(cells):
    waiting, names = Counter(), {}
    for cell in cells:
        if group := cell.where["group"]:
            waiting[group.pk] += cell.about["overdue"]
            names[group.pk] = group.name
    top, most = leading(waiting)
    if not top:
        return _("tidak ada kelompok yang menunggu")
    told = {"groups": joined(names[pk] for pk in top[:3]), "n": most, "count": len(top)}
    if len(top) > 3:
        return _("%(count)s kelompok sama-sama paling banyak menunggu, masing-masing %(n)s terlambat") % told
    if len(top) > 1:
        return _("paling banyak menunggu: %(groups)s, masing-masing %(n)s terlambat") % told
    return _("paling banyak menunggu: %(groups)s, %(n)s terlambat") % told
