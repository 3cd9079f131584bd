"""The columns a round's spreadsheet may have, as data: profile columns, and one for each question."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from surveys.importing.spelling import plain
from surveys.models import Question, Response


class Kind(StrEnum):
    """How a cell of the column is read; `interpretation.py` has one reader for each."""

    AGE = "age"
    CHOICE = "choice"
    CHOICES = "choices"
    COUNTRY = "country"
    DATE = "date"
    IGNORED = "ignored"
    RESPONDENT = "respondent"
    TEXT = "text"
    WHOLE = "whole"


@dataclass(frozen=True)
class Option:
    """One answer of a choice; the empty code stands for “unknown”."""

    code: str
    label: str
    score: int | None = None
    also: tuple = ()


@dataclass(frozen=True)
class Column:
    """`key` is a field of Response or the code of a question; `also` are other headings people give it."""

    key: str
    label: str
    kind: Kind
    also: tuple = ()
    options: tuple = ()
    text: str = ""
    is_question: bool = False
    mandatory: bool = False  # the file must have it
    required: bool = False  # each row must fill it

    @property
    def identity(self):
        """A question may have the code of a profile field; this tells them apart."""
        return self.is_question, self.key

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
    def scores(self):
        return {option.score: option for option in self.options if option.score is not None}

    @property
    def is_scored(self):
        return bool(self.scores)


NOT_KNOWN = Option(
    "", "", also=("-", "--", "–", "—", "n/a", "na", "tidak tahu", "belum tahu", "tidak diketahui")
)


def _options(choices, **also):
    known = [Option(code, str(label), also=also.get(code.replace("-", "_"), ())) for code, label in choices]
    return (*known, NOT_KNOWN)


RESPONDENT = Column(
    "respondent",
    _("Nomor responden"),
    Kind.RESPONDENT,
    also=("respondent", "responden", "no responden", "id responden", "kode responden", "nomor kuesioner")
    + ("respondent id", "respondent number", "no resp", "id"),
)
# Excel people number their rows; the next file starts at 1 again, so that number names nobody.
RUNNING_NUMBER = Column(
    "running_number", _("Nomor urut"), Kind.IGNORED, also=("no", "nomor", "no urut", "number")
)
RESPONDED_ON = Column(
    "responded_on",
    _("Tanggal wawancara"),
    Kind.DATE,
    also=("tanggal", "tgl", "tgl wawancara", "tanggal survei", "tanggal survey", "tgl survei", "tgl survey")
    + (
        "tanggal pengisian",
        "tanggal isi",
        "responded on",
        "date",
        "interview date",
        "timestamp",
        "cap waktu",
    ),
)
REGION = Column(
    "region",
    _("Wilayah"),
    Kind.CHOICE,
    also=("region", "wilayah kantong", "kantong", "kantong pmi", "kabupaten", "kabupaten kota", "kab kota")
    + ("daerah", "kab", "kota", "asal", "kabupaten kota asal", "kabupaten asal", "wilayah kerja"),
)
PROFILE = (
    Column(
        "respondent_kind",
        _("Jenis responden"),
        Kind.CHOICE,
        also=("respondent kind", "status responden", "status", "responden sebagai", "kelompok responden"),
        options=_options(
            Response.RespondentKind.choices,
            cpmi=("calon pekerja migran", "calon pekerja migran indonesia", "ctki"),
            pmi_active=("pmi", "aktif", "pekerja migran", "pekerja migran indonesia", "tki"),
            pmi_leave=("cuti",),
            pmi_returned=("purna", "mantan pmi", "eks pmi", "purna tki"),
            family=("keluarga", "keluarga tki", "ahli waris"),
        ),
    ),
    Column(
        "sex",
        _("Jenis kelamin"),
        Kind.CHOICE,
        also=("jk", "kelamin", "sex", "gender", "l p"),
        options=_options(
            Response.Sex.choices,
            P=("pr", "wanita", "female", "f", "2"),
            L=("lk", "laki", "pria", "male", "m", "1"),
        ),
    ),
    Column(
        "age_band",
        _("Kelompok usia"),
        Kind.AGE,
        also=("usia", "umur", "kelompok umur", "rentang usia", "age", "age band"),
        options=(
            *(
                Option(code, label, also=(f"{code[:2]} s d {code[3:]}", f"{code[:2]} sampai {code[3:]}"))
                for code, label in Response.AgeBand.choices
                if "-" in code
            ),
            Option(
                "55+", "55+", also=("55 ke atas", "55 tahun ke atas", ">=55", "≥55", "lebih dari 55", "> 55")
            ),
            NOT_KNOWN,
        ),
    ),
    Column(
        "destination",
        _("Negara tujuan"),
        Kind.COUNTRY,
        also=("negara", "negara penempatan", "tujuan", "negara tujuan penempatan", "destination", "country"),
    ),
)

KIND_OF_QUESTION = {
    Question.Kind.SCALE: Kind.CHOICE,
    Question.Kind.SINGLE: Kind.CHOICE,
    Question.Kind.MULTIPLE: Kind.CHOICES,
    Question.Kind.INTEGER: Kind.WHOLE,
    Question.Kind.TEXT: Kind.TEXT,
}


def question_column(question):
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
    )


def question_columns(version):
    """One Column for each question of the version, in its order; two queries."""
    return tuple(question_column(question) for question in version.questions.prefetch_related("choices"))
