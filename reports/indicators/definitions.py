"""An indicator is a definition; the figures name it, so that a reader can ask how we know."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Indicator:
    numerator: str
    denominator: str
    doubt: str
    source: str = ""


IKM = Indicator(
    numerator=_("Jumlah nilai tiap unsur SKM (1 sampai 4) dari responden yang menjawab unsur itu."),
    denominator=_(
        "Banyaknya responden yang menjawab unsur itu; semua unsur berbobot sama, 1/9 bila sembilan."
    ),
    doubt=_("Rentang 95%; mutu A–D bila paling sedikit 30 responden."),
    source="Permenpan-RB 14/2017",
)

GROUPS_HEARD = Indicator(
    numerator=_("Kelompok yang hadir di paling sedikit satu sesi FGD di wilayah itu."),
    denominator=_("Semua kelompok pemangku kepentingan sejak 1 Agustus 2017, juga yang kini tidak aktif."),
    doubt=_("Tanpa kesalahan sampel, karena semua sesi didata; sesi yang tidak dicatat tidak terlihat."),
)

STATEMENTS = Indicator(
    numerator=_("Pernyataan yang dicatat pada sesi FGD, menurut daftar tema."),
    denominator=_("Tidak ada, karena yang ditampilkan jumlah pernyataan, bukan persentase."),
    doubt=_("Peserta FGD dipilih dengan sengaja; jumlah pernyataan bukan ukuran seberapa umum suatu soal."),
)

PARTICIPANTS = Indicator(
    numerator=_("Angka yang diterbitkan, apa adanya, dengan sumber masing-masing."),
    denominator=_("Tidak ada: ini jumlah orang."),
    doubt=_("Angka terbitan tanpa rentang; angka yang berbeda antarsumber ditampilkan berdampingan."),
)
