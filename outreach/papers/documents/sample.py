"""A record that was never made, to try a template on: with every field filled, and with none."""

_TEXT = "Teks percobaan dengan <tanda> & {{ kurung }}."

FULL = dict.fromkeys(
    (
        *("judul_dokumen", "kepala", "unit", "data_contoh", "dicetak", "kegiatan", "sesi", "hari", "tanggal"),
        *("hari_tanggal", "tanggal_terbilang", "waktu", "jam_selesai", "tempat", "wilayah", "kabupaten"),
        *("rekaman", "persetujuan", "diperiksa", "sumber", "tujuan", "tujuan_sesi", "agenda", "suasana"),
        *("orang_lain", "pengamatan", "kesimpulan", "pemimpin", "notulis", "pengamat", "jumlah_hadir"),
        "kehadiran",
    ),
    _TEXT,
) | {
    "peserta": [
        {"no": 1} | dict.fromkeys(("kode", "kelompok", "instansi", "jumlah", "perempuan", "laki_laki"), _TEXT)
    ],
    "tidak_hadir": [dict.fromkeys(("kelompok", "instansi", "jawaban", "alasan"), _TEXT)],
    "pembahasan": [
        {
            "no": 1,
            "pertanyaan": _TEXT,
            "pokok": _TEXT,
            "pernyataan": [
                dict.fromkeys(("pembicara", "kelompok", "isi", "jenis", "tema", "kesepakatan"), _TEXT)
            ],
        }
    ],
    "disepakati": [_TEXT],
    "tindak_lanjut": [
        {"no": 1}
        | dict.fromkeys(("nomor", "rekomendasi", "penanggung_jawab", "batas_waktu", "status"), _TEXT)
    ],
    "penanda_tangan": [{"no": 1} | dict.fromkeys(("nama", "jabatan", "lembaga"), _TEXT)],
}

EMPTY = {name: type(value)() for name, value in FULL.items()}
