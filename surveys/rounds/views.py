"""Survey rounds: list, detail, create, edit, and the spreadsheet template of each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.files.sheets import xlsx_download
from pmi_portal.lists.pages import list_page
from surveys.importing.free_numbers import free_numbers
from surveys.importing.templates import template_sheets
from surveys.importing.terms import terms_of
from surveys.models import ImportBatch, SurveyRound
from surveys.rounds import actions, rules
from surveys.rounds.filters import RoundFilter
from surveys.rounds.forms import RoundForm
from surveys.rounds.respondent_counts import respondents_by_region_and_month
from surveys.rounds.steps import ROUND_STEPS, Case
from surveys.rounds.tables import RoundTable

IMPORTS_SHOWN = 10


@requires(Permission.ROUNDS_VIEW)
def round_list(request):
    return list_page(
        request,
        "surveys/rounds/round_list.html",
        SurveyRound.objects.visible_to(request.user).for_list(request.user),
        RoundTable,
        RoundFilter,
        name="survei",
        may_edit=request.user.holds_somewhere(Permission.ROUNDS_EDIT),
    )


@requires(Permission.ROUNDS_VIEW)
def round_detail(request, code):
    user = request.user
    survey_round = get_object_or_404(SurveyRound.objects.visible_to(user).for_list(user), code=code)
    may_import = _holds(SurveyRound.objects.importable_by(user), survey_round)
    case = Case(survey_round, user)
    context = {
        "round": survey_round,
        "respondents": respondents_by_region_and_month(survey_round, user=user),
        "imports": _newest_imports(survey_round, user) if may_import else None,
        "report_url": _url_if_there("round_report", survey_round.code),
        "may_import": may_import,
        "may_see_responses": user.holds_somewhere(Permission.RESPONSES_VIEW),
        "may_edit": case.may_arrange and not rules.why_not_edit(survey_round),
        "steps": ROUND_STEPS.open_to(case),
        "state_steps": list(survey_round.state_steps()),
    }
    return render(request, "surveys/rounds/round_detail.html", context)


@requires(Permission.ROUNDS_VIEW)
def round_template(request, code):
    survey_round = get_object_or_404(SurveyRound.objects.visible_to(request.user), code=code)
    terms = terms_of(survey_round, by=request.user)
    sheets = template_sheets(terms, free_numbers(survey_round, by=request.user))
    return xlsx_download(f"templat-{survey_round.code}.xlsx", sheets)


@requires(Permission.ROUNDS_EDIT)
def round_create(request):
    words = {
        "heading": _("Buat putaran survei"),
        "verb": _("Buat putaran"),
        "back_url": reverse("round_list"),
        "done": _("Putaran survei dibuat: %(title)s."),
    }
    return _edited(request, SurveyRound(), actions.create_round, words)


@requires(Permission.ROUNDS_EDIT)
def round_edit(request, code):
    survey_round = get_object_or_404(SurveyRound.objects.editable_by(request.user), code=code)
    words = {
        "heading": _("Ubah %(title)s") % {"title": survey_round.title},
        "verb": _("Simpan perubahan"),
        "back_url": survey_round.get_absolute_url(),
        "done": _("Perubahan disimpan: %(title)s."),
    }
    return _edited(request, survey_round, actions.change_round, words)


def _edited(request, survey_round, save, words):
    why_not = survey_round.pk and rules.why_not_edit(survey_round)
    form = RoundForm(posted(request), instance=survey_round, user=request.user)
    if not why_not and form.is_valid():
        about = {"survey_round": form.instance, "regions": form.cleaned_data["regions"]}
        if url := taken_once(form, save, **about, by=request.user):
            tell_merged(request, form)
            messages.success(request, words["done"] % {"title": form.instance.title})
            return redirect(url)
    status = 409 if why_not and request.method == "POST" else status_of(form)
    context = {"form": form, "why_not": why_not, **words}
    return render(request, "surveys/rounds/round_form.html", context, status=status)


def _holds(rounds, survey_round):
    return rounds.filter(pk=survey_round.pk).exists()


def _newest_imports(survey_round, user):
    return ImportBatch.objects.visible_to(user).filter(round=survey_round).for_list()[:IMPORTS_SHOWN]


def _url_if_there(name, *args):
    """The address of a page of a higher floor, if that floor hung such a door."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
