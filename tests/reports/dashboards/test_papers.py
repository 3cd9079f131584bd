"""The dashboard on paper: the findings, the charts, and no more than the page shows this person."""

import re

import pytest
from django.core.cache import caches
from django.http import QueryDict
from django.utils import translation

from reports.dashboards import papers
from reports.dashboards.catalogue import FIGURES, NAMES, QUESTIONS, Asked
from reports.dashboards.papers import DRAWN_IN_SUMMARY, dashboard_document
from reports.renderers.drawing import DrawingFailed
from tests.reports.asking import figures_on
from tests.reports.dashboards.test_keeping import everything_in
from tests.support.records import a_board_member, a_complaint, a_region, an_observer, an_officer

pytestmark = pytest.mark.django_db
PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type\s*/Pages\b", re.DOTALL)


@pytest.fixture(autouse=True)
def keeping(settings):
    """Drawings are kept, so that one test alone draws them."""
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "papers"}
    }


def document(user, query="", *, is_full=False):
    with translation.override("id"):
        return dashboard_document(Asked(user, QueryDict(query), names=NAMES), is_full=is_full)


def pages_in(pdf):
    return max(int(one or other) for one, other in PAGES.findall(pdf))


def test_the_summary_tells_every_finding_of_the_page_in_its_words(client):
    everything_in(a_region(name="Kupang"))
    member = a_board_member()
    client.force_login(member)

    told = document(member)["pertanyaan"]

    assert [one["nomor"] for one in told] == [question.number for question in QUESTIONS]
    assert [title for one in told for title in one["temuan"]] == [
        shown["figure"].title for shown in figures_on(client.get("/dasbor/"))
    ]
    assert [one["menunggu"] for one in told] == [str(question.awaits) for question in QUESTIONS]


def test_the_summary_has_at_most_eight_charts_and_the_annex_all_with_their_tables():
    everything_in(a_region(name="Kupang"))
    member = a_board_member()

    summary, annex = document(member), document(member, is_full=True)

    assert len(DRAWN_IN_SUMMARY) == 8 and set(DRAWN_IN_SUMMARY) <= set(FIGURES)
    assert 0 < len(summary["gambar"]) <= 8
    assert all(one["svg"].startswith("<svg") for one in summary["gambar"])
    with translation.override("id"):
        asked = Asked(member, QueryDict(""), names=NAMES)
        figures = [asked.figure(one) for question in QUESTIONS for one in question.figures]
    assert [one["judul"] for one in annex["gambar"]] == [figure.title for figure in figures]
    for one, figure in zip(annex["gambar"], figures, strict=True):
        assert bool(one["svg"]) == bool(figure.print_spec)
        assert one["baris"] == [[cell.text for cell in row] for row in figure.table]
        assert one["catatan"] == figure.all_notes


def test_the_paper_says_what_was_asked_and_for_whom_it_is():
    kupang, _cilacap = a_region(code="KPG", name="Kupang"), a_region(name="Cilacap")
    member = a_board_member()

    assert document(member)["tentang"].endswith("Wilayah: Kupang, Cilacap.")
    asked = document(member, "wilayah=KPG&dari=2024-01&sampai=2024-06")
    assert asked["tentang"] == "Internal. Semester I 2024. Wilayah: Kupang."
    assert document(an_officer(of=kupang))["tentang"].endswith("Wilayah: Kupang.")


def test_what_a_reader_may_not_see_is_on_no_paper():
    region = a_region(name="Kupang")
    a_complaint(region=region)
    observer = an_observer()

    told = document(observer, is_full=True)

    asked = Asked(observer, QueryDict(""), names=NAMES)
    seen = [one for question in QUESTIONS for one in question.figures if asked.may_see(one)]
    assert "kelompok" in seen and not {"pengaduan", "jawaban", "laju", "sosialisasi"} & set(seen)
    assert len(told["gambar"]) == len(seen)
    assert told["pertanyaan"][3]["temuan"] == []


def test_invented_records_alone_mark_the_whole_paper():
    member = a_board_member()
    assert document(member)["data_contoh"] == ""

    a_complaint(is_sample=True)
    assert document(member)["data_contoh"] != ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_papers_are_pdfs_in_indonesian_whatever_the_page_speaks(client, language):
    everything_in(a_region(name="Kupang"))
    member = a_board_member()
    client.force_login(member)

    with translation.override(language):
        summary, annex = (client.get(f"/dasbor/{name}.pdf") for name in ("ringkasan", "lampiran"))

    for answer, name in ((summary, "ringkasan-evaluasi"), (annex, "lampiran-evaluasi")):
        assert answer.content.startswith(b"%PDF")
        assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}-20')
        assert answer["Content-Type"] == "application/pdf"
    assert 2 <= pages_in(summary.content) <= 4 < pages_in(annex.content)


def test_papers_of_an_empty_portal_can_be_made(client):
    client.force_login(a_board_member())

    for name in ("ringkasan", "lampiran"):
        assert client.get(f"/dasbor/{name}.pdf").content.startswith(b"%PDF")


def test_a_question_nobody_can_answer_is_refused(client):
    client.force_login(a_board_member())

    assert client.get("/dasbor/ringkasan.pdf?wilayah=BALI").status_code == 400


def test_without_drawings_the_reader_is_told_and_comes_back_to_the_page(client, monkeypatch):
    def fail(*args, **options):
        raise DrawingFailed("no room")

    monkeypatch.setattr(papers, "summary_pdf", fail)
    client.force_login(a_board_member())

    page = client.get("/dasbor/ringkasan.pdf?dari=2024-01", follow=True)

    assert page.redirect_chain == [("/dasbor/?dari=2024-01", 302)]
    assert "PDF tidak dapat dibuat. Coba lagi nanti." in page.content.decode()
    caches["default"].clear()
