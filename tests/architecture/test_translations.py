"""Bahasa Indonesia is written in the code; English must say all of it, and be compiled."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "pmi_portal/locale"
CATALOGUES = sorted(
    path
    for folder in (LOCALE, Path(settings.BASE_DIR) / "pmi_portal/words/frameworks")
    for path in folder.glob("*/LC_MESSAGES/django.po")
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%s|\{\w+\}")
# What English once said and the house does not.
FOREIGN = re.compile(
    r"\b(reporters?|urgent|paused?|stance|resource persons?|posting|admin screens?|somebody else|chain"
    r"|contradict(ion|ory)|active participants|illustrative|second cod(e|ing)s?|session expired"
    r"|sign-in (has )?(ended|expired))\b",
    re.IGNORECASE,
)
SOURCES = ("pmi_portal", "stakeholders", "outreach", "surveys", "reports", "templates")


def read(path):
    with path.open("rb") as file:
        return pofile.read_po(file)


def messages(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


def said(catalogue):
    """{(context, singular): texts}; a compiled catalogue has lists for tuples and contexts as bytes."""
    return {_name(message): list(_texts(message)) for message in catalogue if message.id}


def _name(message):
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context, message.id if isinstance(message.id, str) else message.id[0]


def test_there_is_an_english_catalogue():
    assert LOCALE / "en/LC_MESSAGES/django.po" in CATALOGUES


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.parts[-4::2][:1] + path.parts[-3:-2])
)
def test_every_message_is_translated_and_certain(path):
    catalogue = read(path)
    missing = [message.id for message in catalogue if message.id and not all(_texts(message))]

    assert missing == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.parts[-4::2][:1] + path.parts[-3:-2])
)
def test_placeholders_survive_translation(path):
    broken = [message.id for message in read(path) if message.id and _placeholders_differ(message)]

    assert broken == []


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.parts[-4::2][:1] + path.parts[-3:-2])
)
def test_every_translation_fits_its_message(path):
    assert [str(fault) for _, faults in read(path).check() for fault in faults] == []


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.parts[-4::2][:1] + path.parts[-3:-2])
)
def test_compiled_catalogue_says_the_same(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = mofile.read_mo(file)

    assert said(compiled) == said(read(path))


def test_english_says_one_word_for_one_thing():
    told = [
        text
        for message in read(LOCALE / "en/LC_MESSAGES/django.po")
        if message.id
        for text in _texts(message)
    ]

    assert [text for text in told if FOREIGN.search(text)] == []


def test_english_catalogue_holds_exactly_the_messages_of_the_code(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed on this machine")
    root = Path(settings.BASE_DIR)
    for name in SOURCES:
        shutil.copytree(
            root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "locale")
        )
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location", "--no-obsolete"]
    # Without our settings, which would send the messages of each app elsewhere.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)

    extracted = messages(read(tmp_path / "locale/en/LC_MESSAGES/django.po"))

    committed = messages(read(LOCALE / "en/LC_MESSAGES/django.po"))
    assert sorted(map(str, extracted ^ committed)) == []


def _texts(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _placeholders_differ(message):
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    return set(PLACEHOLDER.findall(ids[-1])) != set(PLACEHOLDER.findall(_texts(message)[-1]))
