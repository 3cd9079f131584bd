"""The columns of an old list, as data. What each row is asked for counts as a question of its table."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, ComplaintCategory, OutreachActivity, OutreachTopic
from surveys.importing import kinds
from surveys.importing.columns import (
    DISTRICT,
    REGION,
    RESPONDED_ON,
    RESPONDENT,
    RUNNING_NUMBER,
    Column,
    Option,
)
from surveys.importing.spelling import in_each_language, table

Status = Complaint.Status
# As which an old list may tell a complaint; the others need steps that nobody took here.
STATUSES = (
    *(Status.RECEIVED, Status.VERIFIED, Status.REFERRED, Status.HANDLED, Status.ANSWERED, Status.DONE),
    *(Status.CLOSED, Status.OUTSIDE, Status.ARCHIVED),
)
PLACE = replace(REGION, mandatory=False), DISTRICT


def columns_of_complaints():
    """Those of a list of complaints: number, day, place, and what is asked of each."""
    return (
        _number(
            _("Nomor pengaduan"), ("nomor pengaduan", "no pengaduan", "nomor registrasi", "no registrasi")
        ),
        RUNNING_NUMBER,
        *PLACE,
        _day(
            _("Tanggal diterima"),
            ("tanggal diterima", "tanggal terima", "tanggal pengaduan", "tgl pengaduan"),
        ),
        _asked(
            "category",
            _("Kategori"),
            kinds.ANSWER,
            ("jenis pengaduan", "jenis masalah", "jenis kasus", "kasus", "masalah", "kategori pengaduan"),
            tuple(Option(each.code, each.name) for each in ComplaintCategory.objects.active()),
            required=True,
        ),
        _asked(
            "text",
            _("Uraian"),
            kinds.TEXT,
            ("isi pengaduan", "uraian pengaduan", "pengaduan", "kronologi", "permasalahan"),
            required=True,
        ),
        _asked(
            "status",
            _("Status"),
            kinds.ANSWER,
            ("status pengaduan", "keterangan status"),
            _options([each for each in Status.choices if each[0] in STATUSES], "complaint_statuses"),
            required=True,
        ),
        _asked("ended_on", _("Tanggal selesai"), kinds.DATE, ("tanggal penyelesaian", "tanggal dijawab")),
        _asked("outcome", _("Hasil penanganan"), kinds.TEXT, ("tindak lanjut", "penyelesaian", "hasil")),
        *_who_and_how(),
    )


def _who_and_how():
    """What an old list may tell beside: by what way it came, who told it, whom it is about."""
    return (
        _asked(
            "channel",
            _("Saluran"),
            kinds.ANSWER,
            ("media", "cara lapor"),
            _options(Complaint.Channel.choices, "complaint_channels"),
        ),
        _asked(
            "reporter",
            _("Pelapor"),
            kinds.ANSWER,
            ("yang melapor", "status pelapor"),
            _options(Complaint.Reporter.choices, "complaint_reporters"),
        ),
        _asked(
            "person_sex",
            _("Jenis kelamin"),
            kinds.ANSWER,
            ("jk", "l p"),
            _options(Complaint.Sex.choices, "complaint_sexes"),
        ),
        _asked(
            "person_stage",
            _("Tahap"),
            kinds.ANSWER,
            ("tahap migrasi", "tahapan"),
            _options(Complaint.Stage.choices, "complaint_reporters"),
        ),
        _asked("destination", _("Negara tujuan"), kinds.COUNTRY, ("negara", "negara penempatan")),
        _asked("people", _("Jumlah orang"), kinds.WHOLE, ("jumlah orang yang terdampak", "jumlah korban")),
    )


def columns_of_activities():
    """Those of a list of outreach activities that took place."""
    return (
        _number(_("Nomor kegiatan"), ("nomor kegiatan", "no kegiatan")),
        RUNNING_NUMBER,
        *PLACE,
        _day(_("Tanggal pelaksanaan"), ("tanggal kegiatan", "tgl kegiatan", "tanggal sosialisasi")),
        _asked(
            "title", _("Judul"), kinds.TEXT, ("nama kegiatan", "kegiatan", "judul kegiatan"), required=True
        ),
        _asked(
            "channel",
            _("Cara penyampaian"),
            kinds.ANSWER,
            ("bentuk kegiatan", "metode"),
            _options(OutreachActivity.Channel.choices, "activity_channels"),
            required=True,
        ),
        _asked("village", _("Desa/kelurahan"), kinds.TEXT, ("desa", "kelurahan", "tempat", "lokasi")),
        _asked("women", _("Peserta perempuan"), kinds.WHOLE, ("perempuan", "jumlah perempuan")),
        _asked("men", _("Peserta laki-laki"), kinds.WHOLE, ("laki laki", "jumlah laki laki")),
        _asked(
            "topics",
            _("Materi yang disampaikan"),
            kinds.SEVERAL,
            ("materi",),
            tuple(Option(each.code, each.name) for each in OutreachTopic.objects.active()),
        ),
        _asked("speakers", _("Narasumber"), kinds.TEXT, ("pembicara",)),
        _asked("note", _("Catatan"), kinds.TEXT, ("keterangan",)),
    )


def _number(label, also):
    """The number by which the list tells its rows apart, where it has one: it is the identity of a row."""
    return replace(RESPONDENT, label=label, also=(*also, "nomor lama", "kode"))


def _day(label, also):
    return replace(
        RESPONDED_ON, label=label, also=(*also, "tanggal", "tgl", "date"), instead=(), mandatory=True
    )


def _asked(key, label, kind, also, options=(), *, required=False):
    said = {"is_question": True, "mandatory": required, "required": required}
    return Column(key, label, kind, also=also, options=tuple(options), **said)


def _options(choices, spellings):
    """An Option for each choice, by its words in either language and those of old lists."""
    known = table(spellings)
    return tuple(
        Option(code, str(label), also=(*in_each_language(label), *known.get(code, ())))
        for code, label in choices
    )
