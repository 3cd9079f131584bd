"""A stored secret that no key opens: every page says so in a sentence, and no form loses what was typed."""

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from outreach.models import ComplaintReporter
from pmi_portal.audit.models import Event
from pmi_portal.drafts.keys import browser_keys
from tests.support.records import a_complaint, the_limits
from tests.support.sending_world import make_whole_world
from tests.support.sendings import found
from tests.support.sent_forms import form_of
from tests.support.sign_in import a_second_factor, code_now, give_code, reauthenticate, sign_in

pytestmark = pytest.mark.django_db
OVERVIEW, GENERATE = "/akun/2fa/", "/akun/2fa/recovery-codes/generate/"
SENTENCE = "Minta administrator mengembalikan kunci itu ke FIELD_KEYS"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path


@pytest.fixture
def lost(settings):
    """The key is lost when this is called."""

    def lose():
        settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    return lose


@pytest.fixture
def page(administrator):
    """The browser of an administrator who gave password and code, and the password once more."""
    client = Client(raise_request_exception=False)
    secret, _codes = a_second_factor(administrator)
    sign_in(client, administrator.email)
    give_code(client, code_now(secret))
    assert reauthenticate(client, to=GENERATE)["Location"] == GENERATE
    return client


@pytest.fixture
def complaint():
    the_limits()
    complaint = a_complaint()
    reporter = ComplaintReporter(complaint=complaint)
    reporter.seal(name="Siti", contact="0812")
    reporter.save()
    return complaint


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_without_the_key_every_door_answers(page, administrator, lost):
    world = make_whole_world(administrator)
    browser_keys(by=administrator)
    lost()

    _sendings, answers = found(page, world)
    unreadable = {name for name, status in answers.items() if status == 409}
    sent = [page.post(f"/pengaduan/{world['complaint']['pk']}/identitas/"), page.post("/draf/kunci/")]

    assert {name: status for name, status in answers.items() if status >= 500} == {}
    assert unreadable == {
        "import_columns",
        "import_fix",
        "import_marked",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
    assert [(answer.status_code, SENTENCE in text_of(answer)) for answer in sent] == [(409, True)] * 2


def test_the_page_says_whom_to_ask_and_gives_a_number_that_stands_in_the_log(page, complaint, lost, caplog):
    lost()

    answer = page.post(f"/pengaduan/{complaint.pk}/identitas/")

    assert SENTENCE in text_of(answer)
    logged = [line.msg for line in caplog.records if line.name == "pmi_portal.layout.errors"]
    assert [(one["event"], one["view"]) for one in logged] == [("secret_unreadable", "complaint_identify")]
    assert f"Nomor kejadian: <strong>{logged[0]['incident']}</strong>" in text_of(answer)
    assert not Event.objects.filter(action="complaint.identity_shown").exists()


def test_the_overview_of_the_second_factor_tells_what_to_make_anew(page, lost):
    assert "FIELD_KEYS" not in text_of(page.get(OVERVIEW))
    lost()

    told = text_of(page.get(OVERVIEW))

    assert "Nonaktifkan lalu aktifkan lagi sebelum Anda keluar" in told
    assert "Buat kode baru, atau minta administrator mengembalikan kunci itu ke FIELD_KEYS." in told
    assert "kode belum dipakai" not in told
    assert 'href="/akun/2fa/"' in text_of(page.get("/akun/2fa/recovery-codes/"))


def test_new_recovery_codes_are_the_way_out(page, lost):
    lost()
    assert page.get(GENERATE).status_code == 200

    page.post(GENERATE)

    assert page.get("/akun/2fa/recovery-codes/").status_code == 200
    assert "10 dari 10 kode belum dipakai." in text_of(page.get(OVERVIEW))


def test_a_complaint_whose_reporter_cannot_be_opened_keeps_its_form(page, complaint, lost):
    lost()
    address = f"/pengaduan/{complaint.pk}/ubah/"

    refused = page.post(address, form_of(page.get(address)).sent | {"name": "Sari", "reason": "Salah tulis."})
    assert (refused.status_code, SENTENCE in text_of(refused)) == (422, True)
    assert 'value="Sari"' in text_of(refused)

    other = {"text": "Gaji belum dibayar.", "reason": "Diperjelas."}
    assert page.post(address, form_of(page.get(address)).sent | other).status_code == 302
