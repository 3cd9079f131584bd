"""The words of every problem of an import: what is wrong, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from surveys.importing.cell_texts import OF_CELLS, Text

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
}
TEXTS |= OF_CELLS
