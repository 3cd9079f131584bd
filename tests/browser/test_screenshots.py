"""The pictures of the README: taken from the demo, so that they show what is there.

Run with PORTAL_SCREENSHOTS=1 to write them anew into docs/screenshots; else they are only taken.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from outreach.models import Statement
from pmi_portal.accounts.models import User
from stakeholders.models import Region
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.models import SurveyRound

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = Path(settings.BASE_DIR) / "docs/screenshots"
NAMES = ["dashboard", "session", "import"]


def a_file_with_faults():
    elements = ",".join(f"U{number}" for number in range(1, 10))
    rows = [f"No,Tanggal wawancara,Jenis kelamin,{elements}"]
    rows += [f"{n},2026-05-0{n % 9 + 1},{'PL'[n % 2]},{','.join(['3', '4', '3'] * 3)}" for n in range(1, 38)]
    rows += ["38,5 Mei 2026,P,3,4,9,4,3,4,4,2,3", "39,kapan-kapan,L,3,3,3,3,3,3,3,3,3"]
    return ContentFile("\n".join(rows).encode(), name="SKM Cilacap Mei 2026.csv")


@pytest.fixture
def addresses(db):
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)
    officer = User.objects.get(email="petugas.cilacap@portal.example")
    batch = upload_file(
        survey_round=SurveyRound.objects.get(code="skm-2026"),
        file=a_file_with_faults(),
        region=Region.objects.get(code="CILACAP"),
        basis="public_task",
        by=officer,
    )
    check_batch(batch=batch, by=officer)
    session = Statement.objects.first().session
    return {
        "dashboard": ("dewas", reverse("dashboard")),
        "session": ("kpkp", f"{session.get_absolute_url()}#pernyataan"),
        "import": ("petugas.cilacap", batch.get_absolute_url()),
    }


def test_readme_pictures_can_be_taken(page, sign_in, addresses, tmp_path):
    place = PLACE if os.environ.get("PORTAL_SCREENSHOTS") == "1" else tmp_path
    place.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": 860})
    for name in NAMES:
        person, address = addresses[name]
        page.context.clear_cookies()
        sign_in(page, User.objects.get(email=f"{person}@portal.example"))
        assert page.goto(address).status == 200
        page.wait_for_load_state("networkidle")
        page.screenshot(path=place / f"{name}.png")

    assert sorted(path.stem for path in place.glob("*.png")) == sorted(NAMES)


def test_readme_shows_every_picture_that_is_kept():
    readme = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8")

    assert [name for name in NAMES if f"docs/screenshots/{name}.png" not in readme] == []
    assert sorted(path.stem for path in PLACE.glob("*.png")) == sorted(NAMES)
