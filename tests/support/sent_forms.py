"""What a browser sends of the forms of a page, as the page came: every field with what it shows."""

from collections import defaultdict
from html.parser import HTMLParser

UNSENT = {"submit", "button", "reset", "image", "file"}
TICKED = {"checkbox", "radio"}


def form_of(response):
    """The form to be filled in; `sent` is what goes off untouched, `names` every field there is."""
    return max(forms_of(response), key=lambda form: len(form.names))


def forms_of(response):
    reader = _Reader()
    reader.feed(response.content.decode())
    for form_id, action in reader.buttons:
        owner = next(form for form in reader.forms if form.id == form_id)
        owner.further.add(action)
    return reader.forms


class SentForm:
    """`kinds` tells of each field its type, `choices` what it offers, `further` where other buttons lead."""

    def __init__(self, given):
        self.action, self.id = given.get("action") or "", given.get("id")
        self.is_posted = (given.get("method") or "").lower() == "post"
        self.sent, self.names, self.further = {}, set(), set()
        self.kinds, self.required, self.choices = {}, set(), defaultdict(list)

    def take(self, name, value):
        self.sent.setdefault(name, []).append(value)

    def note(self, tag, given):
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        self.names.add(name)
        self.kinds[name] = "number" if given.get("inputmode") == "numeric" else kind
        if "required" in given:
            self.required.add(name)
        if kind in TICKED:
            self.choices[name].append(given.get("value", "on"))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._form, self.buttons = [], None, []
        self._select, self._options, self._is_multiple, self._area = None, [], False, None
        self._templates = 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "template":
            self._templates += 1
        elif self._templates:
            return  # a browser sends nothing of it
        elif tag == "form":
            self._form = SentForm(given)
            self.forms.append(self._form)
        elif tag == "button" and "formaction" in given:
            self.buttons.append((given.get("form") or self._form.id, given["formaction"]))
        elif self._form is not None:
            self._take(tag, given, given.get("name"))

    def _take(self, tag, given, name):
        if tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        if not name or "disabled" in given:
            return
        if tag in ("input", "select", "textarea"):
            self._form.note(tag, given)
        if tag == "select":
            self._select, self._options, self._is_multiple = name, [], "multiple" in given
        elif tag == "textarea":
            self._area = name
            self._form.take(name, "")
        elif tag == "input" and given.get("type") in TICKED:
            if "checked" in given:
                self._form.take(name, given.get("value", "on"))
        elif tag == "input" and given.get("type") not in UNSENT:
            self._form.take(name, given.get("value", ""))

    def handle_data(self, data):
        if self._area:
            text = self._form.sent[self._area][-1]
            self._form.sent[self._area][-1] = text + (data if text else data.removeprefix("\n"))

    def handle_endtag(self, tag):
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select" and self._select:
            self._choose()
            self._select = None

    def _choose(self):
        chosen = [value for value, is_chosen in self._options if is_chosen]
        if not chosen and self._options and not self._is_multiple:
            chosen = [self._options[0][0]]
        for value in chosen:
            self._form.take(self._select, value)
        self._form.choices[self._select] = [value for value, _is_chosen in self._options]
