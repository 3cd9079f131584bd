"""What others wrote and we ship is the file its makers published, with its licence."""

import hashlib
import json
import re
import shutil

import pytest

from pmi_portal.layout import menu
from tests.architecture.source import ROOT, assert_none, files

FOLDERS = ("static/vendor", "tests/browser/vendor")
REGISTER = "static/vendor/HASHES.json"
SPRITE = "static/vendor/bootstrap-icons/sprite.svg"
SYMBOL, ICON = re.compile(r'<symbol id="([^"]+)"'), re.compile(r'icon\.html"\s+with\s+name="([^"]+)"')
OUR_OWN = ("README.md", "HASHES.json")


def strange_files(root):
    """Vendored files that are not registered, not as registered, or missing; packages without a licence."""
    packages = json.loads((root / REGISTER).read_text(encoding="utf-8"))["packages"]
    registered = {name: digest for package in packages for name, digest in package["files"].items()}
    found = [path for path in files(root, "*", *FOLDERS) if path.name not in OUR_OWN]
    names = {path.relative_to(root).as_posix(): path for path in found}
    yield from (f"{name} is not in {REGISTER}" for name in names.keys() - registered.keys())
    yield from (f"{name} is missing" for name in registered.keys() - names.keys())
    for name in sorted(names.keys() & registered.keys()):
        if hashlib.sha256(names[name].read_bytes()).hexdigest() != registered[name]:
            yield f"{name} is not the registered file"
    for package in packages:
        if package["licence_file"] not in package["files"] or not package["licence"]:
            yield f"{package['name']} has no licence"


def source_maps(root):
    """A comment that names a source map makes the manifest storage look for a file that we do not ship."""
    for path in files(root, "*", *FOLDERS):
        if path.suffix in (".js", ".css") and b"sourceMappingURL" in path.read_bytes():
            yield f"{path.relative_to(root).as_posix()} names a source map"


def test_every_vendored_file_is_the_registered_one_with_its_licence():
    assert_none(strange_files(ROOT))


def test_no_vendored_file_names_a_source_map():
    assert_none(source_maps(ROOT))


def test_every_package_stands_in_the_table_of_licences():
    table = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    packages = json.loads((ROOT / REGISTER).read_text(encoding="utf-8"))["packages"]
    rows = [f"| {package['name']} {package['version']} | {package['licence']} |" for package in packages]
    assert [row for row in rows if row not in table] == []


def icons_in_use(root):
    """The names that templates and the menu give to components/icon.html."""
    pages = [path.read_text(encoding="utf-8") for path in files(root, "*.html", "templates")]
    entries = [menu.HOME, *(entry for group in menu.GROUPS for entry in group.entries)]
    return {name for text in pages for name in ICON.findall(text)} | {entry.icon for entry in entries}


def test_the_sprite_holds_the_icons_in_use_and_no_other():
    assert set(SYMBOL.findall((ROOT / SPRITE).read_text(encoding="utf-8"))) == icons_in_use(ROOT)


@pytest.fixture
def copy(tmp_path):
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_a_changed_file_is_named(copy):
    script = copy / "static/vendor/htmx/htmx.min.js"
    script.write_text(script.read_text() + " ")
    assert list(strange_files(copy)) == ["static/vendor/htmx/htmx.min.js is not the registered file"]


def test_a_stranger_and_a_missing_file_are_named(copy):
    (copy / "static/vendor/htmx/htmx.min.js").rename(copy / "static/vendor/htmx/htmx.js")
    assert list(strange_files(copy)) == [
        f"static/vendor/htmx/htmx.js is not in {REGISTER}",
        "static/vendor/htmx/htmx.min.js is missing",
    ]


def test_a_package_without_a_licence_is_named(copy):
    register = json.loads((copy / REGISTER).read_text())
    register["packages"][0]["licence_file"] = ""
    (copy / REGISTER).write_text(json.dumps(register))
    assert list(strange_files(copy)) == ["bootstrap has no licence"]


def test_a_source_map_comment_is_named(copy):
    (copy / "static/vendor/htmx/htmx.min.js").write_text("//# sourceMappingURL=htmx.min.js.map")
    assert list(source_maps(copy)) == ["static/vendor/htmx/htmx.min.js names a source map"]
