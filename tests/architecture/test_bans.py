"""What the portal must not contain, and the proof that each ban bites."""

import pytest

from tests.architecture.python_bans import (
    SQL_MODULES,
    broken_bans,
    broken_imports,
    frozen_words,
    stray_csv_writers,
    stray_queueing,
    stray_sql,
)
from tests.architecture.source import ROOT, assert_none, plant
from tests.architecture.text_bans import broken_texts


@pytest.mark.parametrize(
    "guard",
    [broken_bans, broken_imports, frozen_words, stray_csv_writers, stray_queueing, stray_sql, broken_texts],
)
def test_the_house_contains_nothing_banned(guard):
    assert_none(guard(ROOT))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("from django.utils.safestring import mark_safe", "HTML is built by templates"),
        ("html = safestring.mark_safe(text)", "HTML is built by templates"),
        ("from django.db.models.expressions import RawSQL", "queries are built by the ORM"),
        ("Session.objects.raw(text)", "queries are built by the ORM"),
        ("sessions.extra(where=[text])", "queries are built by the ORM"),
        ("fields = '__all__'", "fields are named one by one"),
        ("form(**request.GET)", "a visitor must not choose the keywords"),
        ("form(**request.POST.dict())", "a visitor must not choose the keywords"),
        ("hashlib.md5(text)", "md5 is broken; sha256"),
        ("from hashlib import sha1", "sha1 is broken; sha256"),
        ("Engine(autoescape=False)", "templates escape"),
        ("from django.views.decorators.csrf import csrf_exempt", "every form keeps its token"),
        ("print(text)", "print belongs into portal.py"),
    ],
)
def test_banned_python_is_named(tmp_path, code, reason):
    plant(tmp_path, outreach__rules=f"import hashlib\n{code}\n")
    assert list(broken_bans(tmp_path)) == [f"outreach/rules.py:2 {reason}"]


def test_harmless_python_passes(tmp_path):
    code = "extra = 1\nlog(extra={}, **data)\nprinted = sha256(raw)\nfields = ['name']\n# print(mark_safe)\n"
    plant(tmp_path, outreach__rules=code, portal="print('here it is allowed')\n")
    assert list(broken_bans(tmp_path)) == []


def test_words_filled_in_while_a_module_is_loaded_are_named(tmp_path):
    code = 'help = _("%(n)s MB") % {"n": 1}\ndef told():\n    return _("%(n)s MB") % {"n": 1}\n'
    plant(tmp_path, surveys__forms=code)
    assert list(frozen_words(tmp_path)) == ["surveys/forms.py:1 format_lazy keeps the language of the reader"]


def test_sql_is_written_in_few_modules_only(tmp_path):
    code = "with connection.cursor() as cursor:\n    cursor.execute('ANALYZE')\n"
    plant(tmp_path, outreach__tallies=code, pmi_portal__running__table_statistics=code)
    assert list(stray_sql(tmp_path)) == [
        f"outreach/tallies.py:1 SQL only in {', '.join(sorted(SQL_MODULES))}"
    ]


def test_work_is_queued_in_one_way_only(tmp_path):
    code = "work.enqueue(1)\n"
    plant(tmp_path, surveys__actions=code, pmi_portal__jobs__queueing=code)
    assert list(stray_queueing(tmp_path)) == [
        "surveys/actions.py:1 work is queued by pmi_portal.jobs.queueing.queued"
    ]


@pytest.mark.parametrize("module", ["pickle", "yaml", "marshal"])
def test_a_module_that_runs_what_it_reads_is_named(tmp_path, module):
    plant(tmp_path, surveys__tallies=f"import {module}\n")
    assert list(broken_imports(tmp_path)) == [f"surveys/tallies.py:1 {module} runs what it reads"]


def test_sheets_are_written_in_one_module_only(tmp_path):
    code = "import csv\nfrom xlsxwriter import Workbook\nout = csv.writer(file)\nrows = csv.reader(file)\n"
    plant(tmp_path, reports__exports=code, pmi_portal__files__sheets=code, surveys__importing__reader=code)
    reason = "only in pmi_portal/files/sheets.py"
    assert list(broken_imports(tmp_path)) == [
        f"reports/exports.py:2 xlsxwriter.Workbook {reason}, which escapes formulae"
    ]
    assert list(stray_csv_writers(tmp_path)) == [f"reports/exports.py:3 csv.writer {reason}"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("templates/a.html", "{{ text|safe }}", "no |safe: templates escape"),
        ("templates/a.html", "{% autoescape off %}", "templates escape"),
        ("templates/a.html", '<p class="x"\n style="color: red">', "no inline style"),
        ("templates/a.html", "<style>p {}</style>", "no inline style sheet"),
        ("templates/a.html", "<script>go()</script>", "no inline script"),
        ("templates/a.html", '<button onclick="go()">', "no inline handler"),
        ("templates/a.html", '<script src="https://cdn.example.com/x.js">', "nothing from another host"),
        (
            "templates/a.html",
            '<link rel="stylesheet" href="//cdn.example.com/x.css">',
            "nothing from another host",
        ),
        ("outreach/templates/a.html", "{{ text|safe }}", "no |safe: templates escape"),
        ("static/js/a.js", "box.innerHTML = text;", "text goes in as text"),
        ("static/js/a.js", "eval(text);", "no code from text"),
        ("static/js/a.js", 'fetch("https://example.com/x")', "nothing from another host"),
        (
            "static/css/a.css",
            "p { background: url(https://example.com/x.png); }",
            "nothing from another host",
        ),
        ("static/css/a.css", '@import "https://example.com/x.css";', "nothing from another host"),
        ("outreach/rules.py", "# TODO (me): later", "an open end belongs into an issue"),
    ],
)
def test_banned_text_is_named(tmp_path, name, text, reason):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(f"\n{text}\n")
    assert list(broken_texts(tmp_path)) == [f"{name}:2 {reason}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/a.html", '<script src="{% static "js/a.js" %}" type="module"></script>'),
        ("templates/a.html", '<script type="application/json" id="spec">{"a": 1}</script>'),
        (
            "templates/a.html",
            '<a href="https://www.bpjsketenagakerjaan.go.id/">situs</a> {{ unsafe }} {{ a|safely }}',
        ),
        (
            "static/js/a.js",
            'document.createElementNS("http://www.w3.org/2000/svg", "svg") // evaluate (this)',
        ),
        ("static/vendor/htmx/htmx.min.js", "eval(text); box.innerHTML = 1"),
        ("static/css/a.css", 'p { background: url("../img/x.svg"); }'),
    ],
)
def test_harmless_text_passes(tmp_path, name, text):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert list(broken_texts(tmp_path)) == []
