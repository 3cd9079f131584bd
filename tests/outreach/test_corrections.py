"""Names and zones of places that a release corrects are followed as those that the admin corrects."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from outreach import reference as outreach_reference
from outreach.complaints.actions.clocks import recompute_clocks
from pmi_portal.loading.reference import Loader
from stakeholders import reference
from stakeholders.models import District, Region
from tests.support.records import a_complaint, a_limit, a_session, an_activity, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(tmp_path):
    """released(file, new, old): the database holds an older release, with `old` where it says `new`."""

    def release(file, new, old):
        for path in reference.DATA.glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            assert path.stem != file or new in text
            text = text.replace(new, old) if path.stem == file else text
            (tmp_path / path.name).write_text(text, encoding="utf-8")
        reference.load(Loader(), tmp_path)
        outreach_reference.load(Loader())

    return release


def numbers_of(*records):
    for record in records:
        record.refresh_from_db()
    return [record.sequence for record in records]


def test_the_numbers_rise_when_a_release_renames_a_district_for_what_shows_its_name(released):
    released("districts", "Kab. Cilacap", "Kab. Tjilatjap")
    renamed, other = District.objects.get(name="Kab. Tjilatjap"), District.objects.get(name="Kab. Kupang")
    sessions = [a_session(event=an_event(region=one.region, district=one)) for one in (renamed, other)]
    activities = [an_activity(region=one.region, district=one) for one in (renamed, other)]

    for _time in range(2):
        call_command("load_reference", verbosity=0)

    renamed.refresh_from_db()
    assert renamed.name == "Kab. Cilacap"
    assert numbers_of(*sessions, *activities) == [1, 0, 1, 0]


def test_the_clocks_move_when_a_release_corrects_the_zone_of_a_region(released):
    released("regions", "Cilacap,Asia/Jakarta", "Cilacap,Asia/Makassar")
    region, other = Region.objects.get(code="CILACAP"), Region.objects.get(code="KUPANG")
    # At half past eleven in the evening in the west it is the next working day further east.
    taken = {"received_at": datetime(2024, 5, 6, 16, 30, tzinfo=UTC), "limit": a_limit(working_days=5)}
    moved, stays = a_complaint(region=region, **taken), a_complaint(region=other, **taken)
    recompute_clocks(by=None)
    before = days_of(moved, stays)
    assert before[0] == before[1]

    call_command("load_reference", verbosity=0)

    after = days_of(moved, stays)
    assert after[0] < before[0]
    assert after[1] == before[1]


def days_of(*complaints):
    for complaint in complaints:
        complaint.refresh_from_db()
    return [complaint.answer_by for complaint in complaints]
