"""Logs: one line an event whatever is in it, and nothing in it that is nobody's business."""

import json
import logging

import pytest
import structlog

from pmi_portal.running import logs
from tests.support.records import PASSWORD, a_staff_member
from tests.support.sign_in import sign_in


@pytest.fixture
def json_line():
    """json_line(logger, **values): the line production would write."""
    settings = logs.config(as_json=True, level="INFO")["formatters"]["lines"]
    formatter = structlog.stdlib.ProcessorFormatter(
        processor=settings["processor"], foreign_pre_chain=settings["foreign_pre_chain"]
    )

    def run(message):
        return formatter.format(logging.LogRecord("x", logging.WARNING, "", 1, message, None, None))

    yield run
    logs.config(as_json=False, level="WARNING")


@pytest.mark.parametrize("evil", ["a\r\nlevel=error forged", "a\x1b[2Jb", "a\u2028b", 'a", "level": "error'])
def test_no_text_forges_a_line(json_line, evil):
    line = json_line(evil)
    assert len(line.splitlines()) == 1
    assert (json.loads(line)["event"], json.loads(line)["level"]) == (evil, "warning")


@pytest.fixture
def said(caplog):
    """All that was logged, as text."""
    caplog.set_level(logging.DEBUG)
    return lambda: " ".join(str(record.msg) + str(record.args) for record in caplog.records)


def test_a_request_is_logged_without_what_was_searched_for(client, db, said):
    client.get("/akun/login/?next=/narahubung/%3Fcari%3DDewi&rahasia=Lestari")
    assert "GET /akun/login/" in said()
    assert [word for word in ("Dewi", "Lestari") if word in said()] == []


def test_the_key_of_a_password_link_is_not_logged(client, db, said, mailoutbox):
    client.post("/akun/password/reset/", {"email": a_staff_member().email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    client.get(link)
    assert "GET /akun/password/reset/key/.../" in said()
    assert link.rstrip("/").rpartition("/")[2] not in said()


def test_the_key_of_a_calendar_address_is_not_logged(client, db, said):
    client.get("/kalender/umpan/kunci-rahasia.ics")
    assert "GET /kalender/umpan/..." in said()
    assert "kunci-rahasia" not in said()


def test_signing_in_logs_neither_address_nor_password(client, db, said):
    person = a_staff_member()
    sign_in(client, person.email, "bukan kata sandinya")
    sign_in(client, person.email)
    assert [text for text in (person.email, PASSWORD, "bukan kata sandinya") if text in said()] == []
