"""Pages of single responses: the list, one response, its correction, and steps with many at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.lists.filters import chips
from pmi_portal.lists.pages import list_page
from pmi_portal.words.formats import show_number
from surveys.models import ImportBatch, Response
from surveys.responses import rules
from surveys.responses.actions import correct_response, mark_responses
from surveys.responses.facts import Case
from surveys.responses.filters import ResponseFilter
from surveys.responses.forms import MarkForm, ResponseForm
from surveys.responses.origins import cells_of, origins_of
from surveys.responses.steps import RESPONSE_STEPS
from surveys.responses.tables import ResponseTable
from surveys.responses.timeline import response_timeline, versions_of
from surveys.responses.words import Wording, profile

MOST_TICKED, MOST_AT_ONCE = 100, 5000


@requires(Permission.RESPONSES_VIEW)
def response_list(request):
    return list_page(
        request,
        "surveys/responses/response_list.html",
        Response.objects.visible_to(request.user).order_by("-pk"),
        ResponseTable,
        ResponseFilter,
        name="jawaban",
        is_long=True,
        may_edit=request.user.holds_somewhere(Permission.RESPONSES_EDIT),
    )


@requires(Permission.RESPONSES_VIEW)
def response_detail(request, pk):
    response = _response(Response.objects.visible_to(request.user), pk)
    wording = Wording(response.round.version)
    steps = RESPONSE_STEPS.open_to(Case(response, request.user))
    versions = versions_of(response)
    timeline, cells = response_timeline(versions, wording), cells_of(origins_of(versions)[-1], response.batch)
    may_edit = request.user.holds(Permission.RESPONSES_EDIT, response.region_id)
    context = {
        "response": response,
        "profile": profile(response, cells),
        "answers": list(wording.answers(response, cells)),
        "timeline": timeline,
        "seen_batches": _seen_batches(timeline, request.user),
        "steps": steps,
        "may_correct": may_edit and not rules.why_not_correct(response),
        "why_not_touch": may_edit and rules.why_not_touch(response.round),
    }
    return render(request, "surveys/responses/response_detail.html", context)


@requires(Permission.RESPONSES_EDIT)
def response_edit(request, pk):
    response = _response(Response.objects.editable_by(request.user), pk)
    why_not = rules.why_not_correct(response)
    questions = Wording(response.round.version).questions
    form = ResponseForm(posted(request), instance=response, questions=questions)
    if not why_not and form.is_valid():
        about = {"response": form.corrected, "reason": form.cleaned_data["reason"], "by": request.user}
        if url := taken_once(form, correct_response, **about):
            messages.success(request, _("Koreksi disimpan."))
            tell_merged(request, form)
            return redirect(url)
    status = 409 if why_not and request.method == "POST" else status_of(form)
    context = {"form": form, "response": response, "why_not": why_not}
    return render(request, "surveys/responses/response_edit.html", context, status=status)


@requires(Permission.RESPONSES_EDIT)
def response_mark(request):
    """Tick responses of the list as it was narrowed, or take all it finds, and take one step with them."""
    kept = Response.objects.editable_by(request.user).exclude(state=Response.State.WITHDRAWN)
    filters = ResponseFilter(request.GET, kept.order_by("-pk"), request=request)
    matching = list(filters.qs.only("revision", "round", "state")[: MOST_AT_ONCE + 1])
    is_cut = len(matching) > MOST_AT_ONCE
    listed = kept.for_list().filter(pk__in=[one.pk for one in matching[:MOST_TICKED]])
    form = MarkForm(posted(request), listed=listed, matching=matching[:MOST_AT_ONCE])
    if form.is_valid():
        step = {"responses": form.chosen, "change": form.cleaned_data["change"]}
        goal = f"{reverse('response_list')}?{request.GET.urlencode()}"
        step |= {"reason": form.cleaned_data["reason"], "leads_to": goal, "by": request.user}
        if url := taken_once(form, mark_responses, **step):
            messages.success(request, _marked(form))
            return redirect(url)
    context = {"form": form, "filter": filters, "chips": chips(request, filters), "is_cut": is_cut}
    context |= {"most": MOST_TICKED, "most_at_once": MOST_AT_ONCE, "found": len(matching)}
    return render(request, "surveys/responses/response_mark.html", context, status=status_of(form))


def _marked(form):
    n = form.made or 0
    told = ngettext("%(n)s jawaban diubah statusnya.", "%(n)s jawaban diubah statusnya.", n)
    already = len(form.chosen) - n
    if form.made is None or not already:
        return told % {"n": show_number(n)}
    rest = _("%(n)s lainnya sudah begitu sebelumnya.") % {"n": show_number(already)}
    return f"{told % {'n': show_number(n)}} {rest}"


def _response(responses, pk):
    related = ("round__version__questionnaire", "region", "district__region", "batch__committed_by")
    return get_object_or_404(responses.select_related(*related), pk=pk)


def _seen_batches(timeline, user):
    """Keys of the imports of a history whose pages this person may open."""
    batches = {entry.batch.pk for entry in timeline if entry.batch}
    return set(ImportBatch.objects.visible_to(user).filter(pk__in=batches).values_list("pk", flat=True))
