"""Themes on which groups differ, in words."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.wording import bounded, joined

MOST_NAMED = 3


def say_differing_views(shown):
    """The Figure of themes on which groups of a region differ: how many on each side, and who."""
    found = [cell for cell in shown.cells if cell.value or cell.about["objections"]]
    found.sort(key=lambda cell: (-cell.value, -len(cell.about["objections"])))
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells, found),
        subtitle=bounded(
            shown,
            _("Kelompok yang menilai tema baik dan buruk dalam FGD, %(period)s")
            % {"period": shown.question.period.label},
        ),
        columns=(
            Column("theme", _("Tema")),
            Column("region", _("Wilayah")),
            Column("positive", _("Menilai baik"), kind="integer"),
            Column("negative", _("Menilai buruk"), kind="integer"),
            Column("who", _("Siapa")),
            Column("objections", _("Sanggahan"), unit=_("pasangan"), kind="integer"),
            Column("objectors", _("Siapa menyanggah siapa"), in_file_only=True),
            Column("sessions", _("Sesi"), kind="integer"),
            Column("statements", _("Pernyataan"), kind="integer", link="listed"),
        ),
        rows=tuple(_row(cell, shown.question) for cell in found),
        chart=charts.Matrix(
            down="theme",
            across="region",
            value="differing",
            text="told",
            columns=tuple(region.name for region in _regions(found)),
        ),
        notes=tuple(_notes(found)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _row(cell, question):
    """The sides, and the address of all statements about the theme in the region and period."""
    region, theme, about = cell.where["region"], cell.where["theme"], cell.about
    period = {"since": question.period.first, "until": question.period.last}
    asked = {"region": region.code, "theme": theme.code, **period}
    positive, negative, objections = (len(about[name]) for name in ("positive", "negative", "objections"))
    return {
        "theme": theme.name,
        "region": region.name,
        "positive": positive,
        "negative": negative,
        "objections": objections,
        "who": _sides(about),
        "objectors": _objectors(about),
        "sessions": about["sessions"],
        "statements": about["statements"],
        "listed": f"{reverse('statement_list')}?{urlencode(asked)}",
        "differing": cell.value + objections,
        "told": f"{positive}:{negative}" if cell.value else f"{objections}×",
    }


def _regions(found):
    """The regions in the order of the register."""
    return sorted({cell.where["region"] for cell in found}, key=lambda region: (region.order, region.name))


def _sides(about):
    """The groups that judge the theme, by name."""
    sides = {"positive": _("Baik: %(groups)s"), "negative": _("Buruk: %(groups)s")}
    return "; ".join(
        text % {"groups": " · ".join(group.name for group in about[side])}
        for side, text in sides.items()
        if about[side]
    )


def _objectors(about):
    return "; ".join(
        _("%(opponent)s menyanggah %(speaker)s") % {"speaker": speaker.name, "opponent": opponent.name}
        for speaker, opponent in about["objections"]
    )


def _notes(found):
    if any(cell.value for cell in found):
        yield _("2:3 = 2 kelompok menilai baik, 3 menilai buruk.")
    if not all(cell.value for cell in found):
        yield _("4× = tanpa dua sisi, tetapi ada 4 pasangan kelompok yang satu menyanggah yang lain.")
    yield _("Nada ditetapkan notulis, dan kelompok dipilih dengan sengaja: jumlah ini bukan persentase.")


def _title(cells, found):
    """On how many themes groups differ, and where most groups stand on both sides."""
    if not cells:
        return _("Belum ada pernyataan bernada baik atau buruk, dan belum ada yang disanggah")
    if not found:
        return _("Tidak ada beda pendapat antarkelompok yang tercatat")
    themes = len({cell.where["theme"] for cell in found})
    told = ngettext(
        "Kelompok berbeda pendapat tentang %(n)s tema",
        "Kelompok berbeda pendapat tentang %(n)s tema",
        themes,
    ) % {"n": themes}
    top = [cell for cell in found if cell.value == found[0].value]
    if not found[0].value:
        return _("%(told)s, hanya dengan sanggahan di sesi") % {"told": told}
    if len(top) > MOST_NAMED:
        return told
    return _("%(told)s; paling banyak kelompok di kedua sisi: %(themes)s") % {
        "told": told,
        "themes": joined(map(_split, top)),
    }


def _split(cell):
    """“Klaim di Kupang (2 menilai baik, 3 menilai buruk)”."""
    return _("%(theme)s di %(region)s (%(positive)s menilai baik, %(negative)s menilai buruk)") % {
        "theme": cell.where["theme"].name,
        "region": cell.where["region"].name,
        "positive": len(cell.about["positive"]),
        "negative": len(cell.about["negative"]),
    }
