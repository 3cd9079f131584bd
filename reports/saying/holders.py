"""Who holds the complaints, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.complaints.filters import KPKP
from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.complaints import filters_told, list_of
from reports.saying.institutions import MOST_DRAWN, undrawn
from reports.saying.wording import bounded, joined

AGES = ("young", "older", "old")


def say_holders(shown):
    """The Figure of holders, those with most late ones first: what is held, late, and how old."""
    rows = _rows(shown)
    return Figure(
        id=shown.indicator.code,
        title=_title(rows),
        subtitle=bounded(
            shown,
            _("Pengaduan yang terlambat dijawab, dari yang dipegang sekarang%(narrowed)s")
            % {"narrowed": filters_told(shown.question)},
        ),
        columns=(
            Column("holder", _("Dipegang oleh")),
            Column("n", _("Dipegang"), kind="integer", link="held"),
            Column("late", _("Terlambat"), kind="integer", link="overdue"),
            Column("oldest", _("Diterima paling awal"), kind="date"),
            Column("young", _("≤ 14 hari"), kind="integer"),
            Column("older", _("15–60 hari"), kind="integer"),
            Column("old", _("> 60 hari"), kind="integer"),
        ),
        rows=tuple(row | {"drawn": place < MOST_DRAWN} for place, row in enumerate(rows)),
        chart=charts.Portions(down="holder", part="late", whole="n"),
        notes=(_("1 / 3: 1 terlambat dari 3 yang dipegang."), *undrawn(len(rows))) if rows else (),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _rows(shown):
    """One row for each holder: KPKP and an institution hold complaints of several desks."""
    merged = {}
    for cell in shown.cells:
        region, kind, institution = (cell.where[name] for name in ("region", "kind", "institution"))
        key = (kind, institution or region) if kind != "kpkp" else (kind, None)
        merged.setdefault(key, []).append(cell)
    rows = [_row(kind, who, cells, shown.question) for (kind, who), cells in merged.items()]
    return sorted(rows, key=lambda row: (-row["late"], -row["n"], row["holder"]))


def _row(kind, who, cells, question):
    late, n = sum(cell.value for cell in cells), sum(cell.n for cell in cells)
    asked = _asked(kind, who, question)
    listed = list_of(question, **asked) if asked else ""
    return {
        "holder": _name(kind, who),
        "n": n,
        "late": late,
        "oldest": min(cell.about["oldest"] for cell in cells),
        **{age: sum(cell.about[age] for cell in cells) for age in AGES},
        "held": listed,
        "overdue": f"{listed}&attention=overdue" if listed and late else "",
    }


def _name(kind, who):
    if kind == "desk":
        return _("Meja %(region)s") % {"region": who}
    if kind == "officer":
        return _("Petugas %(region)s") % {"region": who or "KPKP"}
    return "KPKP" if kind == "kpkp" else who.name


def _asked(kind, who, question):
    """How the list is asked for what this holder holds; None where it cannot be."""
    if kind == "officer":
        return {"holder": kind, "desk": who.code if who else KPKP}
    asked = {"holder": kind if kind == "kpkp" else f"{kind}-{who.pk}"}
    if kind == "desk" or not question.regions:
        return asked
    return asked | {"desk": question.regions[0]} if len(question.regions) == 1 else None


def _title(rows):
    """Who holds the most late ones; of several with as many, up to three."""
    held, late = (sum(row[name] for row in rows) for name in ("n", "late"))
    told = {"held": show_number(held), "late": show_number(late)}
    if not held:
        return _("Tidak ada pengaduan yang sedang dipegang")
    if not late:
        return (
            ngettext(
                "%(held)s pengaduan sedang dipegang, tidak ada yang terlambat dijawab",
                "%(held)s pengaduan sedang dipegang, tidak ada yang terlambat dijawab",
                held,
            )
            % told
        )
    most = rows[0]["late"]
    top = [row["holder"] for row in rows if row["late"] == most]
    told |= {"n": show_number(most), "holders": joined(top[:3]), "count": len(top)}
    if len(top) > 3:
        where = _("paling banyak di %(count)s pemegang, masing-masing %(n)s") % told
    elif len(top) > 1:
        where = _("paling banyak di %(holders)s, masing-masing %(n)s") % told
    else:
        where = _("paling banyak di %(holders)s, %(n)s") % told
    return _("%(late)s pengaduan terlambat dijawab; %(where)s") % (told | {"where": where})
