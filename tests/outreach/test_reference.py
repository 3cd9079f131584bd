"""The codebook, and the session of 7 August 2019 with its true facts only."""

from datetime import date

import pytest

from outreach.models import FgdEvent, FgdSession, OutreachTopic, Statement, Theme
from outreach.reference import load
from pmi_portal.loading.reference import Loader
from stakeholders.models import District
from tests.support.records import a_district, a_group, a_region

pytestmark = pytest.mark.django_db

NAMED = ["BPJSTK", "BP3MI", "LTSA", "P3MI", "LSM", "TOKOH", "RELAWAN", "DESA"]


@pytest.fixture
def tulungagung():
    region = a_region(code="TULUNGAGUNG", name="Tulungagung dan sekitarnya")
    a_district(region=region, kemendagri_code="35.03", name="Kab. Trenggalek")
    a_district(region=region, kemendagri_code="35.04", name="Kab. Tulungagung")
    for code in [*NAMED, "CPMI"]:
        a_group(code=code)
    return region


def loaded():
    loader = Loader()
    load(loader)
    return loader


def test_the_codebook_has_its_thirteen_themes_in_order():
    loaded()

    assert list(Theme.objects.values_list("code", flat=True)) == [f"T{n}" for n in range(1, 13)] + ["T99"]
    assert not Theme.objects.filter(definition="").exists()


def test_the_topics_of_the_law_are_there_in_order_with_their_source():
    loaded()

    topics = OutreachTopic.objects.all()
    assert "".join(topic.code for topic in topics) == "abcdefghijk"
    assert {topic.source for topic in topics} == {
        f"PP 59/2021 pasal 4 ayat (4) huruf {code}" for code in "abcdefghijk"
    }


def test_an_edited_theme_is_kept_and_named():
    loaded()
    Theme.objects.filter(code="T3").update(name="Iuran")

    assert loaded().kept == ["T3 Iuran"]
    assert Theme.objects.get(code="T3").name == "Iuran"


def test_the_session_has_the_facts_of_the_article(tulungagung):
    loaded()

    session = FgdSession.objects.get()
    assert session.held_on == date(2019, 8, 7)
    assert session.venue == "Ruang pertemuan Hotel Crown Victoria, Tulungagung"
    assert (session.event.region, session.event.district.name) == (tulungagung, "Kab. Tulungagung")
    assert session.event.source.startswith("https://jatim.antaranews.com/amp/berita/310654/")
    assert session.event.is_sample is False
    assert [text[:2] for text in session.event.purpose.split("\n")] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_what_the_article_does_not_tell_stays_empty(tulungagung):
    loaded()

    session = FgdSession.objects.get()
    unknown = (session.starts_at, session.ends_at, session.agenda, session.team.first())
    assert unknown == (None, None, "", None)
    assert Statement.objects.count() == 0


def test_the_eight_groups_it_names_were_there_and_nobody_counted_them(tulungagung):
    loaded()

    present = FgdSession.objects.get().participations.all()
    assert [one.group.code for one in present] == NAMED
    assert {(one.people, one.institution) for one in present} == {(None, None)}


def test_the_people_it_quotes_stand_with_their_offices_in_the_note(tulungagung):
    loaded()

    note = FgdEvent.objects.get().note
    for fact in (
        "Guntur Witjaksono, Ketua Dewan Pengawas BPJS Ketenagakerjaan",
        "Eko Darwanto, Ketua Bidang Pelayanan KPKP",
        "19 kelompok pemangku kepentingan",
        "PMI dari Kupang disebut paling banyak menghadapi masalah",
    ):
        assert fact in note, fact


def test_loading_again_creates_nothing_and_overwrites_nothing(tulungagung):
    assert loaded().counts["fgdevent", "created"] == 1
    FgdEvent.objects.update(title="Judul yang diperbaiki", purpose="Tujuan yang diperbaiki")
    FgdSession.objects.get().participations.first().delete()

    assert loaded().counts["fgdevent", "unchanged"] == 1
    event = FgdEvent.objects.get()
    assert (event.title, event.purpose) == ("Judul yang diperbaiki", "Tujuan yang diperbaiki")
    assert event.sessions.get().participations.count() == 7


def test_a_district_that_was_moved_to_another_region_is_not_its_place(tulungagung):
    District.objects.update(region=a_region())

    loaded()

    event = FgdEvent.objects.get()
    assert (event.region, event.district) == (tulungagung, None)


def test_without_the_region_there_is_no_session():
    loaded()

    assert FgdEvent.objects.count() == 0
