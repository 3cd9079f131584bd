"""The shipped reference data: complete, true to its sources, loaded without harm as often as one likes."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from pmi_portal.loading.reference import Loader
from stakeholders import reference
from stakeholders.models import District, FormerName, Institution, Region, StakeholderGroup, TermAlias
from tests.support.records import a_group, a_region, an_institution

pytestmark = pytest.mark.django_db
QUOTE = (
    "mulai dari pejabat BPJS-TK dari pusat hingga daerah, BP3TKI, LTSA, PPTKIS, LSM, tokoh agama/masyarakat "
    "hingga relawan dan kepala desa di daerah kantong-kantong pekerja migrant"
)
NAMED = ["BPJSTK", "BP3MI", "LTSA", "P3MI", "LSM", "TOKOH", "RELAWAN", "DESA"]


def load(folder=reference.DATA):
    loader = Loader()
    reference.load(loader, folder)
    return loader


@pytest.fixture
def copied(tmp_path):
    """The shipped files, to be changed as a newer release would."""
    for path in reference.DATA.glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def shipped(copied, name, old, new):
    path = copied / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_file_names_its_sources():
    for path in sorted(reference.DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert "source" in rows[0], path.name
        unverified = [row for row in rows if not row["source"]]
        assert all("Belum terverifikasi" in row["note"] for row in unverified), path.name


def test_four_regions_with_their_zones_come_in_the_order_of_the_article():
    load()
    assert list(Region.objects.values_list("code", "named_as_in_source", "time_zone")) == [
        ("CIRAYU", "Kabupaten Cirebon-Indramayu", "Asia/Jakarta"),
        ("TULUNGAGUNG", "Tulungagung dan sekitar", "Asia/Jakarta"),
        ("KUPANG", "Kupang", "Asia/Makassar"),
        ("CILACAP", "Cilacap", "Asia/Jakarta"),
    ]


def test_districts_equal_the_reference_table():
    table = Path(__file__).parents[3] / "shared" / "reference" / "regions.csv"
    if not table.exists():
        pytest.skip("the reference table is not on this machine")
    load()
    with table.open(encoding="utf-8", newline="") as file:
        wanted = {
            (row["region"], row["name"], row["kemendagri"], row["bps"], row["tz"], int(row["population"]))
            for row in csv.DictReader(file)
        }
    fields = ("region__code", "name", "kemendagri_code", "bps_code", "time_zone", "population")
    assert set(District.objects.values_list(*fields)) == wanted


def test_the_two_codes_agree_in_java_and_differ_in_ntt():
    load()
    same = {
        district.name
        for district in District.objects.all()
        if district.kemendagri_code.replace(".", "") == district.bps_code
    }
    kupang = set(District.objects.filter(region__code="KUPANG").values_list("name", flat=True))
    differing = kupang - {"Kota Kupang", "Kab. Malaka"}
    assert same == set(District.objects.values_list("name", flat=True)) - differing
    assert District.objects.get(name="Kab. Kupang").bps_code == "5303"


def test_nineteen_groups_of_which_eight_are_named_word_for_word():
    load()
    groups = list(StakeholderGroup.objects.all())
    assert [group.order for group in groups] == list(range(1, 20))
    named = [group for group in groups if group.basis == "source"]
    assert [group.code for group in named] == NAMED
    assert all(group.named_as_in_source in QUOTE for group in named)
    assert [group.named_as_in_source for group in groups if group.basis != "source"] == [""] * 11


def test_terms_of_one_family_reach_from_the_oldest_to_the_newest():
    load()
    families = {}
    for family, term in TermAlias.objects.values_list("family", "term"):
        families.setdefault(family, set()).add(term)
    assert families["BP3MI"] == {"BP3TKI", "UPT BP2MI", "BP3MI"}
    assert families["KP2MI"] == {"BNP2TKI", "BP2MI", "KP2MI", "KemenP2MI"}
    assert all(family in terms for family, terms in families.items())


def test_institutions_come_with_their_dated_former_names():
    load()
    institution = Institution.objects.get(name="BP3MI Jawa Timur")
    names = institution.former_names.values_list("name", "valid_from__year", "valid_to__year")
    assert list(names) == [("BP3TKI Surabaya", None, 2019), ("UPT BP2MI Surabaya", 2020, 2022)]
    assert "6 Desember 2017" in Institution.objects.get(name="LTSA Kabupaten Cirebon").note


def test_loading_twice_changes_nothing():
    load()
    models = (Region, District, StakeholderGroup, TermAlias, Institution, FormerName)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    again = load()

    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert {outcome for _model, outcome in again.counts} == {"unchanged"}
    assert again.kept == []


def test_an_edited_row_is_kept_and_named_by_the_command(copied):
    load()
    StakeholderGroup.objects.filter(code="LSM").update(name="LSM dan yayasan")
    out = StringIO()

    call_command("load_reference", stdout=out)

    assert StakeholderGroup.objects.get(code="LSM").name == "LSM dan yayasan"
    assert "kept, since it was edited here: LSM dan yayasan" in out.getvalue()


def test_a_newer_shipped_value_renews_an_unedited_row_and_spares_an_edited_one(copied):
    load()
    District.objects.filter(name="Kab. Cilacap").update(population=1)
    shipped(copied, "districts", "2059748", "2060000")
    shipped(copied, "districts", "2489046", "2500000")

    loader = load(copied)

    assert District.objects.get(name="Kab. Cirebon").population == 2_500_000
    assert District.objects.get(name="Kab. Cilacap").population == 1
    assert loader.kept == ["Kab. Cilacap"]
    assert loader.counts["district", "updated"] == 1


def test_an_institution_somebody_recorded_is_never_touched():
    load()
    Institution.objects.filter(name="BP3MI Jawa Timur").update(
        address="Jalan Merdeka 1", valid_to=date(2020, 1, 1)
    )
    load()
    institution = Institution.objects.get(name="BP3MI Jawa Timur")
    assert (institution.address, institution.valid_to) == ("Jalan Merdeka 1", date(2020, 1, 1))
    assert institution.former_names.count() == 2


def test_an_institution_of_the_same_name_in_another_region_is_another_one():
    elsewhere = an_institution(name="BP3MI Jawa Timur", region=a_region())
    load()
    same = Institution.objects.filter(name="BP3MI Jawa Timur")
    assert [one.region.code for one in same.exclude(pk=elsewhere.pk)] == ["TULUNGAGUNG"]


def test_an_institution_recorded_under_a_former_name_is_not_created_again():
    region = Region.objects.create(code="KUPANG", name="Kupang", time_zone="Asia/Makassar")
    ours = an_institution(name="BP3MI NTT", region=region, group=a_group(code="BP3MI"))
    FormerName.objects.create(institution=ours, name="BP3MI Nusa Tenggara Timur")
    load()
    assert list(Institution.objects.filter(region=region, group__code="BP3MI")) == [ours]


def test_the_command_says_how_many_rows_it_made():
    out = StringIO()
    call_command("load_reference", stdout=out)
    lines = out.getvalue().splitlines()
    assert {"region: 4 created", "district: 21 created", "stakeholdergroup: 19 created"} <= set(lines)
