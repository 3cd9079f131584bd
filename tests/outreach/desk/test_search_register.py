"""One register of what is searched: kept by every way of writing, the same on page and lists."""

from datetime import date

import django_filters
import pytest
from django.apps import apps
from django.urls import reverse
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from outreach.desk.questions.search import SHOWN, kinds, marked, search
from outreach.models import Complaint
from pmi_portal.lists.filters import ListFilters
from pmi_portal.words.folding import FoldedField, FoldedMixin, folded
from stakeholders.models import FormerName, Institution, TermAlias
from stakeholders.searching import SearchedQuerySet
from tests.support import records
from tests.support.doors import doors

pytestmark = pytest.mark.django_db
MAKERS = {
    "Complaint": records.a_complaint,
    "Contact": records.a_contact,
    "DiscussionGuide": records.a_guide,
    "FgdEvent": records.an_event,
    "FgdSession": records.a_session,
    "FollowUp": records.a_follow_up,
    "FormerName": lambda **fields: FormerName.objects.create(institution=records.an_institution(), **fields),
    "Institution": records.an_institution,
    "OutreachActivity": records.an_activity,
    "Statement": records.a_statement,
    "SurveyRound": records.a_round,
}
# Found through its record; a session through its event.
NO_LIST = {"FormerName", "FgdEvent"}


def searched_models():
    found = [model for model in apps.get_models() if hasattr(model, "folded")]
    return {model.__name__: model for model in found if not model.__name__.startswith("Historical")}


def texts(model):
    """A word of its own for each text a search reads; the first of them, last."""
    return {name: f"kata{name.replace('_', '')}É" for name in model._meta.get_field("folded").fields}


def assert_read(record):
    record.refresh_from_db()
    names = record._meta.get_field("folded").fields
    assert record.folded == folded(" ".join(str(getattr(record, name) or "") for name in names)) != ""


def test_every_searched_model_is_known_here():
    assert set(searched_models()) == set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_what_a_search_reads_is_kept_by_every_way_of_writing(name):
    model = searched_models()[name]
    assert isinstance(model._meta.get_field("folded"), FoldedField)
    assert issubclass(model, FoldedMixin)
    assert isinstance(model._default_manager.all(), SearchedQuerySet)
    (field, word), *_others = texts(model).items()
    record = MAKERS[name](**{field: word})
    assert_read(record)

    setattr(record, field, "Lain-1")
    record.save(update_fields=[field])
    assert_read(record)
    model.objects.filter(pk=record.pk).update(**{field: "Lain-2"})
    assert_read(record)
    record.refresh_from_db()
    setattr(record, field, "Lain-3")
    model.objects.bulk_update([record], [field])
    assert_read(record)
    record.pk = None
    record.__dict__ |= {
        one.attname: None if one.null or one.primary_key else "lain-5"
        for one in model._meta.fields
        if one.unique
    }
    setattr(record, field, "Lain-4")
    assert_read(*model.objects.bulk_create([record]))


def test_an_import_keeps_what_a_search_reads():
    institution = Institution(name="Kantor É", group=records.a_group(), level="district")
    bulk_create_with_history([institution], Institution)
    stored = Institution.objects.get()
    assert_read(stored)

    stored.name = "Kantor Baru"
    bulk_update_with_history([stored], Institution, ["name"])
    assert list(Institution.objects.searched("baru")) == [stored]


@pytest.mark.parametrize("name", sorted(set(MAKERS) - NO_LIST))
def test_each_text_of_the_register_is_found(name):
    model = searched_models()[name]
    words = texts(model)
    found = MAKERS[name](**words)
    MAKERS[name]()

    assert {word: list(model.objects.searched(word.lower())) for word in words.values()} == {
        word: [found] for word in words.values()
    }


def test_every_list_with_a_search_searches_the_register():
    def below(cls):
        return [*cls.__subclasses__(), *(one for sub in cls.__subclasses__() for one in below(sub))]

    with_words = [one for one in below(django_filters.FilterSet) if "q" in one.base_filters]
    assert [one.__name__ for one in with_words if one.__module__.startswith("tests")] == []
    assert [one for one in with_words if not issubclass(one, ListFilters)] == []
    assert [one for one in below(django_filters.FilterSet) if "search" in one.base_filters] == []


def test_the_search_page_asks_every_searched_list():
    people = records.a_staff_member()
    asked = {kind.records(people).model.__name__ for kind in kinds()}
    assert asked == set(MAKERS) - NO_LIST
    names = {door.name for door in doors()}
    assert [kind.list_name for kind in kinds() if kind.list_name not in names] == []
    wrong = [
        kind.label
        for kind in kinds()
        if hasattr(kind.records(people), "VIEW") and kind.permission != kind.records(people).VIEW
    ]
    assert wrong == []


def test_a_round_is_found_with_its_regions_and_its_year():
    cilacap = records.a_region(name="Kabupaten Cilacap", short_name="Cilacap")
    found = records.a_round(title="Kepuasan purna PMI", regions=[cilacap], starts_on=date(2023, 2, 1))
    records.a_round(title="Kepuasan CPMI", regions=[records.a_region()])
    officer = records.an_officer(of=cilacap)

    (section,) = search("purna", officer)

    assert (section.label, [(hit.url, hit.title, hit.about) for hit in section.hits]) == (
        "Putaran survei",
        [(found.get_absolute_url(), "Kepuasan purna PMI", "Cilacap, 2023")],
    )
    assert search("kepuasan", officer)[0].found == 1


def test_more_leads_to_the_same_rows_with_the_same_count(client):
    person = records.a_staff_member()
    client.force_login(person)
    for number in range(SHOWN + 2):
        records.an_institution(name=f"BPJS Kantor {number}")
    records.an_institution(name="Dinas lain")

    (section,) = search("BPJS", person)
    page = client.get(section.more_url)

    assert section.more_url == f"{reverse('institution_list')}?q=BPJS"
    assert page.context["table"].page.paginator.count == section.found == SHOWN + 2
    assert [str(one.record) for one in page.context["table"].rows if "BPJS" not in str(one.record)] == []
    assert f"({SHOWN + 2})" in client.get("/cari/?q=BPJS").content.decode()


def test_what_is_shown_whole_leads_to_no_more():
    for number in range(SHOWN):
        records.an_institution(name=f"BPJS Kantor {number}")

    (section,) = search("BPJS", records.a_staff_member())

    assert (len(section.hits), section.more_url) == (SHOWN, None)


@pytest.mark.parametrize(
    ("make", "label"),
    [
        (lambda: records.a_contact(full_name="Émile Noël"), "Narahubung"),
        (lambda: records.a_complaint(outcome="Dibayar oleh Émile Noël"), "Pengaduan"),
        (lambda: records.a_session(conclusions="Émile Noël setuju"), "Sesi FGD"),
        (lambda: records.a_follow_up(basis="Surat Émile Noël"), "Tindak lanjut"),
    ],
)
def test_what_stands_in_a_field_of_its_own_is_found_and_shown(make, label):
    record = make()

    (section,) = search("emile noel", records.a_staff_member())

    assert (section.label, [hit.url for hit in section.hits]) == (label, [record.get_absolute_url()])
    text = section.hits[0].title + "".join(piece for piece, _is_hit in section.hits[0].parts)
    assert "Émile Noël" in text


def test_a_former_name_and_a_renamed_term_are_found_in_every_list_that_names_the_institution():
    TermAlias.objects.create(family="BP3MI", term="BP3TKI")
    office = records.an_institution(name="BP3MI Jawa Timur")
    FormerName.objects.create(institution=office, name="Balai Surabaya")
    records.a_contact(full_name="Suharti", institution=office)
    records.a_follow_up(institution=office, recommendation="Buka loket")
    records.an_activity(title="Temu warga", organiser=office)
    expected = ["Tindak lanjut", "Sosialisasi", "Instansi", "Narahubung"]

    for text in ("BP3TKI", "bp3mi", "Surabaya"):
        assert [section.label for section in search(text, records.a_staff_member())] == expected


def test_marks_stand_where_the_words_were_written():
    text = "Ma’ruf dan José, JOSE\u0301!"
    pieces = marked(text, ["jose", "maruf"])
    assert "".join(piece for piece, _is_hit in pieces) == text
    assert [piece for piece, is_hit in pieces if is_hit] == ["Ma’ruf", "José", "JOSE\u0301"]


def test_a_record_of_nothing_but_spaces_is_found_by_nothing():
    records.a_complaint(text="   ")
    assert list(Complaint.objects.searched("kartu")) == []
