"""Whether more sessions would bring new themes, in words."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.renderers.symbols import Symbol
from reports.results.results import Flag
from reports.saying.wording import bounded, joined
from reports.statistics.estimates import Withheld
from reports.statistics.saturation import ENOUGH_SESSIONS, interval

TOO_FEW_SESSIONS = Symbol("u", gettext_lazy("tidak diperkirakan karena sesi kurang dari 6"))
ALL_RAISED = Symbol("z", gettext_lazy("tidak diperkirakan karena semua tema di daftar sudah muncul"))
HALF_A_THEME = 0.5


def say_saturation(shown):
    """The Figure of the themes that each session added, and of those that may still come."""
    heard = [cell for cell in shown.cells if cell.n]
    return Figure(
        id=shown.indicator.code,
        title=_title(heard),
        subtitle=bounded(
            shown,
            _("Tema berbeda yang diangkat sesi FGD menurut urutan tanggal, %(period)s")
            % {"period": shown.question.period.label},
        ),
        columns=(
            Column("region", _("Wilayah")),
            Column("session", _("Sesi ke-"), kind="integer"),
            Column("day", _("Tanggal"), kind="date", link="page"),
            Column("new", _("Tema baru"), kind="integer"),
            Column("seen", _("Tema sejauh ini"), kind="integer"),
            Column("estimate", _("Perkiraan semua tema"), kind="number", decimals=1),
            Column("low", _("Batas bawah 95%"), kind="number", decimals=1),
            Column("high", _("Batas atas 95%"), kind="number", decimals=1),
        ),
        rows=tuple(row for cell in heard for row in _rows(cell)),
        chart=charts.Accumulation(
            panel="region", session="session", new="new", seen="seen", estimate="estimate"
        ),
        notes=tuple(_notes(shown)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _rows(cell):
    """A row for each session; the last one holds what is expected of all that may still come."""
    seen, rows = 0, []
    for number, ((day, pk), new) in enumerate(
        zip(cell.about["sessions"], cell.about["new"], strict=True), start=1
    ):
        seen += new
        told = {"region": cell.where["region"].name, "session": number, "day": day, "new": new, "seen": seen}
        rows.append(told | {"page": reverse("session_detail", args=[pk])})
    if not cell.about["left"]:
        rows[-1]["estimate"] = ALL_RAISED
    elif isinstance(cell.value, Withheld):
        rows[-1]["estimate"] = TOO_FEW_SESSIONS
    else:
        low, high = interval(cell.value)
        rows[-1] |= {"estimate": cell.value.value, "low": low, "high": high}
    return rows


def _may_bring_more(cell):
    """Whether a theme is likely to be missing, or one of the last sessions still brought one.

    The codebook is closed: once all its themes were raised, none can be missing.
    """
    if not cell.about["left"]:
        return False
    return cell.about["late"] > 0 or cell.value.value - cell.value.seen >= HALF_A_THEME


def _title(heard):
    """In which regions further sessions would likely bring new themes; of those too young nothing is said."""
    if not heard:
        return _("Belum ada sesi FGD dengan pernyataan")
    judged = [cell for cell in heard if not (cell.about["left"] and isinstance(cell.value, Withheld))]
    if not judged:
        return _("Belum dapat dinilai: belum ada wilayah dengan %(enough)s sesi berisi pernyataan") % {
            "enough": ENOUGH_SESSIONS
        }
    more = [cell.where["region"] for cell in judged if _may_bring_more(cell)]
    if not any(cell.about["left"] for cell in judged):
        return _("Semua tema di daftar sudah muncul di %(regions)s; yang di luar daftar tidak terlihat") % {
            "regions": joined(cell.where["region"] for cell in judged)
        }
    if not more:
        return _("Sesi tambahan kecil kemungkinannya membawa tema baru di %(regions)s") % {
            "regions": joined(cell.where["region"] for cell in judged)
        }
    return _("Sesi tambahan masih mungkin membawa tema baru di %(regions)s") % {"regions": joined(more)}


def _notes(shown):
    for cell in shown.cells:
        yield _of_region(cell)
    yield _(
        "Daftar tema berisi %(n)s tema aktif, jadi hal baru di luar daftar itu tidak terlihat di sini."
    ) % {"n": shown.facts["themes"]}


def _of_region(cell):
    """What the sessions of a region say, or how many more it takes to say it."""
    told = {"region": cell.where["region"], "n": cell.n, "seen": sum(cell.about["new"])}
    if not cell.n:
        return _("%(region)s: belum ada sesi dengan pernyataan.") % told
    if not cell.about["left"]:
        return _("%(region)s: %(n)s sesi, semua tema di daftar sudah muncul.") % told
    if isinstance(cell.value, Withheld):
        told["left"] = ENOUGH_SESSIONS - cell.n
        return (
            _(
                "%(region)s: %(n)s sesi, %(seen)s tema; kemungkinan tema baru belum dinilai, "
                "diperlukan %(left)s sesi lagi."
            )
            % told
        )
    low, high = interval(cell.value)
    told |= {"late": cell.about["late"], "estimate": show_number(cell.value.value, 1)}
    if low is not None:
        told["estimate"] = f"{told['estimate']} ({show_number(low, 1)}–{show_number(high, 1)})"
    return (
        _(
            "%(region)s: %(n)s sesi, %(seen)s tema, %(late)s baru dalam tiga sesi terakhir; "
            "perkiraan semua tema %(estimate)s."
        )
        % told
    )
