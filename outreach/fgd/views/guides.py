"""Pages of discussion guides and their versions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _

from outreach.fgd.actions.guides import copy_guide, create_guide, edit_guide
from outreach.fgd.filters import GuideFilters
from outreach.fgd.forms.guides import GuideForm, question_rows
from outreach.fgd.rules import guides as rules
from outreach.fgd.tables import GuideTable
from outreach.models import DiscussionGuide, FgdSession
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.rows import RowsPage
from pmi_portal.lists.pages import list_page

SHOWN_SESSIONS = 20


@requires(Permission.SESSIONS_VIEW)
def guide_list(request):
    return list_page(
        request,
        "outreach/fgd/guide_list.html",
        DiscussionGuide.objects.for_list(),
        GuideTable,
        GuideFilters,
        name="panduan",
        may_edit=request.user.holds_somewhere(Permission.SESSIONS_EDIT),
    )


@requires(Permission.SESSIONS_VIEW)
def guide_detail(request, pk):
    guide = get_object_or_404(DiscussionGuide.objects.for_list(), pk=pk)
    versions = DiscussionGuide.objects.filter(title=guide.title).for_list()
    sessions = FgdSession.objects.visible_to(request.user).filter(guide=guide).for_list()
    context = {
        "guide": guide,
        "versions": versions,
        "sessions": sessions[:SHOWN_SESSIONS],
        "may_edit": request.user.holds_somewhere(Permission.SESSIONS_EDIT),
        "why_not_edit": rules.why_not_edit(session_count=guide.session_count),
        "why_not_copy": rules.why_not_copy(guide, newest=max(one.number for one in versions)),
    }
    return render(request, "outreach/fgd/guide_detail.html", context)


@requires(Permission.SESSIONS_EDIT)
def guide_create(request):
    form, page = _forms(request, DiscussionGuide())
    guide = form.instance
    about = {"guide": guide, "leads_to": guide, "by": request.user}
    if page.is_valid() and (url := taken_once(page, create_guide, questions=page.formset.ordered, **about)):
        messages.success(request, _("Panduan “%(title)s” dicatat.") % {"title": guide})
        return redirect(url)
    context = {"form": form, "page": page}
    return render(request, "outreach/fgd/guide_create.html", context, status=status_of(page))


@requires(Permission.SESSIONS_EDIT)
def guide_edit(request, pk):
    guide = get_object_or_404(DiscussionGuide.objects.for_list(), pk=pk)
    form, page = _forms(request, guide)
    rows = page.formset
    if page.is_valid():
        about = {"guide": guide, "questions": rows.ordered, "gone": rows.gone, "leads_to": guide}
        if url := taken_once(page, edit_guide, **about, by=request.user):
            messages.success(request, _("Perubahan panduan disimpan."))
            tell_merged(request, form)
            return redirect(url)
    why_not = rules.why_not_edit(session_count=guide.session_count)
    context = {"form": form, "page": page, "guide": guide, "why_not": why_not}
    return render(request, "outreach/fgd/guide_edit.html", context, status=status_of(page))


@requires(Permission.SESSIONS_EDIT)
def guide_copy(request, pk):
    guide, form = get_object_or_404(DiscussionGuide, pk=pk), AskingForm(posted(request))
    if not form.is_valid():
        context = {"guide": guide, "form": form}
        return render(request, "outreach/fgd/guide_copy.html", context, status=status_of(form))
    url = taken_once(form, copy_guide, guide=guide, by=request.user)
    if url is None:
        messages.error(request, " ".join(form.non_field_errors()))
        return redirect(guide)
    copy = DiscussionGuide.objects.get(pk=resolve(url).kwargs["pk"])
    messages.success(request, _("%(guide)s dibuat. Ubah pertanyaannya.") % {"guide": copy})
    return redirect("guide_edit", copy.pk)


def _forms(request, guide):
    """The form of the guide, and the same together with that of its questions."""
    form = GuideForm(posted(request), instance=guide)
    return form, RowsPage(question_rows(posted(request), instance=guide), form)
