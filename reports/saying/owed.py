"""What each institution owes, in words."""

from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.institutions import MOST_DRAWN, labelled, slowest, undrawn
from reports.saying.wording import bounded

A_DAY = timedelta(days=1)


def say_owed(shown):
    """The Figure of open follow-ups by institution and region: how many, how many late, the earliest day."""
    rows = [_row(cell, shown.as_of, place < MOST_DRAWN) for place, cell in enumerate(shown.cells)]
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells),
        subtitle=bounded(shown, _("Tindak lanjut yang terlambat, dari yang belum selesai sekarang")),
        columns=(
            Column("institution", _("Instansi")),
            Column("desk", _("Wilayah")),
            Column("open", _("Belum selesai"), kind="integer", link="open_url"),
            Column("late", _("Terlambat"), kind="integer", link="late_url"),
            Column("earliest", _("Batas waktu paling awal"), kind="date"),
        ),
        rows=labelled(rows),
        chart=charts.Portions(down="label", part="late", whole="open"),
        notes=(_("1 / 3: 1 terlambat dari 3 yang belum selesai."), *undrawn(len(rows))),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _row(cell, today, is_drawn):
    """The numbers, and the lists of the follow-ups that they count."""
    institution, region = cell.where["institution"], cell.where["region"]
    asked = {"region": region.code, "institution": institution.pk, "outcome": "open"}
    address = f"{reverse('follow_up_list')}?"
    late = urlencode(asked | {"until": today - A_DAY})
    return {
        "institution": institution.name,
        "desk": region.name,
        "open": cell.n,
        "open_url": address + urlencode(asked),
        "late": cell.value,
        "late_url": address + late if cell.value else "",
        "earliest": cell.about["earliest"],
        "drawn": is_drawn,
    }


def _title(cells):
    """How many of the open follow-ups are late, and at which institutions most of them."""
    late, owed = sum(cell.value for cell in cells), sum(cell.n for cell in cells)
    if not owed:
        return _("Tidak ada tindak lanjut yang belum selesai")
    if not late:
        return ngettext(
            "%(n)s tindak lanjut belum selesai, tidak ada yang terlambat",
            "%(n)s tindak lanjut belum selesai, tidak ada yang terlambat",
            owed,
        ) % {"n": owed}
    told = ngettext(
        "%(late)s dari %(n)s tindak lanjut yang belum selesai sudah terlambat",
        "%(late)s dari %(n)s tindak lanjut yang belum selesai sudah terlambat",
        owed,
    ) % {"late": late, "n": owed}
    return f"{told}; {slowest(cells)}"
