"""Cuts a style sheet of others down to what our pages use, so that a poor line carries no more than that.

A rule stays when every class it names is a word in our templates, scripts or Python, or in the templates of
the form library; a custom property stays while something that stays asks for it. Rules without class stay.
"""

import ast
import re
from pathlib import Path

import crispy_bootstrap5
from django.conf import settings

SOURCE, CUT = "vendor/bootstrap/bootstrap.min.css", "vendor/bootstrap/bootstrap.cut.css"
WORD = re.compile(r"[A-Za-z][\w-]*")
CLASS = re.compile(r"\.(-?[A-Za-z][\w-]*)")
ASKED = re.compile(r"var\((--[\w-]+)")
OWN_PROPERTY = re.compile(r"(--bs-[\w-]+):(?:\"[^\"]*\"|[^;}\"])*;?")
# Of the form library's templates only those that draw a field; its tabs, modals and accordions are not used.
FIELDS = (
    "field.html",
    "layout/*field*.html",
    "layout/checkbox*.html",
    "layout/radio*.html",
    "layout/help*.html",
)
OURS = ("outreach", "pmi_portal", "reports", "stakeholders", "surveys")


def cut_sheet():
    """The text of the sheet with what our pages use, one rule a line."""
    whole = (settings.BASE_DIR / "static" / SOURCE).read_text(encoding="utf-8")
    return cut(whole, words=used_words(), asked=asked_by_us())


def cut(text, *, words, asked):
    """The rules of a sheet that name no class but these words, without the properties nobody asks for."""
    licence, rest = re.match(r"((?:@charset[^;]*;)?\s*/\*.*?\*/)?(.*)", text, re.DOTALL).groups()
    kept = "\n".join(_kept_rules(rest, words))
    while (less := _without_unasked(kept, asked)) != kept:
        kept = less
    return f"{licence or ''}\n{kept}\n"


def used_words():
    """Every word in our pages and what makes them; a class put together from parts would be missed."""
    base, library = settings.BASE_DIR, Path(crispy_bootstrap5.__file__).parent / "templates/bootstrap5"
    files = [path for pattern in FIELDS for path in library.glob(pattern)]
    files += [*base.glob("templates/**/*.html"), *base.glob("static/js/*.js")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    # In Python a class stands in a string, other words are names; the statistics make no page.
    for folder in OURS:
        for path in base.glob(f"{folder}/**/*.py"):
            if "statistics" not in path.parts:
                texts += strings_of(path.read_text(encoding="utf-8"))
    return {word for text in texts for word in WORD.findall(text)}


def strings_of(source):
    """The texts in a module of Python."""
    nodes = ast.walk(ast.parse(source))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def asked_by_us():
    """The custom properties that our own sheets ask for."""
    sheets = (settings.BASE_DIR / "static/css").glob("*.css")
    return {name for sheet in sheets for name in ASKED.findall(sheet.read_text(encoding="utf-8"))}


def _kept_rules(text, words):
    for head, body in _blocks(text):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_kept_rules(body, words))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            used = [one for one in _selectors(head) if set(CLASS.findall(one)) <= words]
            if used:
                yield f"{','.join(used)}{{{body}}}"


def _blocks(text):
    """(what stands before the brace, what stands inside) of every block at this depth."""
    began, opened, depth, quoted = 0, 0, 0, ""
    for at, letter in enumerate(text):
        if quoted or letter in "\"'":
            quoted = "" if letter == quoted else quoted or letter
        elif letter == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if not depth:
                yield text[began:opened].strip(), text[opened + 1 : at]
                began = at + 1


def _selectors(head):
    """The selectors of a list; a comma inside brackets divides none."""
    return re.split(r",(?![^(]*\))", head)


def _without_unasked(text, asked):
    wanted = asked | set(ASKED.findall(text))
    less = OWN_PROPERTY.sub(lambda found: found[0] if found[1] in wanted else "", text)
    return re.sub(r"^[^{}\n]+\{\}\n?|(?<=[{}])[^{}\n]+\{\}", "", less, flags=re.MULTILINE)
