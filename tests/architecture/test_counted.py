"""What is counted in a tally is written only where it is counted."""

import ast
import re

from tests.architecture.source import ROOT, dotted, modules, plant, tree_of
from tests.architecture.writing import WRITES

WORDS = re.compile(r"\b(Statement|Stance|statements?|stances?|said)\b")
# Each in the transaction of `count_voices`.
WRITERS_OF_WORDS = {
    "outreach.fgd.actions.statements.delete_statement",
    "outreach.fgd.actions.statements._save",
    "outreach.fgd.actions.statements._take_stances",
}


def writers_of_words(root):
    """Functions that write statements or stances of groups; the demo counts all it made at its end."""
    for path in modules(root):
        if "demo" in path.parts:
            continue
        for function in ast.walk(tree_of(path)):
            if isinstance(function, ast.FunctionDef) and any(map(writes_words, ast.walk(function))):
                yield f"{dotted(path, root)}.{function.name}"


def writes_words(node):
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in WRITES and bool(WORDS.search(ast.unparse(node.func.value)))
    return ast.unparse(node.func) == "save_record" and bool(WORDS.search(ast.unparse(node.args[0])))


def test_words_are_written_only_where_they_are_counted():
    assert set(writers_of_words(ROOT)) == WRITERS_OF_WORDS


def test_a_planted_writer_is_found(tmp_path):
    planted = """
def quiet(session): session.statements.filter(sentiment="").update(sentiment="neutral")
def saving(statement, by): save_record(statement, by)
def reading(session): return session.statements.filter(sentiment="").count()
"""
    plant(tmp_path, outreach__fgd__views=planted)
    assert set(writers_of_words(tmp_path)) == {"outreach.fgd.views.quiet", "outreach.fgd.views.saving"}
