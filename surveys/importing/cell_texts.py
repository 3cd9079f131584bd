"""The words of what may be wrong with a cell."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Text(NamedTuple):
    """`title` heads the group of all problems of the kind; `message` speaks of one of them."""

    title: str
    message: str


# A message may use %(cell)s, %(heading)s and what its detail names; a percent sign is written %%.
OF_CELLS = {
    "error_cell": Text(
        _("Sel berisi kode kesalahan"),
        _("Sel berisi kode kesalahan %(cell)s. Ketik nilainya, atau perbaiki rumusnya di berkas."),
    ),
    "formula_cell": Text(
        _("Rumus belum dihitung"),
        _(
            "Hasil rumus di sel ini belum tersimpan. Ketik nilainya, atau buka berkas di Excel, simpan, lalu "
            "unggah lagi."
        ),
    ),
    "percent_cell": Text(
        _("Angka berformat persen"),
        _(
            "Sel ini berformat persen dan berbunyi %(percent)s. Ketik nilai yang dimaksud; di berkas, ubah "
            "dahulu format selnya menjadi Umum (General)."
        ),
    ),
    "unusable_cell": Text(_("Isi sel tidak dapat dipakai"), _("%(reason)s")),
    "unknown_option": Text(
        _("Jawaban tidak dikenal"), _("“%(cell)s” tidak ada dalam pilihan. Yang dikenal: %(options)s.")
    ),
    "consent_unclear": Text(
        _("Persetujuan tidak jelas"),
        _("“%(cell)s” tidak jelas: bersedia atau tidak? Tulis “ya” atau “tidak”."),
    ),
    "out_of_range": Text(
        _("Nilai di luar pilihan"), _("“%(cell)s” bukan nilai yang diterima. Yang diterima: %(options)s.")
    ),
    "doubted": Text(
        _("Isi yang diragukan"),
        _("“%(cell)s” bertanda tanya. Tulis tanpa tanda tanya bila sudah pasti, atau kosongkan."),
    ),
    "two_answers": Text(
        _("Lebih dari satu jawaban"),
        _("“%(cell)s” berisi lebih dari satu jawaban; pertanyaan ini hanya menerima satu."),
    ),
    "several_meanings": Text(
        _("Jawaban ganda tidak pasti"),
        _(
            "“%(cell)s” dapat dibagi menjadi jawaban dengan lebih dari satu cara. "
            "Pisahkan dengan titik koma (;)."
        ),
    ),
    "lookalike_letter": Text(
        _("Huruf yang hanya mirip"),
        _("“%(cell)s” memuat huruf dari abjad lain yang hanya mirip huruf Latin. Ketik ulang isi sel ini."),
    ),
    "order_doubtful": Text(
        _("Urutan skala tidak pasti"),
        _(
            "Di kolom ini angka atau huruf sering tidak cocok dengan kata-katanya, jadi “%(cell)s” tanpa "
            "kata tidak pasti artinya. Tulis dengan kata: %(options)s."
        ),
    ),
    "other_scale": Text(
        _("Skala lain"),
        _(
            "Kolom ini tampaknya memakai skala lain (ada nilai di luar pilihan berulang kali), jadi "
            "“%(cell)s” tidak pasti artinya. Yang diterima: %(options)s."
        ),
    ),
    "contradiction": Text(
        _("Angka dan kata tidak cocok"),
        _(
            "“%(cell)s”: angkanya berarti “%(by_number)s”, tetapi katanya “%(by_words)s”. "
            "Tulis salah satu saja."
        ),
    ),
    "turned_into_date": Text(
        _("Isi berubah menjadi tanggal"),
        _(
            "Isi sel ini menjadi tanggal (%(cell)s). Ketik ulang isi yang dimaksud; di berkas, atur dahulu "
            "format selnya menjadi Teks."
        ),
    ),
    "not_a_date": Text(_("Tanggal tidak terbaca"), _("%(reason)s")),
    "date_order": Text(
        _("Hari dan bulan tidak pasti"),
        _(
            "“%(cell)s” dapat dibaca hari/bulan atau bulan/hari, dan tanggal lain di kolom ini tidak "
            "memastikannya. Tulis bulannya dengan huruf, misalnya 7 Agustus 2019."
        ),
    ),
    "date_maybe_exchanged": Text(
        _("Hari dan bulan mungkin tertukar"),
        _(
            "Excel menyimpan sel ini sebagai %(day)s, tetapi tanggal lain di kolom ini menunjukkan Excel "
            "menukar hari dan bulan; mungkin maksudnya %(other)s. Tulis bulannya dengan huruf."
        ),
    ),
    "not_a_whole_number": Text(
        _("Bukan bilangan bulat"), _("“%(cell)s” bukan bilangan bulat mulai dari 0. Ketik angkanya saja.")
    ),
    "age_not_taken": Text(
        _("Usia tidak terbaca"),
        _("“%(cell)s” tidak terbaca sebagai umur. Isi umur dalam tahun atau kelompok: %(options)s."),
    ),
    "age_too_young": Text(
        _("Usia di bawah 18 tahun"),
        _("“%(cell)s” terbaca %(years)s tahun; survei ini untuk usia 18 tahun ke atas. Periksa umurnya."),
    ),
    "unknown_country": Text(
        _("Negara tidak dikenal"),
        _("“%(cell)s” bukan nama negara yang dikenal. Kosongkan bila negaranya belum diketahui."),
    ),
    "respondent_nik": Text(
        _("Nomor responden berupa NIK"),
        _(
            "Nomor responden tidak boleh NIK. Ganti dengan nomor urut kuesioner supaya data pribadi tidak "
            "tersimpan."
        ),
    ),
    "respondent_phone": Text(
        _("Nomor responden berupa nomor telepon"),
        _(
            "Nomor responden tidak boleh nomor telepon. "
            "Ganti dengan nomor urut kuesioner supaya data pribadi tidak tersimpan."
        ),
    ),
    "respondent_scientific": Text(
        _("Nomor responden rusak"),
        _(
            "Nomor ini dipendekkan menjadi %(cell)s, sehingga digitnya hilang. Ketik nomor urut kuesioner "
            "yang lengkap; di berkas, atur dahulu format selnya menjadi Teks."
        ),
    ),
    "respondent_unusable": Text(
        _("Nomor responden tidak terbaca"), _("“%(cell)s” tidak dapat dipakai sebagai nomor responden.")
    ),
    "text_too_long": Text(_("Teks terlalu panjang"), _("Isi sel lebih dari %(most)s karakter. Ringkaslah.")),
}
