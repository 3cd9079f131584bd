"""The documents of a session."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from outreach.fgd.rules import sittings
from outreach.ground.rules import today_at
from outreach.models import FgdSession
from outreach.papers.actions.documents import note_download
from outreach.papers.answers import download, failed
from outreach.papers.documents.files import FILES, download_name
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.paper.pdf import TypesettingFailed


@requires(Permission.SESSIONS_VIEW)
def session_document(request, pk, name):
    """A document made from the record as it stands; that it was taken out is noted.

    Answers 409 with the reason for a document of what happened, asked for before the day.
    """
    session = get_object_or_404(FgdSession.objects.visible_to(request.user).with_place(), pk=pk)
    if name not in FILES:
        raise Http404
    why_not = FILES[name].afterwards and sittings.why_not_document(session, today_at(session))
    if why_not:
        context = {"session": session, "title": FILES[name].title, "why_not": why_not}
        return render(request, "outreach/fgd/session_document.html", context, status=409)
    try:
        content = FILES[name].written(session, request.user)
    except TypesettingFailed as failure:
        return failed(request, failure, redirect(session))
    note_download(session=session, name=name, by=request.user)
    return download(content, FILES[name].content_type, download_name(session, name))
