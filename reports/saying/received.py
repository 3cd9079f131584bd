"""Complaints received, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.complaints.filters import INCIDENTS, OUTSIDE
from outreach.models import Complaint
from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.complaints import filters_told, list_of, place_name
from reports.saying.wording import bounded, joined


def say_received(shown):
    """The Figure of complaints received: incidents, the people struck and duplicates."""
    return Figure(
        id=shown.indicator.code,
        title=_title(shown),
        subtitle=_subtitle(shown),
        columns=(
            Column("region", _("Wilayah asal")),
            Column("group", _("Rumpun")),
            Column("n", _("Kejadian"), kind="integer", link="listed"),
            Column("people", _("Orang terdampak"), kind="integer"),
            Column("duplicates", _("Laporan duplikat"), kind="integer", link="doubled"),
        ),
        rows=tuple(_row(cell, shown.question) for cell in shown.cells),
        chart=charts.Bars(down="group", panel="region", value="n"),
        notes=tuple(_notes(shown)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _subtitle(shown):
    told = {"period": shown.question.period.label, "narrowed": filters_told(shown.question)}
    return bounded(shown, _("Jumlah kejadian menurut wilayah asal dan rumpun, %(period)s%(narrowed)s") % told)


def _row(cell, question):
    doubled = cell.about["duplicates"]
    return {
        "region": place_name(cell.where["region"]),
        "group": str(cell.where["group"].label),
        "n": cell.value,
        "people": cell.about["people"],
        "duplicates": doubled,
        "listed": _list(cell, question, INCIDENTS) if cell.value else "",
        "doubled": _list(cell, question, Complaint.Status.DUPLICATE.value) if doubled else "",
    }


def _list(cell, question, status):
    """The list of just the reports of this cell that have this status."""
    place = cell.where["region"]
    asked = {"region": place.code if place else OUTSIDE, "status": status, "group": cell.where["group"].value}
    return list_of(question, question.period, **asked)


def _title(shown):
    """The group with the most incidents; of several with as many, up to three by name."""
    found = {}
    for cell in shown.cells:
        group = cell.where["group"]
        found[group] = found.get(group, 0) + cell.value
    total = sum(found.values())
    told = {"total": show_number(total), "period": shown.question.period.label}
    if not total:
        return _("Belum ada pengaduan yang diterima dalam periode ini")
    if len(found) == 1:
        (group,) = found
        told["group"] = group.label
        return ngettext("%(total)s kejadian: “%(group)s”", "%(total)s kejadian: “%(group)s”", total) % told
    most = max(found.values())
    top = [_("“%(group)s”") % {"group": group.label} for group, n in found.items() if n == most]
    told |= {"n": show_number(most), "groups": joined(top[:3]), "count": len(top)}
    if len(top) > 3:
        return _("%(count)s rumpun pengaduan sama banyak, masing-masing %(n)s dari %(total)s kejadian") % told
    if len(top) > 1:
        return _("Pengaduan terbanyak: %(groups)s, masing-masing %(n)s dari %(total)s kejadian") % told
    return _("Pengaduan terbanyak: %(groups)s, %(n)s dari %(total)s kejadian") % told


def _notes(shown):
    people, duplicates, past = (
        sum(cell.about[name] for cell in shown.cells) for name in ("people", "duplicates", "past")
    )
    notes = (
        (people, _("Orang yang terdampak: %(n)s.")),
        (duplicates, _("Laporan duplikat, tidak dihitung sebagai kejadian: %(n)s.")),
        (past, _("Di antaranya dari daftar sebelum portal: %(n)s kejadian.")),
    )
    yield from (note % {"n": show_number(n)} for n, note in notes if n)
    if len({cell.where["region"] for cell in shown.cells if cell.value}) > 1:
        yield _("Tanpa pajanan: untuk membandingkan wilayah, lihat laju pengaduan.")
