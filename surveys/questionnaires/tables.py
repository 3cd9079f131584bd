"""The list of questionnaires."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn
from surveys.models import QuestionnaireVersion


class QuestionnaireTable(ListTable):
    questionnaire = CellColumn(
        "surveys/questionnaires/cells/questionnaire.html",
        verbose_name=pgettext_lazy("satu", "Kuesioner"),
        attrs=WIDE,
    )
    number = NumberColumn(verbose_name=_("Versi"))
    question_count = NumberColumn(verbose_name=_("Pertanyaan"))
    round_count = NumberColumn(verbose_name=_("Putaran"))

    class Meta(ListTable.Meta):
        model = QuestionnaireVersion
        fields = ["questionnaire", "number", "question_count", "round_count"]
        empty_text = _("Belum ada kuesioner. Minta administrator menambahkannya.")
