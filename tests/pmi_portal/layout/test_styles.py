"""The style sheet of others holds what our pages use, and little more."""

from django.conf import settings

from pmi_portal.layout import styles

SHEET = """@charset "UTF-8";/*! licence */
:root{--bs-used:1;--bs-by-used:2;--bs-unused:"a;b";--bs-ours:3}
.btn,.modal .btn{color:var(--bs-a)}.modal{color:red}a:not(.nav,.tab){color:blue}
@media print{.modal{a:b}.btn{--bs-a:var(--bs-by-used);width:var(--bs-used)}}@media screen{.modal{a:b}}
.btn::after{content:"}"}"""


def test_a_rule_stays_when_its_classes_are_used_and_a_property_when_somebody_asks_for_it():
    assert styles.cut(SHEET, words={"btn"}, asked={"--bs-ours"}).splitlines() == [
        '@charset "UTF-8";/*! licence */',
        ":root{--bs-used:1;--bs-by-used:2;--bs-ours:3}",
        ".btn{color:var(--bs-a)}",
        "@media print{.btn{--bs-a:var(--bs-by-used);width:var(--bs-used)}}",
        '.btn::after{content:"}"}',
    ]


def missing(sheet, kept):
    """Classes and properties that the pages need and the kept sheet lacks."""
    wanted, there = ({*styles.CLASS.findall(text), *named(text)} for text in (sheet, kept))
    return sorted(wanted - there)


def named(text):
    return {found[1] for found in styles.OWN_PROPERTY.finditer(text)}


def kept_sheet():
    return (settings.BASE_DIR / "static" / styles.CUT).read_text(encoding="utf-8")


def test_the_kept_sheet_holds_all_that_our_pages_use():
    assert missing(styles.cut_sheet(), kept_sheet()) == [], "run `manage.py cut_styles`, then write its hash"


def test_a_class_that_a_page_begins_to_use_is_named():
    whole = (settings.BASE_DIR / "static" / styles.SOURCE).read_text(encoding="utf-8")
    more = styles.cut(whole, words=styles.used_words() | {"badge"}, asked=styles.asked_by_us())
    assert "badge" in missing(more, kept_sheet())
    assert all(name == "badge" or name.startswith("--bs-") for name in missing(more, kept_sheet()))
