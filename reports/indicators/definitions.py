"""An indicator is a definition; the figures name it, so that a reader can ask how we know."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Indicator:
    code: str
    title: str
    why: str
    numerator: str
    denominator: str
    doubt: str
    unit: str
    source: str


IKM = Indicator(
    code="IKM",
    title=_("Indeks Kepuasan Masyarakat"),
    why=_("Menunjukkan apakah layanan bagi PMI memuaskan menurut penerimanya."),
    numerator=_("Jumlah nilai tiap unsur SKM (1 sampai 4) dari responden yang menjawab unsur itu."),
    denominator=_(
        "Banyaknya responden yang menjawab unsur itu; semua unsur berbobot sama, 1/9 bila sembilan."
    ),
    doubt=_("Selang 95% (t) dari residu terlinearkan; mutu A sampai D hanya bila ada 30 jawaban atau lebih."),
    unit=_("25 sampai 100"),
    source="Permenpan-RB 14/2017",
)

GROUPS_HEARD = Indicator(
    code="FGD-GROUPS",
    title=_("Kelompok yang sudah didengar"),
    why=_("Menunjukkan kelompok mana yang belum pernah diajak bicara di suatu wilayah."),
    numerator=_("Kelompok aktif yang hadir di sedikitnya satu sesi FGD di wilayah itu."),
    denominator=_("Semua kelompok pemangku kepentingan yang aktif."),
    doubt=_("Tanpa galat sampel, karena semua sesi didata; sesi yang tidak dicatat tidak terlihat."),
    unit=_("kelompok"),
    source=_("Catatan FGD portal ini"),
)

STATEMENTS = Indicator(
    code="FGD-THEMES",
    title=_("Pernyataan menurut tema"),
    why=_("Menunjukkan soal apa yang diangkat kelompok-kelompok, dan di wilayah mana."),
    numerator=_("Pernyataan yang dicatat pada sesi FGD, menurut tema buku kode."),
    denominator=_("Tidak ada, karena yang ditampilkan jumlah pernyataan, bukan persentase."),
    doubt=_("Peserta FGD dipilih dengan sengaja; jumlah pernyataan bukan ukuran seberapa umum suatu soal."),
    unit=_("pernyataan"),
    source=_("Catatan FGD portal ini"),
)

PARTICIPANTS = Indicator(
    code="REF-PARTICIPANTS",
    title=_("Peserta PMI secara nasional"),
    why=_("Memberi ukuran besar program sejak 1 Agustus 2017 sebagai pembanding."),
    numerator=_("Angka yang diterbitkan, apa adanya, dengan sumber masing-masing."),
    denominator=_("Tidak ada: ini jumlah orang."),
    doubt=_("Angka terbitan tanpa selang; angka yang bertentangan ditampilkan berdampingan."),
    unit=_("orang"),
    source=_("Terbitan media, lihat tabel"),
)
