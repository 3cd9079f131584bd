"""The words of every problem of an import: what is wrong, and what to do about it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Text(NamedTuple):
    """`title` heads the group of all problems of the kind; `message` speaks of one of them."""

    title: str
    message: str


# A message may use %(cell)s, %(heading)s and what its detail names; a percent sign is written %%.
TEXTS = {
    # The table as a whole: nothing can be imported before it is mended.
    "no_heading": Text(
        _("Baris judul tidak ditemukan"),
        _(
            "Tidak ada baris judul yang dikenal dalam 20 baris pertama. Beri judul kolom di atas data, "
            "misalnya seperti pada templat putaran ini."
        ),
    ),
    "no_rows": Text(
        _("Tidak ada baris data"),
        _("Di bawah baris judul tidak ada data. Periksa apakah lembarnya sudah benar."),
    ),
    "many_tables": Text(
        _("Terlalu banyak tabel dalam satu lembar"),
        _(
            "Lembar ini berisi lebih dari %(most)s tabel dengan judul yang berbeda. Satukan tabelnya di "
            "bawah satu judul, lalu unggah lagi."
        ),
    ),
    "missing_column": Text(
        _("Kolom wajib tidak ada"),
        _("Kolom “%(label)s” tidak ditemukan. Tambahkan kolom itu atau perbaiki judulnya."),
    ),
    "two_columns": Text(
        _("Dua kolom untuk isi yang sama"),
        _("Kolom %(letters)s sama-sama terbaca sebagai “%(label)s”. Hapus atau ganti judul salah satunya."),
    ),
    # A row.
    "ragged_row": Text(
        _("Jumlah kolom baris tidak sama"),
        _(
            "Baris ini berisi %(fields)s kolom, berbeda dari baris judul. Periksa tanda pemisah atau "
            "tanda kutip di baris ini."
        ),
    ),
    "total_row": Text(
        _("Baris jumlah atau catatan"),
        _("Baris “%(text)s” bukan jawaban responden, jadi tidak disimpan. Tidak perlu diperbaiki."),
    ),
    "repeated_heading": Text(
        _("Judul yang terulang"),
        _("Baris ini mengulang judul kolom, jadi tidak disimpan. Tidak perlu diperbaiki."),
    ),
    "example_row": Text(
        _("Baris contoh dari templat"),
        _("Baris ini contoh cara mengisi, jadi tidak disimpan. Beri nomor bila sebenarnya ini responden."),
    ),
    "numbering_row": Text(
        _("Penomoran kolom"),
        _("Baris ini hanya menomori kolom, jadi tidak disimpan. Tidak perlu diperbaiki."),
    ),
    "declined": Text(
        _("Tidak bersedia"),
        _(
            "Responden ini tidak bersedia, jadi barisnya tidak dibaca dan tidak disimpan. Tidak perlu "
            "diperbaiki."
        ),
    ),
    "consent_blank": Text(
        _("Persetujuan kosong"),
        _(
            "Kolom persetujuan di baris ini kosong, jadi jawabannya tidak disimpan. Isi “ya” bila responden "
            "bersedia, atau “tidak” bila tidak."
        ),
    ),
    "hidden_row": Text(
        _("Baris tersembunyi"),
        _("Baris ini disembunyikan di Excel dan atas pilihan petugas tidak dibaca."),
    ),
    "note_row": Text(
        _("Tanda tangan, catatan, atau judul bagian"),
        _("Baris ini tidak berisi jawaban, jadi tidak disimpan. Periksa bila sebenarnya ini responden."),
    ),
    "no_answer": Text(
        _("Baris tanpa jawaban"), _("Tidak satu pun pertanyaan dijawab. Isi jawabannya atau hapus baris ini.")
    ),
    "required_blank": Text(_("Isian wajib kosong"), _("“%(heading)s” harus diisi.")),
    "date_blank": Text(_("Tanggal wawancara kosong"), _("Tanggal wawancara harus diisi di setiap baris.")),
    "region_blank": Text(
        _("Wilayah kosong"),
        _(
            "Wilayah harus diisi di setiap baris. Bila sel wilayah digabung (merge), pisahkan dahulu, "
            "lalu isi setiap barisnya."
        ),
    ),
    "region_foreign": Text(
        _("Di luar wilayah tugas Anda"),
        _(
            "Baris ini bukan dari wilayah tugas Anda, jadi tidak disimpan. Petugas "
            "wilayah itulah yang mengunggahnya."
        ),
    ),
    "region_not_in_round": Text(
        _("Wilayah tidak ikut putaran ini"),
        _("“%(cell)s” tidak termasuk wilayah putaran survei ini. Pilih putaran yang sesuai."),
    ),
    "district_elsewhere": Text(
        _("Kabupaten/kota tidak cocok dengan wilayah"),
        _("“%(cell)s” tidak termasuk wilayah yang ditulis di baris ini. Perbaiki salah satunya."),
    ),
    "date_outside_round": Text(
        _("Tanggal di luar periode putaran"),
        _(
            "Tanggal %(day)s di luar periode putaran ini (%(period)s). Periksa "
            "tanggalnya atau pilih putaran lain."
        ),
    ),
    "date_before_programme": Text(
        _("Tanggal sebelum evaluasi dimulai"),
        _("Tanggal %(day)s lebih awal daripada 1 Agustus 2017, awal evaluasi layanan."),
    ),
    "date_in_future": Text(
        _("Tanggal belum tiba"), _("Tanggal %(day)s belum tiba. Periksa tahun dan bulannya.")
    ),
    "number_twice": Text(
        _("Nomor responden dipakai dua kali"),
        _(
            "Nomor responden “%(number)s” sudah dipakai di baris %(first)s dengan isi lain. "
            "Beri nomor lain bila orangnya berbeda."
        ),
    ),
    "past_differs": Text(
        _("Sudah ada dengan isi lain"),
        _(
            "Baris bernomor “%(number)s” sudah dibawa unggahan %(batch)s dengan isi lain, jadi tidak diubah. "
            "Ubah catatannya di portal, atau urungkan unggahan itu dahulu."
        ),
    ),
    "strikes_nobody": Text(
        _("Tidak ada orang yang terdampak"),
        _("Pengaduan menyangkut paling sedikit satu orang. Isi jumlahnya, atau kosongkan selnya."),
    ),
    "ended_before_received": Text(
        _("Selesai sebelum diterima"),
        _("Tanggal selesai lebih awal daripada tanggal diterima. Periksa kedua tanggalnya."),
    ),
    "corrected": Text(
        _("Sudah dikoreksi di portal"),
        _(
            "Responden ini sudah tersimpan dan jawabannya sudah dikoreksi di portal, jadi berkas tidak "
            "mengubahnya. Koreksi lagi di halaman jawaban responden bila perlu."
        ),
    ),
    "set_aside": Text(
        _("Responden yang disisihkan"),
        _(
            "Responden ini disisihkan dari hitungan, jadi berkas tidak mengubahnya. Hitung lagi dahulu di "
            "halaman jawaban responden bila perlu."
        ),
    ),
    "withdrawn": Text(
        _("Responden yang menarik diri"),
        _("Responden ini menarik persetujuannya; jawabannya tidak disimpan lagi. Tidak perlu diperbaiki."),
    ),
    # A cell.
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
