"""The words of what an import tells without calling it wrong."""

from django.utils.translation import gettext_lazy as _

# A text may use what its detail names; a percent sign is written %%.
NOTICES = {
    "positions": _(
        "Judul %(first)s sampai %(last)s dibaca menurut urutan kuesioner: %(order)s. "
        "Bila urutan di berkas Anda lain, ubah pencocokan kolomnya, atau ganti judulnya dengan nama unsur."
    ),
    "unknown_columns": _(
        "Kolom yang tidak dikenal dan tidak disimpan: %(columns)s. Bila perlu dibaca, ubah pencocokan "
        "kolomnya."
    ),
    "weaker": _(
        "Kolom %(column)s (%(heading)s) tidak dibaca, karena “%(label)s” dibaca dari kolom %(other)s. Bila "
        "terbalik, ubah pencocokan kolomnya."
    ),
    "merged_filled": _(
        "Kolom %(column)s (%(heading)s): isi sel gabungan %(cells)s dipakai untuk semua barisnya."
    ),
    "merged_answers": _(
        "Kolom %(column)s (%(heading)s) berisi sel gabungan %(cells)s. Isinya hanya dipakai untuk baris "
        "pertamanya; pisahkan selnya bila berlaku untuk semua."
    ),
    "merged_across": _(
        "Sel gabungan %(cells)s mencakup beberapa kolom; isinya hanya dibaca di kolom pertama. Pisahkan "
        "selnya bila itu jawaban."
    ),
    "other_template": _(
        "Berkas ini dibuat dari templat kuesioner %(template)s, sedangkan putaran ini memakai %(version)s. "
        "Periksa apakah pertanyaannya sama."
    ),
    "neighbours": _(
        "%(rows)s baris tanpa nomor responden tampak seperti responden yang sudah tersimpan dengan isi yang "
        "diubah. Bedanya ada di bawah; perbarui, atau katakan bahwa itu orang lain."
    ),
    "several_tables": _(
        "Lembar ini berisi %(n)s tabel, mulai dari %(tables)s; masing-masing dibaca menurut judulnya sendiri."
    ),
    "table_left_out": _("Tabel mulai %(table)s, %(rows)s baris, atas pilihan petugas tidak dibaca."),
    "left_out": _("Kolom yang atas pilihan petugas tidak dibaca: %(columns)s."),
    "values_said": _("Isi sel yang dibaca menurut jawaban petugas: %(values)s, di %(rows)s sel."),
    "learned_heading": _(
        "Kolom %(column)s (%(heading)s) dibaca sebagai %(label)s, dipelajari dari %(source)s, oleh %(who)s, "
        "%(when)s."
    ),
    "headings_changed": _(
        "Judul kolom berkas ini berbeda dari %(source)s, berkas Anda sebelumnya yang mirip. Baru: %(new)s. "
        "Tidak ada lagi: %(gone)s."
    ),
    "learned": _(
        "Kolom %(column)s (%(heading)s): “%(cell)s” dibaca sebagai %(meaning)s di %(rows)s baris, "
        "dipelajari dari %(source)s, oleh %(who)s, %(when)s."
    ),
    "learned_more": _("Dan %(values)s isi lain yang dibaca seperti dipelajari dari unggahan sebelumnya."),
    "maybe_meant": _(
        "Kolom %(column)s mungkin dimaksudkan sebagai “%(label)s”. Bila benar, ubah pencocokan kolomnya, "
        "atau perbaiki judulnya di berkas."
    ),
    "joinable": _(
        "Di atas baris judul ada judul kelompok. Bila judul kolom baru jelas bersama kelompoknya, misalnya "
        "“%(example)s”, gabungkan kedua barisnya saat mengubah pencocokan kolom."
    ),
    "similar": _(
        "Kolom %(column)s (%(heading)s) dibaca sebagai “%(label)s”: judulnya mirip, dan isinya hanya sesuai "
        "dengan kolom itu. Bila keliru, ubah pencocokan kolomnya."
    ),
    "instead": _(
        "Kolom %(column)s (%(heading)s) dipakai sebagai “%(label)s”, karena tidak ada kolom lain untuk itu."
    ),
    "without_heading": _(
        "Kolom %(letters)s berisi data tetapi tanpa judul, jadi tidak disimpan. Bila perlu dibaca, ubah "
        "pencocokan kolomnya."
    ),
    "absent_questions": _("Yang ditanyakan tetapi tidak ada di berkas, dianggap tidak diisi: %(labels)s."),
    "whole_region_unused": _("Berkas punya kolom wilayah; pilihan “wilayah seluruh berkas” tidak dipakai."),
    "own_region": _(
        "Berkas tidak punya kolom wilayah; semua baris dicatat untuk wilayah tugas Anda, %(region)s."
    ),
    "whole_region": _("Berkas tidak punya kolom wilayah; semua baris dicatat untuk %(region)s."),
    "day_first": _(
        "Kolom %(column)s (%(heading)s): tanggal yang ditulis dengan angka, seperti %(example)s, dibaca "
        "hari/bulan/tahun."
    ),
    "month_first": _(
        "Kolom %(column)s (%(heading)s): tanggal dibaca bulan/hari/tahun, karena ada %(example)s."
    ),
    "no_numbers": _(
        "Berkas tidak punya kolom %(label)s. Baris yang isinya sama persis dengan baris tersimpan dianggap "
        "baris yang sama."
    ),
    "same_twice": _(
        "%(rows)s baris sama persis dengan baris lain bernomor sama di berkas ini; dihitung sekali."
    ),
    "numbers_in_text": _(
        "Kolom %(column)s (%(heading)s): %(cells)s sel berisi angka panjang seperti NIK atau nomor telepon. "
        "Hapus dari berkas, atau samarkan lewat “Ubah pencocokan kolom”."
    ),
    "numbers_hidden": _(
        "Kolom %(column)s (%(heading)s): angka panjang seperti NIK atau nomor telepon di %(cells)s sel "
        "disimpan tersamar."
    ),
    # What is possible, and yet seldom so.
    "many_rows": _(
        "Berkas ini berisi %(rows)s responden baru, sedangkan putaran ini baru berisi %(stored)s. "
        "Periksa apakah putarannya sudah benar."
    ),
    "one_day": _(
        "Semua %(rows)s responden baru bertanggal %(day)s. Periksa apakah itu tanggal wawancara, bukan "
        "tanggal pengetikan."
    ),
    "alike_answers": _(
        "%(rows)s dari %(all)s responden baru menjawab semua unsur dengan nilai yang sama. Periksa apakah "
        "jawabannya ditulis dari kuesioner."
    ),
    "upside_down": _(
        "%(region)s: nilai di berkas ini terbalik dibandingkan putaran %(round)s (rata-rata %(mean)s, dahulu "
        "%(before)s). Periksa apakah 1 di berkas berarti yang terbaik."
    ),
}
