"""What one file changed in the index of its round, in words: a sentence for each region, and a table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmi_portal.words.formats import show_number
from reports.renderers.figures import Column, Figure
from reports.renderers.symbols import Symbol
from reports.results.results import Flag
from reports.saying.samples import DECIMALS, base_words, estimate_row
from reports.saying.wording import explain, flags_of, of_part
from reports.statistics.estimates import Estimate

WITHOUT, WITH = "without", "with"  # the parts of a region
# Of those who are left there may be many: what would be told is of the file, or of a month.
TELLS_OF_FEW = Symbol("c", gettext_lazy("dirahasiakan karena memberi tahu jawaban kurang dari 10 responden"))


def say_import_effect(shown, *, survey_round):
    """The Figure of a file: two rows for each region, without the file and with it."""
    told = {"round": survey_round.title}
    whole = _("Indeks Kepuasan Masyarakat (25–100) dalam %(round)s, tanpa dan dengan berkas ini") % told
    return Figure(
        id=shown.indicator.code,
        title=_title(shown),
        subtitle=of_part(shown, whole),
        columns=_columns(flagged=any(flags_of(cell) for cell in shown.cells)),
        rows=tuple(_row(cell) for cell in shown.cells),
        notes=tuple(_notes(shown)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=_("Survei kepuasan dalam portal ini"),
        method=f"{shown.indicator.doubt} {shown.indicator.source}.",
        as_of=shown.as_of,
    )


def sentences_of(shown):
    """What is to be said of each region, one sentence each, in the order of the register."""
    return [_sentence(without, with_file) for without, with_file in _pairs(shown)]


def _pairs(shown):
    """(cell without the file, cell with it) of each region."""
    parts = {part: [cell for cell in shown.cells if cell.where["part"] == part] for part in (WITHOUT, WITH)}
    return list(zip(parts[WITHOUT], parts[WITH], strict=True))


def _sentence(without, with_file):
    told = _told(without, with_file)
    if Flag.SAMPLE_DATA in with_file.flags:
        told = _("%(told)s; data contoh") % {"told": told}
    return _("%(region)s: %(told)s.") % {"region": _place(with_file), "told": told}


def _told(without, with_file):
    """What the file changed in a region; that it changed nothing, or why it is not told."""
    if with_file.n is None:
        return _("dirahasiakan, karena memberi tahu jawaban kurang dari 10 responden")
    if not with_file.about["brings"]:
        return _("tidak ada responden yang dihitung hari ini berasal dari berkas ini; %(index)s") % {
            "index": _index(with_file)
        }
    if without.n == 0:
        return _("tanpa berkas ini belum ada responden; dengan berkas ini %(index)s") % {
            "index": _index(with_file)
        }
    if without.n is None:
        return _(
            "dengan berkas ini %(index)s; tanpa berkas ini dirahasiakan, karena bersama angka lain memberi "
            "tahu jawaban kurang dari 10 responden"
        ) % {"index": _index(with_file)}
    if not (_is_known(without) and _is_known(with_file)):
        return _("tanpa berkas ini %(without)s, dengan berkas ini %(with_file)s") % {
            "without": _index(without),
            "with_file": _index(with_file),
        }
    return _(
        "IKM %(without)s tanpa berkas ini, %(with_file)s dengan berkas ini (%(before)s → %(after)s responden)"
    ) % {
        "without": _value(without),
        "with_file": _value(with_file),
        "before": show_number(without.n),
        "after": show_number(with_file.n),
    }


def _index(cell):
    """“IKM 77,20 (60 responden)”, or why there is none."""
    if not _is_known(cell):
        return _("IKM tidak tersedia (%(why)s)") % {"why": explain(cell.value).rstrip(".")}
    people = ngettext("%(n)s responden", "%(n)s responden", cell.n) % {"n": show_number(cell.n)}
    return _("IKM %(value)s (%(people)s)") % {"value": _value(cell), "people": people}


def _value(cell):
    return show_number(cell.value.value, DECIMALS)


def _is_known(cell):
    return isinstance(cell.value, Estimate)


def _place(cell):
    region = cell.where["region"]
    return _("Tanpa wilayah") if region is None else region.name


def _title(shown):
    """The sentence of the only region, or in how many of several the index is another one with the file."""
    pairs = _pairs(shown)
    if not any(with_file.about.get("brings", True) for _without, with_file in pairs):
        return _("Tidak ada responden yang dihitung hari ini berasal dari berkas ini")
    if len(pairs) == 1:
        return _sentence(*pairs[0]).rstrip(".")
    known = [pair for pair in pairs if all(_is_known(cell) for cell in pair)]
    moved = sum(_value(without) != _value(with_file) for without, with_file in known)
    if not known:
        return _("IKM tanpa dan dengan berkas ini tidak dapat dibandingkan di wilayah mana pun")
    return ngettext(
        "Dengan berkas ini IKM berbeda di %(moved)s dari %(known)s wilayah yang dapat dibandingkan",
        "Dengan berkas ini IKM berbeda di %(moved)s dari %(known)s wilayah yang dapat dibandingkan",
        len(known),
    ) % {"moved": moved, "known": len(known)}


def _columns(*, flagged):
    return (
        Column("region", _("Wilayah")),
        Column("part", _("Yang dihitung")),
        Column("value", _("IKM"), kind="number", decimals=DECIMALS),
        Column("low", _("Batas bawah"), kind="number", decimals=DECIMALS),
        Column("high", _("Batas atas"), kind="number", decimals=DECIMALS),
        Column("n", _("Responden"), kind="integer"),
        Column("sampling", _("Catatan sampel")),
        Column("flags", _("Tanda"), in_file_only=not flagged),
    )


def _row(cell):
    parts = {WITHOUT: _("tanpa berkas ini"), WITH: _("dengan berkas ini")}
    hidden = {"value": TELLS_OF_FEW, "n": TELLS_OF_FEW} if cell.n is None else {}
    return (
        estimate_row(cell)
        | hidden
        | {
            "region": _place(cell),
            "part": parts[cell.where["part"]],
            "sampling": base_words(cell).partition(", ")[2],
        }
    )


def _notes(shown):
    if shown.facts["undone"]:
        yield _("Unggahan ini sudah diurungkan; yang masih dihitung ialah yang tetap karena sudah diubah.")
    if any(cell.about.get("updated") for cell in shown.cells):
        yield _(
            "Sebagian responden sudah tersimpan sebelumnya: mereka dihitung sebagai berasal dari berkas ini."
        )
    if any(cell.about.get("since") for cell in shown.cells):
        yield _(
            "Sebagian responden kemudian diperbarui berkas lain: mereka tidak lagi dihitung dari berkas ini."
        )
