"""The columns a round's spreadsheet may have, as data: profile columns, and one for each question."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from surveys.importing import kinds
from surveys.importing.spelling import plain, table
from surveys.models import Question, Response


@dataclass(frozen=True)
class Option:
    """One answer of a choice.

    `provinces` are Kemendagri codes of those a place lies in, `part_of` is the code of the region of a
    district that never was in another one.
    """

    code: str
    label: str
    score: int | None = None
    also: tuple = ()
    provinces: tuple = ()
    part_of: str = ""


@dataclass(frozen=True)
class Column:
    """`key` is a field of Response or the code of a question; `also` are other headings people give it.

    `within` are the first and the last day that a date may have, if anything speaks for them.
    """

    key: str
    label: str
    kind: object
    also: tuple = ()
    options: tuple = ()
    text: str = ""
    is_question: bool = False
    mandatory: bool = False  # the file must have it
    required: bool = False  # each row must fill it
    within: tuple = ()
    missing: tuple = ()  # (code, reason) of what the questionnaire says means no answer
    instead: tuple = ()  # headings of what a device notes, taken where the file has no better column
    # Told by some files, asked of none: no template has it, and a heading that any other column claims is not
    # its own. A question that bears its name stays a question.
    is_extra: bool = False

    @property
    def identity(self):
        """A question may have the code of a profile field; this tells them apart."""
        return self.is_question, self.key

    @property
    def name(self):
        """The same as one word, for forms and for what is kept of an officer's decisions."""
        return f"{'q' if self.is_question else 'p'}:{self.key}"

    @cached_property
    def spellings(self):
        """Option by plain spelling; a spelling that two options share belongs to neither."""
        found, shared = {}, set()
        for option in self.options:
            for spelling in {plain(each) for each in (option.code, option.label, *option.also) if each}:
                if found.setdefault(spelling, option) is not option:
                    shared.add(spelling)
        return {spelling: option for spelling, option in found.items() if spelling not in shared}

    @cached_property
    def squeezed_spellings(self):
        """The same without blanks; of two that become equal neither."""
        found, shared = {}, set()
        for spelling, option in self.spellings.items():
            if found.setdefault(spelling.replace(" ", ""), option) is not option:
                shared.add(spelling.replace(" ", ""))
        return {spelling: option for spelling, option in found.items() if spelling not in shared}

    @cached_property
    def labels(self):
        """The plain labels of the options: an answer called “tidak tahu” is no mark of a missing one."""
        return {plain(option.label) for option in self.options}

    @cached_property
    def declared_missing(self):
        """{code: reason} of the questionnaire's codes of no answer, but for those that are an answer here."""
        taken = {str(text) for option in self.options for text in (option.code, option.score, *option.also)}
        return {code: reason for code, reason in self.missing if code not in taken}

    @cached_property
    def by_code(self):
        return {option.code: option for option in self.options}

    @cached_property
    def scores(self):
        return {option.score: option for option in self.options if option.score is not None}

    @property
    def is_scored(self):
        return bool(self.scores)


def _options(choices, spellings):
    also = table(spellings)
    return tuple(Option(code, str(label), also=also.get(code, ())) for code, label in choices)


RESPONDENT = Column(
    "respondent",
    _("Nomor responden"),
    kinds.RESPONDENT,
    also=(
        "respondent",
        "responden",
        "no responden",
        "responden no",
        "id responden",
        "kode responden",
        "nomor kuesioner",
    )
    + ("respondent id", "respondent number", "no resp", "id", "no kuesioner"),
)
# Excel people number their rows; the next file starts at 1 again, so that number names nobody.
RUNNING_NUMBER = Column(
    "running_number", _("Nomor urut"), kinds.IGNORED, also=("no", "nomor", "no urut", "number")
)
# What the portal itself writes before the rows of a workbook that holds only those with a problem.
ROW_IN_FILE = Column(
    "row_in_file", _("Baris di berkas"), kinds.IGNORED, also=("baris di berkas", "row in the file")
)
RESPONDED_ON = Column(
    "responded_on",
    _("Tanggal wawancara"),
    kinds.DATE,
    also=("tanggal", "tgl", "tgl wawancara", "tanggal survei", "tanggal survey", "tgl survei", "tgl survey")
    + (
        "tanggal pengisian",
        "tanggal isi",
        "responded on",
        "date",
        "interview date",
        "timestamp",
        "cap waktu",
        "stempel waktu",
        "hari tanggal",
        "tanggal pengisian kuesioner",
    ),
    instead=(
        *("start", "start time", "waktu mulai", "today", "end", "end time", "completion time"),
        *("waktu selesai", "submission time"),
    ),
)
REGION = Column(
    "region",
    _("Wilayah"),
    kinds.PLACE,
    also=(
        "region",
        "asal daerah",
        "daerah asal",
        "wilayah kantong",
        "kantong",
        "kantong pmi",
        "kabupaten",
        "kabupaten kota",
        "kab kota",
    )
    + ("daerah", "kab", "kota", "asal", "kabupaten kota asal", "kabupaten asal", "wilayah kerja")
    + ("kab kota asal",),
)
# Beside a column for the region one for the district in it; alone, such a column is that for the region.
DISTRICT = Column(
    "district",
    _("Kabupaten/kota"),
    kinds.PLACE,
    also=("kabupaten", "kab kota", "kab", "kota", "kabupaten kota asal", "kabupaten asal", "kota asal")
    + ("kab kota asal",),
    is_extra=True,
)
PROFILE = (
    Column(
        "respondent_kind",
        _("Jenis responden"),
        kinds.ANSWER,
        also=(
            "respondent kind",
            "status responden",
            "status pmi",
            "status",
            "responden sebagai",
            "kelompok responden",
            "kategori responden",
        ),
        options=_options(Response.RespondentKind.choices, "respondent_kind"),
    ),
    Column(
        "sex",
        _("Jenis kelamin"),
        kinds.ANSWER,
        also=("jk", "j kelamin", "kelamin", "sex", "gender", "l p", "p l", "jenis kel"),
        options=_options(Response.Sex.choices, "sex"),
    ),
    Column(
        "age_band",
        _("Kelompok usia"),
        kinds.AGE,
        also=("usia", "umur", "kelompok umur", "rentang usia", "age", "age band"),
        options=tuple(Option(code, label) for code, label in Response.AgeBand.choices),
    ),
    Column(
        "destination",
        _("Negara tujuan"),
        kinds.COUNTRY,
        also=("negara", "negara penempatan", "tujuan", "negara tujuan penempatan", "destination", "country")
        + ("tujuan negara", "negara tempat bekerja"),
    ),
)
INTERVIEW_MODE = Column(
    "interview_mode",
    _("Cara wawancara"),
    kinds.ANSWER,
    also=("mode", "mode wawancara", "metode wawancara", "mode survei", "cara pengisian", "cara survei"),
    options=_options(Response.Mode.choices, "interview_modes"),
    is_extra=True,
)
CONSENT = Column(
    "consent",
    _("Persetujuan"),
    kinds.CONSENT,
    also=(
        "persetujuan responden",
        "kesediaan",
        "bersedia",
        "bersedia diwawancara",
        "bersedia diwawancarai",
        "bersedia mengikuti survei",
        "bersedia menjadi responden",
        "bersedia mengisi survei",
        "setuju diwawancara",
        "setuju diwawancarai",
        "informed consent",
        "lembar persetujuan",
    ),
    options=(Option(kinds.GIVEN, _("ya")), Option(kinds.DECLINED, _("tidak"))),
    is_extra=True,
)
PROFILE += (INTERVIEW_MODE, CONSENT)

KIND_OF_QUESTION = {
    Question.Kind.SCALE: kinds.ANSWER,
    Question.Kind.SINGLE: kinds.ANSWER,
    Question.Kind.MULTIPLE: kinds.SEVERAL,
    Question.Kind.INTEGER: kinds.WHOLE,
    Question.Kind.TEXT: kinds.TEXT,
}


def question_column(question, missing=()):
    """The column of a Question whose choices are loaded. A file that lacks an SKM element has no index."""
    return Column(
        question.code,
        question.label,
        KIND_OF_QUESTION[question.kind],
        also=tuple(question.synonyms),
        options=tuple(
            Option(choice.code, choice.label, choice.score, tuple(choice.synonyms))
            for choice in question.choices.all()
        ),
        text=question.text,
        is_question=True,
        mandatory=question.element or question.required,
        required=question.required,
        missing=missing,
    )


def question_columns(version):
    """One Column for each question of the version, in its order; two queries."""
    missing = tuple(sorted(version.missing_codes.items()))
    questions = version.questions.prefetch_related("choices")
    return tuple(question_column(question, missing) for question in questions)
