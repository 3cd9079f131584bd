"""A process is started in one place, which leaves none behind and gives none our secrets."""

import ast

import pytest

from tests.architecture.source import ROOT, assert_none, at, modules, plant, tree_of

HOME = ("pmi_portal", "running")
STARTS = {"Popen", "run", "call", "check_call", "check_output"}


def stray_children(root):
    for path in modules(root):
        if path.relative_to(root).parts[:2] == HOME:
            continue
        for node in ast.walk(tree_of(path)):
            of_module = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "subprocess"
            if of_module and node.attr in STARTS:
                yield f"{at(path, root, node.lineno)} starts a process; pmi_portal.running.child does that"


def test_processes_are_started_in_one_place():
    assert_none(stray_children(ROOT))


@pytest.mark.parametrize("call", sorted(STARTS))
def test_a_planted_start_is_found(tmp_path, call):
    plant(tmp_path, reports__drawing=f"import subprocess\nsubprocess.{call}(['ls'])\n")
    plant(tmp_path, pmi_portal__running__child=f"import subprocess\nsubprocess.{call}(['ls'])\n")
    assert [one.partition(" ")[0] for one in stray_children(tmp_path)] == ["reports/drawing.py:2"]
