"""People who send the same or different forms at the same moment, and what is left afterwards."""

from html.parser import HTMLParser

from django.test import Client

from outreach.models import FgdEvent
from pmi_portal.accounts.models import User
from tests.support.racing import at_once


def send_at_once(*, user, address, typed, times):
    """Statuses and addresses of `times` posts of the same form, and how many events there are then."""
    people = [_client(user) for _n in range(times)]
    answers = at_once(lambda person: person.post(address, typed), people)
    told = [[answer.status_code, answer.get("Location", "")] for answer in answers]
    return {"answers": told, "records": FgdEvent.objects.count()}


def edit_at_once(*, users, event, fields, rounds, checked):
    """How many of the changes that were answered with a redirect are not there afterwards.

    In each round both people open the form of the event and then save at the same moment, each another value
    of their field in `fields`. Without `checked` they send the form without the hidden field, one after the
    other.
    """
    people, address, lost, refused = [_client(user) for user in users], f"/fgd/kegiatan/{event}/ubah/", 0, 0
    for number in range(rounds):
        forms = [_typed(person.get(address)) for person in people]
        for n, (form, field) in enumerate(zip(forms, fields, strict=True)):
            form[field] = f"babak {number} orang {n}"
            if not checked:
                del form["seen"]
        send = at_once if checked else _in_turn
        answers = send(lambda one: one[0].post(address, one[1]), list(zip(people, forms, strict=True)))
        stored = FgdEvent.objects.get(pk=event)
        for form, field, answer in zip(forms, fields, answers, strict=True):
            refused += answer.status_code == 409
            lost += answer.status_code == 302 and getattr(stored, field) != form[field]
    return {"lost": lost, "refused": refused}


def _client(user):
    client = Client()
    client.force_login(User.objects.get(pk=user))
    return client


def _in_turn(act, things):
    return [act(thing) for thing in things]


def _typed(page):
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.typed


class FormReader(HTMLParser):
    """What a browser would send of the long form of a page, as it came; `typed` is {name: value}."""

    def __init__(self):
        super().__init__()
        self.typed, self._name, self._form = {}, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._form = given.get("class", "")
        if "form-column" not in (self._form or ""):
            return
        if tag == "input" and given.get("type") not in ("checkbox", "radio") or tag == "textarea":
            self.typed[given["name"]] = given.get("value") or ""
        if tag in ("textarea", "select"):
            self._name = given["name"]
            self.typed.setdefault(self._name, "")
        if tag == "option" and "selected" in given:
            self.typed[self._name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self._name = None
        if tag == "form":
            self._form = None

    def handle_data(self, data):
        if self._name and self.get_starttag_text().startswith("<textarea"):
            self.typed[self._name] += data.removeprefix("\n")
