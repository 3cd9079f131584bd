"""Complaints acknowledged, verified and answered in time, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.complaints.filters import INCIDENTS, KPKP
from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.complaints import desk_name, filters_told, list_of, share_words
from reports.saying.wording import bounded
from reports.statistics.estimates import Estimate
from reports.statistics.proportions import ENOUGH_CASES, share_of_cases
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE

ANSWERED = "answered"


def say_promises_kept(shown):
    """The Figure of what was done in time: a row for each desk and part of the period."""
    told = {"period": shown.question.period.label, "narrowed": filters_told(shown.question)}
    answered = [cell for cell in shown.cells if cell.where["step"] == ANSWERED]
    return Figure(
        id=shown.indicator.code,
        title=_title(answered),
        subtitle=bounded(
            shown,
            _("Persen dijawab dalam batas waktu, menurut meja dan waktu diterima, %(period)s%(narrowed)s")
            % told,
        ),
        columns=_columns(),
        rows=tuple(_rows(shown)),
        chart=_chart(answered),
        notes=tuple(_notes(answered)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _chart(answered):
    """Shares with their intervals, or the counts where there is no share at all."""
    if any(isinstance(cell.value, Estimate) for cell in answered):
        scale = {"least": 0, "most": 100, "ticks": (0, 50, 100), "instead": ANSWERED}
        return charts.Dots("period", "region", "share", "low", "high", "answered_due", **scale)
    return charts.Matrix(down="period", across="region", value="counted", text="told")


def _steps():
    return {
        "acknowledged": _("Tanda terima"),
        "verified": _("Verifikasi"),
        ANSWERED: _("Jawaban"),
    }


def _columns():
    done, due = _("%(step)s: dalam batas"), _("%(step)s: batas lewat")
    numbers = [
        Column(f"{step}_{key}", label % {"step": name}, kind="integer", in_file_only=True)
        for step, name in _steps().items()
        for key, label in (("done", done), ("due", due))
    ]
    share = {"unit": "%", "kind": "number", "in_file_only": True}
    return (
        Column("region", _("Meja")),
        Column("period", _("Diterima")),
        Column("received", _("Pengaduan"), kind="integer", link="listed"),
        *(Column(step, name) for step, name in _steps().items()),
        Column("ahead", _("Belum sampai batas"), kind="integer"),
        Column("aside", _("Bukan kewenangan, arsip"), kind="integer"),
        *numbers,
        Column("share", _("Jawaban dalam batas"), **share),
        Column("low", _("Batas bawah"), **share),
        Column("high", _("Batas atas"), **share),
    )


def _rows(shown):
    by_place = {}
    for cell in shown.cells:
        key = (cell.where["region"], cell.where["period"])
        by_place.setdefault(key, {})[cell.where["step"]] = cell
    for (region, period), cells in by_place.items():
        answered = cells[ANSWERED]
        asked = {"desk": region.code if region else KPKP, "status": INCIDENTS, "past": "without"}
        row = {
            "region": desk_name(region),
            "period": period.label,
            "random": True,  # nothing is sampled, so that no interval is drawn as doubtful
            "listed": list_of(shown.question, period, **asked) if answered.about["received"] else "",
            "counted": answered.about["done"] if answered.n else None,
            "told": f"{answered.about['done']}/{answered.n}",
            **{name: answered.about[name] for name in ("received", "ahead", "aside")},
        }
        for step, cell in cells.items():
            row[step] = share_words(cell.value, cell.about["done"])
            row |= {f"{step}_done": cell.about["done"], f"{step}_due": cell.n}
        yield row | _drawn(answered.value)


def _drawn(share):
    if not isinstance(share, Estimate):
        return dict.fromkeys(("share", "low", "high"))
    return {"share": 100 * share.value, "low": 100 * share.low, "high": 100 * share.high}


def _title(answered):
    """The share of all that this reader sees: of all cases, so that regions may be put together."""
    done, due = sum(cell.about["done"] for cell in answered), sum(cell.n for cell in answered)
    if not due:
        return _("Belum ada pengaduan yang batas waktu jawabannya sudah lewat")
    share = share_of_cases(done, due)
    told = {"share": share_words(share, done), "done": show_number(done), "n": show_number(due)}
    if isinstance(share, Estimate):
        return _("%(share)s dijawab dalam batas waktu, dari %(n)s pengaduan yang batasnya sudah lewat") % told
    return (
        ngettext(
            "%(done)s dari %(n)s pengaduan yang batasnya sudah lewat dijawab dalam batas waktu",
            "%(done)s dari %(n)s pengaduan yang batasnya sudah lewat dijawab dalam batas waktu",
            due,
        )
        % told
    )


def _notes(answered):
    if not any(isinstance(cell.value, Estimate) for cell in answered):
        yield _("2/4: 2 dari 4. Tanda –: belum ada yang batas waktunya lewat.")
    if any(0 < cell.n < ENOUGH_CASES for cell in answered):
        yield _("Kurang dari 20 pengaduan: jumlah saja, tanpa persen.")
    if any(ENOUGH_CASES <= cell.n < ENOUGH_FOR_A_GRADE for cell in answered):
        yield _("Titik kosong: kurang dari 30 pengaduan.")
    if any(cell.about["ahead"] for cell in answered):
        yield _("Yang belum sampai batas tidak masuk persen, juga bila sudah dijawab.")
