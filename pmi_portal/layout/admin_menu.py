"""The admin's entries in the order and words of the portal's menu, with a sentence each on what it is for."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.layout.menu import HANDLE, LISTEN, MEASURE, REFERENCE

SECTIONS = {
    LISTEN.label: {
        "outreach.fgdevent": _("Kegiatan FGD yang tercatat; sesinya diubah di portal."),
        "outreach.fgdsession": _("Sesi tiap kegiatan FGD, dengan riwayatnya."),
        "outreach.statement": _("Pernyataan yang disampaikan di sesi FGD, dengan riwayatnya."),
        "outreach.coding": _("Tema yang diberikan orang kedua kepada pernyataan yang sama."),
        "outreach.discussionguide": _("Panduan pertanyaan untuk fasilitator, per versi."),
        "outreach.documenttemplate": _("Templat Word untuk notulen dan berita acara."),
        "outreach.outreachactivity": _("Sosialisasi yang tercatat, dengan riwayatnya."),
        "outreach.outreachtopic": _("Materi yang wajib disampaikan dalam sosialisasi."),
        "outreach.calendarfeed": _("Alamat kalender yang dibuat pengguna; hanya untuk mencabutnya."),
    },
    HANDLE.label: {
        "outreach.complaint": _("Pengaduan yang tercatat, dengan riwayatnya."),
        "outreach.complaintcategory": _("Kategori yang dapat dipilih saat mencatat pengaduan."),
        "outreach.servicelimit": _("Berapa hari kerja setiap langkah pengaduan boleh berlangsung."),
        "outreach.holiday": _("Hari yang tidak dihitung sebagai hari kerja."),
        "outreach.followup": _("Tindak lanjut yang tercatat, dengan riwayatnya."),
    },
    MEASURE.label: {
        "surveys.surveyround": _("Putaran survei; diubah di portal."),
        "surveys.surveyframe": _("Penduduk sasaran tiap wilayah dalam satu putaran; bobot di dasbor."),
        "surveys.questionnaire": _("Kuesioner yang dipakai putaran survei."),
        "surveys.questionnaireversion": _("Satu susunan pertanyaan dan pilihan dari satu kuesioner."),
        "surveys.question": _("Pertanyaan, pilihan jawaban, dan tulisan lain yang dikenali saat mengunggah."),
        "stakeholders.exposure": _(
            "Peserta aktif tiap wilayah dan bulan; penyebut laju pengaduan di dasbor."
        ),
        "reports.referencefigure": _("Angka terbitan tentang peserta, untuk pembanding di dasbor."),
    },
    REFERENCE.label: {
        "stakeholders.stakeholdergroup": _("Kelompok yang perlu didengar di setiap wilayah."),
        "stakeholders.institution": _("Instansi dan nama lamanya."),
        "stakeholders.contact": _("Narahubung tiap kelompok dan wilayah."),
        "stakeholders.region": _("Wilayah kantong pekerja migran."),
        "stakeholders.district": _("Kabupaten dan kota tiap wilayah."),
        "outreach.theme": _("Tema untuk menggolongkan pernyataan FGD."),
        "stakeholders.termalias": _("Istilah lama yang dikenali pencarian, dengan istilah barunya."),
    },
    pgettext_lazy("menu", "Akun dan pengawasan"): {
        "accounts.user": _("Siapa yang dapat masuk."),
        "stakeholders.posting": _("Peran setiap pengguna, dan di wilayah mana."),
        "audit.event": _("Siapa melakukan apa, dan kapan; tidak dapat diubah."),
        "outbox.outgoingmail": _("Surel yang dikirim portal, dan yang gagal."),
        "jobs.job": _("Pekerjaan yang dijalankan portal sendiri, misalnya memeriksa berkas."),
    },
}


def in_sections(apps):
    """Django's list of apps, arranged anew; a model that no section names stands at the end under its app."""
    models = {
        f"{app['app_label']}.{model['object_name'].lower()}": model for app in apps for model in app["models"]
    }
    sections = []
    for number, (label, entries) in enumerate(SECTIONS.items()):
        shown = [
            models.pop(name) | {"purpose": purpose} for name, purpose in entries.items() if name in models
        ]
        if shown:
            sections.append({"name": label, "app_label": f"section-{number}", "models": shown})
    rest = [app | {"models": [model for model in app["models"] if model in models.values()]} for app in apps]
    return [*sections, *(app for app in rest if app["models"])]
