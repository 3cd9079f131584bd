"""Complaints sent to institutions, in words."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.complaints.filters import KPKP
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.questions import whole_period
from reports.results.results import Flag
from reports.saying.institutions import MOST_DRAWN, labelled, slowest, undrawn
from reports.saying.wording import bounded


def say_referrals(shown):
    """The Figure of referrals by institution and desk: what was answered, what waits and since when."""
    drawn = sum(cell.n > 0 for cell in shown.cells)
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells),
        subtitle=bounded(
            shown,
            _("Penerusan yang terlambat ditanggapi, dari yang menunggu, dikirim %(period)s")
            % {"period": shown.question.period.label},
        ),
        columns=_columns(),
        rows=labelled([_row(cell, shown, place < MOST_DRAWN) for place, cell in enumerate(shown.cells)]),
        chart=charts.Portions(down="label", part="late", whole="waiting"),
        notes=tuple(_notes(drawn, sum(cell.about["undated"] for cell in shown.cells))),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _columns():
    labels = {
        "total": _("Diteruskan"),
        "answered": _("Ditanggapi"),
        "refused": _("Ditolak"),
        "withdrawn": _("Ditarik"),
        "sent": _("Menunggu diterima"),
        "accepted": _("Diterima, menunggu tanggapan"),
        "waiting": _("Menunggu seluruhnya"),
        "late": _("Terlambat"),
        "undated": _("Menunggu tanpa batas waktu"),
    }
    return (
        Column("institution", _("Instansi")),
        Column("desk", _("Meja pengirim")),
        *(Column(key, label, kind="integer", link=f"{key}_url") for key, label in labels.items()),
        Column("since", _("Menunggu sejak"), kind="date"),
    )


def _row(cell, shown, is_among_first):
    """The numbers, and the list of the complaints for which this institution is awaited."""
    institution, region = cell.where["institution"], cell.where["region"]
    asked = {"desk": region.code if region else KPKP, "awaited": institution.pk}
    # The list knows no day of sending.
    is_linked = cell.n and shown.question.period == whole_period(shown.as_of)
    desk = region.name if region else "KPKP"
    return cell.about | {
        "institution": institution.name,
        "desk": desk,
        "drawn": is_among_first and cell.n > 0,
        "waiting_url": f"{reverse('complaint_list')}?{urlencode(asked)}" if is_linked else "",
    }


def _notes(drawn, undated):
    yield _("1 / 3: 1 terlambat dari 3 yang menunggu. Status dan batas waktu menurut catatan sekarang.")
    if undated:
        yield ngettext(
            "%(n)s yang menunggu tidak diberi batas waktu, jadi tidak pernah terhitung terlambat.",
            "%(n)s yang menunggu tidak diberi batas waktu, jadi tidak pernah terhitung terlambat.",
            undated,
        ) % {"n": undated}
    yield from undrawn(drawn)


def _title(cells):
    """How many of those that wait are late, and at which institutions most of them."""
    late, waiting = sum(cell.value for cell in cells), sum(cell.n for cell in cells)
    total = sum(cell.about["total"] for cell in cells)
    if not cells:
        return _("Belum ada pengaduan yang diteruskan ke instansi dalam periode ini")
    if not waiting:
        return ngettext(
            "%(n)s penerusan, tidak ada yang menunggu tanggapan",
            "%(n)s penerusan, tidak ada yang menunggu tanggapan",
            total,
        ) % {"n": total}
    undated = sum(cell.about["undated"] for cell in cells)
    if undated == waiting:
        return ngettext(
            "%(n)s penerusan menunggu tanggapan, tanpa batas waktu",
            "%(n)s penerusan menunggu tanggapan, tanpa batas waktu",
            waiting,
        ) % {"n": waiting}
    if not late:
        return ngettext(
            "%(n)s penerusan menunggu tanggapan, tidak ada yang terlambat",
            "%(n)s penerusan menunggu tanggapan, tidak ada yang terlambat",
            waiting,
        ) % {"n": waiting}
    told = ngettext(
        "%(late)s dari %(n)s penerusan yang menunggu tanggapan sudah terlambat",
        "%(late)s dari %(n)s penerusan yang menunggu tanggapan sudah terlambat",
        waiting,
    ) % {"late": late, "n": waiting}
    return f"{told}; {slowest(cells)}"
