"""The words of each refusal of a file: what is wrong with it, and what to do about it."""

from django.utils.translation import gettext_lazy as _

# Every text may use %(row)s and %(detail)s; a percent sign is written %%.
REFUSALS = {
    # Not a table at all, or not one of the two kinds we take.
    "empty": _("Berkas ini kosong. Periksa apakah datanya sudah tersimpan, lalu unggah lagi."),
    "missing": _("Berkas tidak dapat dibuka. Unggah berkas itu sekali lagi."),
    "too_big": _(
        "Ukuran berkas lebih dari %(detail)s MB. Hapus gambar dan lembar yang tidak perlu, atau pecah "
        "menjadi beberapa berkas, lalu unggah satu per satu."
    ),
    "lock_file": _(
        "Ini berkas sementara milik Excel (namanya diawali ~$), bukan berkas datanya. Tutup Excel, lalu "
        "pilih berkas dengan nama yang sama tanpa tanda ~$."
    ),
    "extension": _(
        "Jenis berkas “%(detail)s” tidak diterima; hanya .xlsx dan .csv. Buka berkas di Excel, lalu "
        "pilih Simpan Sebagai > Buku Kerja Excel (.xlsx)."
    ),
    "not_excel": _(
        "Nama berkas berakhiran .xlsx, tetapi isinya bukan Excel. Bila isinya CSV, ganti akhiran "
        "namanya menjadi .csv; selain itu, buka di Excel lalu simpan ulang sebagai .xlsx."
    ),
    "xlsx_named_csv": _(
        "Nama berkas berakhiran .csv, tetapi isinya Excel. Ganti akhiran namanya menjadi .xlsx, lalu "
        "unggah lagi."
    ),
    "not_text": _(
        "Nama berkas berakhiran .csv, tetapi isinya bukan teks. Buka data aslinya di Excel, lalu simpan "
        "ulang sebagai .xlsx."
    ),
    "html": _(
        "Isi berkas ini halaman web (HTML), bukan Excel; ekspor dari sistem lama sering begitu. Buka "
        "berkas di Excel, lalu simpan ulang sebagai .xlsx."
    ),
    "xml_2003": _(
        "Berkas ini memakai format lama XML Spreadsheet 2003. Buka berkas di Excel, lalu simpan ulang "
        "sebagai .xlsx."
    ),
    "old_xls": _(
        "Berkas ini memakai format Excel lama (.xls). Buka berkas di Excel, lalu simpan ulang sebagai .xlsx."
    ),
    "ods": _(
        "Berkas ini memakai format OpenDocument (.ods). Buka di LibreOffice atau Excel, lalu simpan "
        "ulang sebagai .xlsx."
    ),
    "xlsb": _(
        "Berkas ini buku kerja biner Excel (.xlsb). Buka berkas di Excel, lalu simpan ulang sebagai .xlsx."
    ),
    "macro": _(
        "Berkas ini berisi makro, sehingga tidak diterima. Buka berkas di Excel, lalu pilih Simpan "
        "Sebagai > Buku Kerja Excel (.xlsx) supaya makronya dibuang."
    ),
    "macro_sheet": _(
        "Berkas ini berisi lembar makro Excel 4.0, sehingga tidak diterima. Salin datanya ke buku kerja "
        "baru, lalu simpan sebagai .xlsx."
    ),
    "password": _(
        "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya lewat File > Info > "
        "Proteksi Buku Kerja, simpan, lalu unggah lagi."
    ),
    "other_type": _(
        "Isi berkas ini %(detail)s, bukan tabel Excel atau CSV. Pilih berkas data yang benar, atau "
        "simpan datanya di Excel sebagai .xlsx."
    ),
    "archive": _(
        "Ini arsip ZIP biasa (di dalamnya ada “%(detail)s”), bukan berkas Excel. Ekstrak dahulu, lalu "
        "unggah berkas .xlsx atau .csv di dalamnya."
    ),
    # A damaged or dangerous package.
    "zip_broken": _(
        "Berkas Excel ini rusak atau tidak lengkap; mungkin terpotong saat disalin atau diunduh. Buka "
        "berkas aslinya di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."
    ),
    "zip_trailing": _(
        "Ada data asing setelah akhir berkas Excel ini. Buka berkas di Excel, lalu "
        "simpan ulang sebagai .xlsx."
    ),
    "zip_prefix": _(
        "Ada data asing di depan isi berkas Excel ini. Buka berkas di Excel, lalu simpan ulang sebagai .xlsx."
    ),
    "zip_overlap": _(
        "Bagian-bagian di dalam berkas ini saling menumpuk, tidak seperti berkas buatan Excel. Salin "
        "datanya ke buku kerja baru, lalu simpan sebagai .xlsx."
    ),
    "zip_path": _(
        "Berkas ini memuat bagian dengan nama yang berbahaya (“%(detail)s”). Salin datanya ke buku "
        "kerja baru, lalu simpan sebagai .xlsx."
    ),
    "zip_duplicate": _(
        "Berkas ini memuat dua bagian dengan nama yang sama (“%(detail)s”). Buka berkas di Excel, lalu "
        "simpan ulang sebagai .xlsx."
    ),
    "zip_entries": _(
        "Berkas ini terdiri atas lebih dari %(detail)s bagian. Salin lembar datanya ke buku kerja baru, "
        "lalu simpan sebagai .xlsx."
    ),
    "zip_bomb": _(
        "Isi berkas ini menjadi terlalu besar setelah dibuka (bagian “%(detail)s”). Salin hanya tabel "
        "datanya ke buku kerja baru, lalu simpan sebagai .xlsx."
    ),
    "zip_size": _(
        "Ukuran bagian “%(detail)s” di dalam berkas tidak sesuai dengan yang tercatat, jadi berkas ini "
        "rusak. Buka berkas aslinya di Excel, lalu simpan ulang sebagai .xlsx."
    ),
    "xml_doctype": _(
        "Bagian “%(detail)s” memuat deklarasi yang tidak pernah dibuat Excel dan dapat berbahaya. Salin "
        "datanya ke buku kerja baru, lalu simpan sebagai .xlsx."
    ),
    "xml_encoding": _(
        "Bagian “%(detail)s” memakai pengodean huruf yang tidak dikenal. Buka berkas di Excel, lalu "
        "simpan ulang sebagai .xlsx."
    ),
    # A workbook that opens but cannot be taken.
    "broken_workbook": _(
        "Isi buku kerja ini rusak sehingga tidak dapat dibaca. Buka berkas di Excel (biarkan Excel "
        "memperbaikinya bila ditawarkan), lalu simpan ulang sebagai .xlsx."
    ),
    "no_sheet": _(
        "Buku kerja ini tidak memiliki lembar yang terlihat. Tampilkan lembar datanya di Excel, lalu simpan."
    ),
    "unknown_sheet": _(
        "Lembar “%(detail)s” tidak ada atau tersembunyi di berkas ini. Pilih lembar lain yang terlihat."
    ),
    "rows": _(
        "Tabel melebihi batas %(detail)s baris data (terlampaui di baris %(row)s). Pecah "
        "berkas menjadi beberapa berkas, lalu unggah satu per satu."
    ),
    "columns": _(
        "Tabel melebihi batas %(detail)s kolom (terlampaui di baris %(row)s). Hapus kolom yang tidak "
        "diperlukan, juga isi sel yang terselip jauh di kanan, lalu simpan."
    ),
    "cells": _(
        "Tabel ini terlalu besar: baris kali kolomnya lebih dari 18 juta sel. Hapus kolom yang tidak "
        "diperlukan, atau pecah berkas menjadi beberapa berkas."
    ),
    "far_cell": _(
        "Ada isi sel jauh di bawah tabel, di baris %(row)s. Hapus baris itu dan baris kosong di "
        "atasnya, simpan, lalu unggah lagi."
    ),
    "too_much_text": _(
        "Teks di tabel ini terlalu banyak (batasnya terlampaui di baris %(row)s). Hapus "
        "kolom teks panjang yang tidak diperlukan, atau pecah berkas menjadi beberapa "
        "berkas."
    ),
    # A text file that cannot be taken.
    "encoding": _(
        "Pengodean huruf berkas CSV ini tidak dapat dibaca (%(detail)s, baris %(row)s). Buka di Excel, "
        "lalu pilih Simpan Sebagai > CSV UTF-8, atau simpan sebagai .xlsx."
    ),
    "mixed_encoding": _(
        "Berkas CSV ini mencampur dua pengodean huruf; yang pertama berbeda ada di baris %(row)s. "
        "Perbaiki huruf di baris itu, lalu pilih Simpan Sebagai > CSV UTF-8, atau simpan sebagai .xlsx."
    ),
    "unclosed_quote": _(
        'Tanda kutip (") di baris %(row)s tidak ditutup atau salah letak, sehingga '
        "baris-baris setelahnya terbaca dalam sel yang sama. Perbaiki baris itu, atau "
        "buka datanya di Excel lalu simpan sebagai .xlsx."
    ),
    "decimal_comma": _(
        "Koma dipakai sebagai pemisah kolom dan juga sebagai tanda desimal (contohnya baris %(row)s), "
        "sehingga kolom tidak dapat dipastikan. Simpan ulang dengan titik koma (;) sebagai pemisah, "
        "atau sebagai .xlsx."
    ),
    "delimiter": _(
        "Pemisah kolom berkas CSV ini tidak dapat dipastikan: %(detail)s sama-sama mungkin. Simpan "
        "ulang dengan titik koma (;) sebagai pemisah, atau sebagai .xlsx."
    ),
    # The reading itself failed.
    "too_slow": _(
        "Berkas ini terlalu rumit: belum selesai dibaca dalam %(detail)s detik. Salin hanya tabel "
        "datanya ke buku kerja baru (Tempel Spesial > Nilai), simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "too_complex": _(
        "Berkas ini terlalu besar atau rumit untuk dibaca. Salin hanya tabel datanya ke buku kerja baru "
        "(Tempel Spesial > Nilai), simpan sebagai .xlsx, lalu unggah lagi."
    ),
}

# A detail that is a code, or several with a comma between: the child process has no words of its own.
DETAILS = {
    "other_type": {
        "pdf": _("dokumen PDF"),
        "png": _("gambar PNG"),
        "jpeg": _("gambar JPEG"),
        "gif": _("gambar GIF"),
        "windows_program": _("aplikasi Windows"),
        "linux_program": _("aplikasi Linux"),
        "antivirus_test": _("berkas uji antivirus"),
        "rar": _("arsip RAR"),
        "7zip": _("arsip 7-Zip"),
        "gzip": _("arsip GZIP"),
        "zip": _("arsip ZIP"),
        "rtf": _("dokumen RTF"),
        "sqlite": _("basis data SQLite"),
        "xml": _("berkas XML"),
        "old_office": _("dokumen Office lama"),
        "word": _("dokumen Word"),
        "powerpoint": _("presentasi PowerPoint"),
        "android_app": _("aplikasi Android (APK)"),
        "java_program": _("aplikasi Java (JAR)"),
    },
    "delimiter": {
        "comma": _("koma"),
        "semicolon": _("titik koma"),
        "tab": _("tab"),
        "bar": _("garis tegak"),
    },
}
