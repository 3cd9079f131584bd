"""Lists of rounds, questionnaires and imports."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn
from surveys.models import ImportBatch, QuestionnaireVersion, SurveyRound

NOWRAP = {"td": {"class": "text-nowrap"}}


class RoundTable(ListTable):
    title = CellColumn("surveys/cells/round.html", verbose_name=_("Putaran"), attrs=WIDE)
    starts_on = CellColumn("surveys/cells/period.html", verbose_name=_("Masa"))
    regions = CellColumn("surveys/cells/regions.html", verbose_name=_("Wilayah"), attrs=WIDE, orderable=False)
    sampling_method = django_tables2.Column(verbose_name=_("Cara memilih responden"))
    response_count = NumberColumn(verbose_name=_("Jawaban"))

    class Meta(ListTable.Meta):
        model = SurveyRound
        fields = ["title", "starts_on", "regions", "sampling_method", "response_count"]
        empty_text = _("Tidak ada putaran yang cocok. Ubah saringan, atau buat putaran baru.")


class QuestionnaireTable(ListTable):
    questionnaire = CellColumn("surveys/cells/questionnaire.html", verbose_name=_("Kuesioner"), attrs=WIDE)
    number = NumberColumn(verbose_name=_("Versi"))
    question_count = NumberColumn(verbose_name=_("Pertanyaan"))
    round_count = NumberColumn(verbose_name=_("Putaran"))

    class Meta(ListTable.Meta):
        model = QuestionnaireVersion
        fields = ["questionnaire", "number", "question_count", "round_count"]
        empty_text = _("Belum ada kuesioner. Muat data acuan, atau tambahkan di layar admin.")


class ImportTable(ListTable):
    original_name = CellColumn("surveys/cells/import.html", verbose_name=_("Berkas"), attrs=WIDE)
    round = django_tables2.Column(verbose_name=_("Putaran"), order_by=("round__title", "pk"))
    state = CellColumn("surveys/cells/import_state.html", verbose_name=_("Keadaan"))
    written = NumberColumn(verbose_name=_("Jawaban tersimpan"))
    uploaded_at = CellColumn("surveys/cells/uploaded_at.html", verbose_name=_("Diunggah"), attrs=NOWRAP)
    uploaded_by = django_tables2.Column(
        verbose_name=_("Oleh"), order_by=("uploaded_by__full_name", "pk"), attrs=NOWRAP
    )

    class Meta(ListTable.Meta):
        model = ImportBatch
        fields = ["original_name", "round", "state", "written", "uploaded_at", "uploaded_by"]
        empty_text = _("Belum ada impor yang cocok. Unggah berkas survei untuk memulai.")
