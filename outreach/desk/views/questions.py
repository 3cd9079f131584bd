"""Who was not heard, who contradicts whom, who owes what, and where a word stands."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from outreach.desk.filters import ContradictionForm, HearingForm
from outreach.desk.questions.contradictions import contradictions, tell
from outreach.desk.questions.dues import dues
from outreach.desk.questions.hearing import hearings
from outreach.desk.questions.search import search
from outreach.models import FollowUp, GroupVoice, Referral
from pmi_portal.accounts.access import Access, requires
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Institution

CONTRADICTIONS_SHOWN, WORDS_EACH, LONGEST_SEARCH = 12, 2, 100


@requires(Permission.SESSIONS_VIEW)
def hearing_list(request):
    form = HearingForm(request.GET, user=request.user)
    found = hearings(form.regions(), today=timezone.localdate())
    context = {
        "filter": {"form": form},
        "hearings": [one for one in found if form.lists(one)],
        "total": len(found),
        "never": sum(one.last_on is None for one in found),
        "silent": sum(one.is_silent for one in found),
    }
    return render(request, "outreach/desk/hearing_list.html", context)


@requires(Permission.SESSIONS_VIEW)
def contradiction_list(request):
    form = ContradictionForm(request.GET or None, user=request.user)
    voices = form.narrowed(GroupVoice.objects.visible_to(request.user))
    found = contradictions(voices)
    shown = found[:CONTRADICTIONS_SHOWN]
    tell(shown, voices, each=WORDS_EACH)
    context = {"filter": {"form": form}, "shown": shown, "total": len(found), "year": form.year}
    return render(request, "outreach/desk/contradiction_list.html", context)


@requires(Permission.FOLLOW_UPS_VIEW)
def due_list(request):
    user = request.user
    found = dues(
        follow_ups=FollowUp.objects.visible_to(user),
        referrals=Referral.objects.visible_to(user),
    )
    return render(
        request, "outreach/desk/due_list.html", {"dues": found, "late": sum(due.late for due in found)}
    )


@requires(Permission.FOLLOW_UPS_VIEW)
def due_detail(request, pk):
    user = request.user
    seen = Institution.objects.visible_to(user).visible_to(user, Permission.FOLLOW_UPS_VIEW)
    institution = get_object_or_404(seen.for_list(), pk=pk)
    follow_ups = FollowUp.objects.visible_to(user).open().filter(institution=institution)
    referrals = Referral.objects.visible_to(user).open().filter(institution=institution)
    owed = dues(follow_ups=follow_ups, referrals=referrals)
    homes = ("complaint__region", "complaint__district", "complaint__handled_in")
    context = {
        "institution": institution,
        "name": institution.named_since(owed[0].oldest) if owed else institution.name,
        "follow_ups": follow_ups.for_list().prefetch_related("raised_by__former_names"),
        "referrals": referrals.select_related(*homes).order_by("sent_at"),
    }
    return render(request, "outreach/desk/due_detail.html", context)


@requires(Access.SIGNED_IN)
def search_all(request):
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    sections = search(text, request.user)
    return render(request, "outreach/desk/search.html", {"text": text, "sections": sections})
