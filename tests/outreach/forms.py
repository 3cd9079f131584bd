"""What a person types into the forms of outreach, correct unless a test says otherwise."""

from html.parser import HTMLParser


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
        "facilitator": "Tim KPKP",
        "note_taker": "",
        "agenda": "",
        "purpose": "",
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


def line(key, *, present=False, institution="", people=""):
    """One line of the attendance sheet."""
    sent = {f"{key}-seen": "True", f"{key}-institution": institution, f"{key}-people": people}
    return sent | ({f"{key}-present": "on"} if present else {})


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
