"""Whoever sets the portal up finds every setting in .env.example, and nothing there is idle."""

import re

from tests.architecture.source import ROOT

READ = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"")
NAMED = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def settings_read(root):
    """The names that the settings read from the environment."""
    sources = [root / "pmi_portal/settings.py", root / "pmi_portal/running/configuration.py"]
    return {name for source in sources for name in READ.findall(source.read_text(encoding="utf-8"))}


def settings_named(root):
    return set(NAMED.findall((root / ".env.example").read_text(encoding="utf-8")))


def test_every_setting_is_explained_and_every_explanation_is_of_a_setting():
    assert settings_named(ROOT) == settings_read(ROOT)


def test_the_example_sets_nothing():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_a_setting_is_found_in_every_way_of_reading_it(tmp_path):
    (tmp_path / "pmi_portal/running").mkdir(parents=True)
    (tmp_path / "pmi_portal/settings.py").write_text(
        'A = env("ONE")\nB = env.list(\n    "TWO", default=[])\n'
    )
    (tmp_path / "pmi_portal/running/configuration.py").write_text('env("ONE", default="")\nenviron("NONE")\n')
    (tmp_path / ".env.example").write_text("# words\n#ONE=1\nTHREE=\n")
    assert settings_read(tmp_path) == {"ONE", "TWO"}
    assert settings_named(tmp_path) == {"ONE", "THREE"}
