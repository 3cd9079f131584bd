"""What a person types into the forms of outreach, correct unless a test says otherwise."""

from html.parser import HTMLParser

from outreach.fgd.forms.attendance_rows import LineForm
from outreach.models import Participation


def activity_form(region, /, **typed):
    return {
        "title": "Sosialisasi di balai desa",
        "region": region.pk,
        "district": "",
        "village": "Desa Sukamaju",
        "organiser": "",
        "channel": "village",
        "status": "held",
        "held_on": "2024-03-05",
        "women": "12",
        "men": "",
        "note": "",
    } | typed


def event_form(region, /, **typed):
    return {
        "title": "FGD layanan PMI",
        "region": region.pk,
        "district": "",
        "purpose": "Mendengar PMI",
        "source": "",
        "note": "",
    } | typed


def session_form(**typed):
    return {
        "title": "",
        "held_on": "2024-03-05",
        "starts_at": "09:00",
        "ends_at": "11:30",
        "venue": "Balai desa",
        "agenda": "",
        "purpose": "",
        "guide": "",
        "setting": "",
        "others_present": "",
        "recording": "",
        "consent": "",
    } | typed


def fgd_form(region, /, **typed):
    """The joined form of an event and its first session; the fields of the session begin with `sesi-`."""
    return event_form(region) | {f"sesi-{name}": value for name, value in session_form().items()} | typed


def statement_form(group, theme, /, **typed):
    return {
        "group": group.pk,
        "theme": theme.pk,
        "kind": "complaint",
        "text": "Loket tutup siang hari.",
    } | typed


def line(key, *, one=None, present=False, institution="", people=""):
    """One line of the attendance sheet, on a page that showed this participation, or nobody."""
    told = LineForm(None, instance=one or Participation(), group=None, name="", institutions=[])
    sent = {f"{key}-seen": told["seen"].value(), f"{key}-institution": institution, f"{key}-people": people}
    return sent | ({f"{key}-present": "on"} if present else {})


def recorded_line(one, /, **typed):
    """The line of a participation as a page opened now would send it, but for what is typed."""
    key = f"hadir-{one.pk}-{one.group_id}"
    shown = {"institution": one.institution_id, **one.counts}
    shown = {name: "" if value is None else value for name, value in shown.items()}
    sent = {"present": True} | shown | typed
    finer = {f"{key}-{name}": sent.pop(name) for name in LineForm.FOLDED}
    return line(key, one=one, **sent) | finer


def sent_by(response):
    """{name: value}: what a browser sends when the form of this page is submitted untouched."""
    reader = _FormReader()
    reader.feed(response.content.decode())
    return {name: value for name, value in reader.fields.items() if name != "csrfmiddlewaretoken"}


def words(response):
    """The text of a page as a person reads it, in one line."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.parts).split())


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def follow_up_form(institution, /, **typed):
    return {
        "recommendation": "Buka loket pada jam istirahat.",
        "basis": "",
        "raised_by": "",
        "institution": institution.pk,
        "contact": "",
        "due_on": "2024-09-01",
        "plan": "Atur giliran petugas.",
        "indicator": "Loket terisi.",
    } | typed


def rows(prefix, *typed, existing=0):
    """A formset of these rows; the first `existing` of them carry the id of what they change."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(typed)), f"{prefix}-INITIAL_FORMS": str(existing)}
    for number, row in enumerate(typed):
        sent |= {f"{prefix}-{number}-{name}": str(value) for name, value in row.items()}
    return sent


def shown(form):
    """What a page that showed this form sends back unchanged, hidden fields included."""
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


class _FormReader(HTMLParser):
    """The fields in the main part of a page."""

    def __init__(self):
        super().__init__()
        self.in_main, self.select, self.fields = False, None, {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.in_main = self.in_main or tag == "main"
        if not self.in_main:
            return
        if tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and "selected" in attrs:
            self.fields[self.select] = attrs["value"]
        elif tag == "input" and (attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs):
            self.fields[attrs["name"]] = attrs.get("value", "on" if "checked" in attrs else "")

    def handle_endtag(self, tag):
        self.in_main = self.in_main and tag != "main"
