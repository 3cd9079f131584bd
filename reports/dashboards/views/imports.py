"""What a saved file changed in the index of its round."""

import structlog
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.dashboards.views.rounds import reader_of
from reports.indicators import import_effect as effect
from reports.results.presenting import presentable
from reports.results.questions import Question, today_of_figures
from reports.saying.definitions import definition_of
from reports.saying.import_effect import say_import_effect, sentences_of
from stakeholders.models import Region
from surveys.models import ImportBatch

log = structlog.get_logger(__name__)


@requires(Permission.IMPORTS_RUN)
def import_effect(request, pk):
    batches = ImportBatch.objects.visible_to(request.user).with_effect().select_related("round")
    batch = get_object_or_404(batches, pk=pk)
    try:
        shown = _shown(request, batch)
    except effect.TalliesDisagreeError as failure:
        log.exception("tallies_disagree", batch=batch.pk, reason=str(failure))
        messages.error(request, _("Isi putaran ini sedang diubah. Buka lagi sebentar lagi."))
        return redirect(batch)
    context = {
        "batch": batch,
        "sentences": sentences_of(shown),
        "figure": say_import_effect(shown, survey_round=batch.round),
        "definition": definition_of(shown.indicator),
    }
    return render(request, "reports/import_effect.html", context)


def _shown(request, batch):
    """What this person may see of it; what is of no region stands last."""
    question = Question(effect.INDICATOR.code, period=None, cut="")
    regions = [*Region.objects.all(), None]
    result = effect.compute(question, regions=regions, today=today_of_figures(), batch=batch)
    return presentable(result, reader_of(request, batch.round))
