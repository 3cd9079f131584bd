"""The way in, one's own account and the admin in a real browser: nothing refused, nothing unreadable."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from stakeholders.models import Region
from tests.support.records import (
    PASSWORD,
    a_region,
    a_staff_member,
    an_administrator,
    an_event,
    an_institution,
)
from tests.support.sign_in import code_now

pytestmark = pytest.mark.django_db(transaction=True)
NARROW, WIDE = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


def fits(page):
    """Nothing runs out of the window to the right."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def look(page, axe, address):
    page.goto(address)
    faults = [f"{address}: {fault}" for fault in axe(page)]
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        faults += [] if fits(page) else [f"{address}: too wide at {size['width']}"]
    return faults


def log_in(page, user):
    page.goto("/akun/login/")
    page.get_by_label("Alamat surel").fill(user.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/akun/login/" not in url)


def test_a_person_sets_up_the_second_factor_and_comes_in_with_it(page, axe):
    person = a_staff_member()
    log_in(page, person)
    page.goto("/akun/2fa/totp/activate/")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_alt_text("Kode QR untuk aplikasi autentikator")).to_be_visible()
    assert page.evaluate("document.querySelector('img.qr').naturalWidth > 0")
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Kode").fill(code_now(secret))
    page.get_by_role("button", name="Aktifkan aplikasi autentikator").click()
    expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    code = page.locator(".codes li").first.inner_text()
    assert look(page, axe, "/akun/2fa/") == []

    page.context.clear_cookies()
    log_in(page, person)
    expect(page.get_by_role("heading", name="Verifikasi dua langkah")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/akun/" not in url)
    page.goto("/akun/2fa/")
    expect(page.get_by_text("9 dari 10 kode belum dipakai.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_readable(page, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in ("/akun/login/", "/akun/password/reset/", "/akun/password/reset/key/1-x-y/"):
        assert look(page, axe, address) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_own_account_is_readable(page, axe, sign_in, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, a_staff_member())
    for address in (
        "/akun/password/change/",
        "/akun/2fa/",
        "/akun/perangkat/",
        "/akun/logout/",
        "/akun/reauthenticate/",
    ):
        assert look(page, axe, address) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_error_pages_are_readable(page, axe, sign_in, faults, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, a_staff_member())
    for address in ("/tidak/ada/", "/admin/"):
        assert look(page, axe, address) == []
    assert [fault for fault in faults if "the server responded with a status of 40" not in fault] == []
    faults.clear()


def test_former_names_of_an_institution_fit_on_the_admin_screen(page, sign_in, live_server):
    institution = an_institution()
    told = {"valid_to": date(2022, 11, 8), "source": "Perpres 90/2019"}
    institution.former_names.create(name="UPT BP2MI Surabaya", **told)
    sign_in(page, an_administrator())
    for language in ("id", "en"):
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        )
        page.goto(f"/admin/stakeholders/institution/{institution.pk}/change/")
        assert (language, fits(page)) == (language, True)


def test_the_policy_breaks_nothing_in_the_admin(page, sign_in):
    region = a_region()
    administrator = an_administrator()
    sign_in(page, administrator)
    screens = ["", "accounts/user/", "accounts/user/add/", f"accounts/user/{administrator.pk}/change/"]
    screens += [f"accounts/user/{administrator.pk}/password/", "audit/event/", "stakeholders/posting/add/"]
    screens += [f"stakeholders/region/{region.pk}/change/", f"stakeholders/region/{region.pk}/history/"]
    for screen in screens:
        page.goto(f"/admin/{screen}")
    page.goto(f"/admin/stakeholders/region/{region.pk}/change/")
    page.locator(".add-row a").first.click()  # made by the admin's own script
    expect(page.locator("#id_districts-0-name")).to_be_visible()
    page.goto(f"/admin/stakeholders/region/{region.pk}/change/")
    page.locator("[name=name]").fill("Nama baru")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("Nama baru")
    assert Region.objects.get(pk=region.pk).name == "Nama baru"
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", name="Masuk ke Portal PMI")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_form_sent_too_late_is_readable(page, axe, sign_in, faults, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, a_staff_member())
    page.goto(f"/fgd/kegiatan/{an_event(note='').pk}/ubah/", wait_until="networkidle")
    Session.objects.all().delete()
    page.get_by_label("Catatan").fill("Loket tutup siang hari.")
    # The draft that could not be kept asks to sign in.
    page.get_by_role("button", name="Nanti saja").click()
    page.get_by_role("button", name="Simpan").click()

    expect(page.locator("p").filter(has_text="Loket tutup siang hari.")).to_be_visible()
    assert axe(page) == []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        assert fits(page)
    assert [fault for fault in faults if "the server responded with a status of 403" not in fault] == []
    faults.clear()
