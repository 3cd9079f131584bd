"""Drafts on the server: each person's own, saved by the page while it is filled in."""

import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pmi_portal.accounts.access import Access, requires
from pmi_portal.accounts.unsent_forms import texts_of
from pmi_portal.drafts.keeping import forget_draft, is_other_kept, keep_draft, unsent_drafts
from pmi_portal.drafts.keys import browser_keys
from pmi_portal.drafts.models import Draft
from pmi_portal.drafts.submissions import was_taken
from pmi_portal.words.cleaning import cleaned, is_clean

MOST_BYTES = 500_000
LONGEST_KEY, LONGEST_NAME = 190, 100


@requires(Access.SIGNED_IN)
@require_POST
def draft_save(request):
    """Takes {"key": ..., "content": {name: [values]}} as JSON; a form taken in meanwhile needs no draft.

    With "over", the moment of the draft that the sender knows of or "", a later one of another device stays:
    409.
    """
    if request.content_type != "application/json":
        return _refusal(_("Draf ini tidak terbaca."), status=400)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES or len(request.body) > MOST_BYTES:
        return _refusal(_("Isian ini terlalu panjang untuk disimpan di portal sebagai draf."), status=413)
    key, name, content, over = _read(request.body)
    if key is None:
        return _refusal(_("Draf ini tidak terbaca."), status=400)
    about = {"key": key, "content": json.dumps(content), "by": request.user}
    if over is not None and is_other_kept(than=over, **about):
        return _refusal(_("Di portal ada draf yang lebih baru dari perangkat lain."), status=409)
    if was_taken(content, request.user):
        return JsonResponse({"saved": False})
    saved_at = keep_draft(name=name, **about)
    return JsonResponse({"saved": True, "at": saved_at.isoformat()})


@requires(Access.SIGNED_IN)
@require_GET
def draft_read(request):
    draft = get_object_or_404(Draft, user=request.user, key=request.GET.get("key", ""))
    return JsonResponse({"content": json.loads(draft.content), "at": draft.saved_at.isoformat()})


@requires(Access.SIGNED_IN)
@require_POST
def draft_discard(request):
    forget_draft(key=request.POST.get("key", ""), by=request.user)
    return redirect("draft_list") if "back" in request.POST else HttpResponse(status=204)


@requires(Access.SIGNED_IN)
@require_GET
def draft_list(request):
    """All that this person typed and did not send, also into forms that are closed to them by now."""
    drafts = unsent_drafts(by=request.user)
    rows = [(draft, draft.key.partition("#")[0], texts_of(json.loads(draft.content))) for draft in drafts]
    return render(request, "drafts/draft_list.html", {"rows": rows})


@requires(Access.SIGNED_IN)
@require_POST
def draft_key(request):
    """The keys of what waits in this person's browsers; the page keeps the private one in its memory only."""
    return JsonResponse(browser_keys(by=request.user))


def _read(body):
    """(key, name, content, over) of a draft as the page sends it; four times None for anything else."""
    nothing = None, None, None, None
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return nothing
    if not isinstance(sent, dict):
        return nothing
    key, content, over = sent.get("key"), sent.get("content"), sent.get("over")
    good = isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and is_clean(key) and _is_content(content)
    name = cleaned(str(sent.get("name", "")))[:LONGEST_NAME]
    return (key, name, content, over) if good else nothing


def _is_content(content):
    return isinstance(content, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values)
        for values in content.values()
    )


def _refusal(reason, *, status):
    return HttpResponse(reason, status=status, content_type="text/plain; charset=utf-8")
