"""What a browser sends of the largest form of a page, as the page came: every field with what it shows."""

from html.parser import HTMLParser

UNSENT = {"submit", "button", "reset", "image", "file"}


def form_of(response):
    """The form to be filled in; `sent` is what goes off untouched, `names` every field there is."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return max(reader.forms, key=lambda form: len(form.names))


class SentForm:
    def __init__(self, action):
        self.action, self.sent, self.names = action, {}, set()

    def take(self, name, value):
        self.sent.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._form = [], None
        self._select, self._options, self._is_multiple, self._area = None, [], False, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._form = SentForm(given.get("action") or "")
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(tag, given, given.get("name"))

    def _take(self, tag, given, name):
        if tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        if not name or "disabled" in given:
            return
        if tag in ("input", "select", "textarea"):
            self._form.names.add(name)
        if tag == "select":
            self._select, self._options, self._is_multiple = name, [], "multiple" in given
        elif tag == "textarea":
            self._area = name
            self._form.take(name, "")
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self._form.take(name, given.get("value", "on"))
        elif tag == "input" and given.get("type") not in UNSENT:
            self._form.take(name, given.get("value", ""))

    def handle_data(self, data):
        if self._area:
            text = self._form.sent[self._area][-1]
            self._form.sent[self._area][-1] = text + (data if text else data.removeprefix("\n"))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select" and self._select:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            if not chosen and self._options and not self._is_multiple:
                chosen = [self._options[0][0]]
            for value in chosen:
                self._form.take(self._select, value)
            self._select = None
