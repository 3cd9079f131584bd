"""What a figure is, in the words of its definition: the method page is made of the data of the indicator."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmi_portal.words.formats import show_number
from reports.results.indicators import Direction, Kind

KINDS = {
    Kind.SAMPLE: gettext_lazy("perkiraan dari responden, dengan rentang"),
    Kind.FULL_COUNT: gettext_lazy("hitungan lengkap dari yang dicatat, tanpa rentang sampel"),
    Kind.QUALITATIVE: gettext_lazy("hitungan dari kelompok yang dipilih dengan sengaja, bukan persentase"),
}
DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: gettext_lazy("makin tinggi makin baik"),
    Direction.LOWER_IS_BETTER: gettext_lazy("makin rendah makin baik"),
    Direction.NEITHER: gettext_lazy("tinggi atau rendah tidak berarti baik atau buruk"),
}


def definition_of(indicator):
    """[(name, text)] of all that the definition of an indicator says, in the order in which it is read."""
    told = [
        (_("Untuk apa"), indicator.why),
        (_("Jenis angka"), KINDS[indicator.kind]),
        (_("Yang dihitung"), indicator.numerator),
        (_("Dari"), indicator.denominator),
        (_("Satuan"), indicator.unit),
        (_("Ketelitian"), indicator.doubt),
        (_("Arah"), DIRECTIONS[indicator.direction]),
        (_("Perubahan yang berarti"), _relevant(indicator)),
        (_("Sumber"), indicator.source),
        (_("Versi definisi"), str(indicator.version)),
    ]
    return [(name, str(text)) for name, text in told if text]


def _relevant(indicator):
    if indicator.relevant is None:
        return ""
    decimals = 0 if indicator.relevant == int(indicator.relevant) else 2
    return _("paling sedikit %(size)s") % {"size": show_number(indicator.relevant, decimals)}
