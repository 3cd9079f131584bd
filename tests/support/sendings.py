"""Every form that a page of the portal sends, found by itself, and filled in as a person would."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from tests.support.doors import doors, patterns
from tests.support.files import PDF
from tests.support.sent_forms import TICKED, forms_of

UNFILLED = ("DELETE", "ORDER", "id")  # last parts of names in a row that is new
FIRST = object()  # for what is offered and not asked for
PLAIN = {"date": "2024-05-06", "time": "09:00", "number": "1", "email": "uji@portal.example", "file": PDF}


@dataclass(frozen=True)
class Sending:
    """A form on the page at `page` that goes to `address`; `name` is that of the door it goes to."""

    name: str
    page: str
    address: str

    def form(self, client):
        answer = client.get(self.page)
        return next(form for form in forms_of(answer) if self.address in targets(form, self.page))


def targets(form, page):
    """Where the buttons of a form lead."""
    return {form.action or page, *form.further} if form.is_posted else set()


def addresses(world):
    """(address, name) of each door of the portal's own that takes no step.

    `world` has the arguments of a door by its name, or by the first word of it.
    """
    for door in doors():
        if not door.namespaces and "step" not in dict(door.asked):
            arguments = world.get(door.name) or world.get(door.name.split("_")[0], {})
            yield door.path(**arguments), door.name


def found(client, world, *, only=None):
    """({name: Sending}, {name: status}): every form, and how each door answers who looks."""
    sendings, answers = {}, {}
    for address, name in addresses(world):
        if only and name not in only:
            continue
        answer = client.get(address)
        answers[name] = answer.status_code
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for target in sorted({target for form in forms_of(answer) for target in targets(form, address)}):
                one = Sending(resolve(urlsplit(target).path).view_name, address, target)
                sendings.setdefault(one.name, one)
    return sendings, answers


def ways():
    """{name of the door: its Way} of every kind of record that takes steps."""
    return {
        pattern.name: pattern.default_args["way"]
        for pattern, *_rest in patterns()
        if "way" in (pattern.default_args or {})
    }


def step_sending(name, key, step):
    address = reverse(name, kwargs=key | {"step": step.slug})
    return Sending(f"{name} {step.slug}", address, address)


def filled(form, given):
    """What is sent when the form is filled in: what it asks for, a further row, else one more word."""
    sent = {name: list(values) for name, values in form.sent.items()}
    for name in sorted(form.names):
        last = name.rpartition("-")[2]
        if any(sent.get(name, [])) or not (is_asked(name, form) or (last in given and "-" not in name)):
            continue
        value = given.get(last, FIRST)
        sent[name] = [answer_to(name, form) if value is FIRST else value]
    return sent if sent != form.sent else with_a_word(form, sent)


def is_asked(name, form):
    """Whether a form cannot go off without this field, or has it in its first row that is new."""
    row = re.fullmatch(r"(.+)-(\d+)-(\w+)", name)
    if row and f"{row[1]}-INITIAL_FORMS" in form.sent:
        is_first_new = row[2] == form.sent[f"{row[1]}-INITIAL_FORMS"][0]
        return is_first_new and row[3] not in UNFILLED and form.kinds[name] != "hidden"
    return name in form.required


def answer_to(name, form):
    kind = form.kinds[name]
    if kind in TICKED or kind == "select":
        return next((one for one in form.choices[name] if one), "")
    return PLAIN.get(kind, f"Uji {name}")


def with_a_word(form, sent):
    """An edit: one word more, where there is a text, and the reason for it; else another number."""
    words = [name for name in form.names if form.kinds[name] in ("textarea", "text") and name != "reason"]
    numbers = [name for name in form.names if form.kinds[name] == "number"]
    numbers.sort(key=lambda name: (not any(sent[name]), name))
    for name in sorted(words, key=lambda name: (form.kinds[name] == "text", not any(sent[name]), name))[:1]:
        sent[name] = [f"{sent[name][0]} lagi".strip()]
    if not words and numbers:
        sent[numbers[0]] = ["7"]
    return sent | ({"reason": ["Salah tulis."]} if words and "reason" in sent else {})


def send(client, address, sent):
    """Files are read once, so each sending takes them anew."""
    return client.post(address, {name: [_as_sent(one) for one in values] for name, values in sent.items()})


def _as_sent(value):
    if not isinstance(value, bytes):
        return value
    return SimpleUploadedFile("bukti.pdf" if value.startswith(b"%PDF") else "templat.docx", value)
