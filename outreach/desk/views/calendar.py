"""The calendar of sessions and activities, and its addresses for calendar programs."""

from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outreach.desk.actions import create_feed, withdraw_feed
from outreach.desk.agenda import entries_of, month_before, next_month, weeks_of
from outreach.desk.feeds import calendar_file
from outreach.desk.forms import CalendarChoices, FeedForm
from outreach.models import CalendarFeed
from pmi_portal.accounts.access import public, requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from pmi_portal.editing.forms import posted


@requires(Permission.SESSIONS_VIEW)
def calendar(request):
    return render(request, "outreach/desk/calendar.html", _page(request, FeedForm(user=request.user)))


def _page(request, feed_form):
    choices = CalendarChoices(request.GET, user=request.user)
    month, region = choices.month, choices.chosen_region
    entries = entries_of(request.user, region, month)
    return {
        "choices": choices,
        "month": month,
        "this_month_url": _url(timezone.localdate(), region),
        "before": {"month": month_before(month), "url": _url(month_before(month), region)},
        "after": {"month": next_month(month), "url": _url(next_month(month), region)},
        "weeks": [[(day, entries.get(day, ())) for day in week] for week in weeks_of(month)],
        "is_empty": not entries,
        "today": timezone.localdate(),
        "feeds": request.user.calendar_feeds.select_related("region"),
        "feed_form": feed_form,
    }


def _url(month, region):
    query = {"bulan": f"{month:%Y-%m}"} | ({"region": region.code} if region else {})
    return f"{reverse('calendar')}?{urlencode(query)}"


@requires(Permission.SESSIONS_VIEW)
@require_POST
def calendar_feed_create(request):
    """Shows the new address in this answer and nowhere else: only its digest is kept."""
    form = FeedForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "outreach/desk/calendar.html", _page(request, form), status=422)
    region = form.cleaned_data["region"]
    try:
        token = create_feed(region=region, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "outreach/desk/calendar.html", _page(request, form), status=422)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "outreach/desk/calendar_feed_created.html", {"address": address, "region": region})


@requires(Permission.SESSIONS_VIEW)
def calendar_feed_withdraw(request, pk):
    feed = get_object_or_404(request.user.calendar_feeds.select_related("region"), pk=pk)
    form, about = AskingForm(posted(request)), {"feed": feed, "leads_to": reverse("calendar")}
    if form.is_valid() and (url := taken_once(form, withdraw_feed, **about, by=request.user)):
        messages.success(
            request, _("Alamat kalender dicabut. Aplikasi kalender tidak dapat membacanya lagi.")
        )
        return redirect(url)
    return render(request, "outreach/desk/calendar_feed_withdraw.html", {"feed": feed, "form": form})


@public
@require_safe
def calendar_feed(request, token):
    """Read by calendar programs, which cannot sign in: the token opens it, to what its person may see now."""
    feed = CalendarFeed.objects.opened_by(token).first()
    if feed is None or feed.user.lacks_second_factor:
        raise Http404
    content = calendar_file(feed.user, feed.region, absolute=request.build_absolute_uri)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="portal-pmi.ics"'
    response["Cache-Control"] = "no-cache, private"
    response["ETag"] = etag = f'"{sha256(content).hexdigest()}"'
    return get_conditional_response(request, etag=etag, response=response)
