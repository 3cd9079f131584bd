"""Word documents from templates that staff edit: fields, loops and conditions, and nothing else.

A template is a program of its author, a text of a record never is: `{{ }}` typed into a statement stays text.
"""

import io
import re
import traceback
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pmi_portal.files.zips import DOCUMENT, fault_of

OWN = Path(__file__).parent / "word"
FILTERS = {"default", "join", "length", "lower", "trim", "upper"}
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or),
)
HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
MOST_UNPACKED = 20 * 1024**2
LONGEST_PROPERTY = 255
PARAGRAPH = re.compile(r"<w:p([ >])")
TAG = re.compile(r"<[^>]+>")
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class BrokenTemplate(Exception):
    """A template that cannot be filled: `line` is what stands there, `fault` what is wrong."""

    def __init__(self, fault, line="", detail=""):
        super().__init__(fault, line, detail)
        self.fault, self.line, self.detail = fault, line, detail


class _Template(DocxTemplate):
    def render_properties(self, context, jinja_env=None):
        """The file's own title and author are ours: whatever fields stand there are dropped."""
        properties = self.docx.core_properties
        properties.title, properties.author = context["judul_dokumen"][:LONGEST_PROPERTY], context["kepala"]


def own_template(kind):
    """Where the portal's own template of a kind of document stands."""
    return OWN / f"{kind}.docx"


def filled_template(file, data):
    """The Word document, as bytes, of the template in that open file; closes the file."""
    with file:
        template = _Template(file)
        template.render(data, _environment(), autoescape=True)
    content = io.BytesIO()
    template.save(content)
    return content.getvalue()


def check_template(file, samples):
    """Raise BrokenTemplate unless the template can be filled with each sample; leaves the file open."""
    try:
        _check_package(file)
        template = _Template(file)
        sources = list(_sources(template))
    except Exception as fault:  # whatever python-docx stumbles over in a file that is no document
        raise BrokenTemplate("file") from fault
    _check_links(template.docx.part.package)
    file.seek(0)
    content = file.read()
    for sample in samples:
        for source in sources:
            _check_source(source, sample)
        _check_whole(content, sample)


def _environment():
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    return environment


def _sources(template):
    """The text of each part with fields, one paragraph a line, as it is handed to Jinja."""
    template.init_docx()
    parts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _key, part in template.get_headers_footers(uri)]
    footnotes = (part for part in template.docx.part.package.parts if part.content_type == FOOTNOTES)
    parts += [part.blob.decode() for part in footnotes]
    return (PARAGRAPH.sub(r"\n<w:p\1", template.patch_xml(part)) for part in parts)


def _check_package(file):
    """Refuse what would fill the memory or deceive the parser, before it is unpacked."""
    if fault := fault_of(file, DOCUMENT, most=MOST_UNPACKED):
        raise fault


def _check_links(package):
    """Nothing that Word would fetch from elsewhere when somebody opens the document."""
    for part in package.iter_parts():
        for link in part.rels.values():
            if link.is_external and link.reltype != HYPERLINK:
                raise BrokenTemplate("external", detail=link.target_ref[:200])


def _check_source(source, sample):
    environment = _environment()
    try:
        tree = environment.parse(source)
        _check_tree(tree, source)
        filled = environment.from_string(source).render(sample)
    except TemplateSyntaxError as fault:
        raise BrokenTemplate("syntax", _line(source, fault.lineno), fault.message) from fault
    except UndefinedError as fault:
        raise BrokenTemplate("unknown", _line(source, _line_number(fault)), fault.message) from fault
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        raise BrokenTemplate("syntax", _line(source, _line_number(fault)), str(fault)) from fault
    try:
        parse_xml(filled)
    except (SyntaxError, ValueError) as fault:
        raise BrokenTemplate("torn") from fault


def _check_whole(content, sample):
    try:
        filled_template(io.BytesIO(content), sample)
    except Exception as fault:  # tables whose cells do not fit, numbers that Word wants and did not get
        raise BrokenTemplate("torn") from fault


def _check_tree(tree, source):
    """Fields, loops and conditions only: no calls, no arithmetic, nothing that could keep the server busy."""
    for node in (tree, *tree.find_all(nodes.Node)):
        named = isinstance(node, nodes.Filter) and node.name in FILTERS
        if not named and not isinstance(node, ALLOWED):
            raise BrokenTemplate("forbidden", _line(source, node.lineno))


def _line_number(fault):
    """The line of the template a fault came from, as Jinja notes it in the trace; 0 when unknown."""
    frames = traceback.extract_tb(fault.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == "<template>"), 0)


def _line(source, number):
    """What the author wrote in that line, without the marks of Word."""
    lines = source.splitlines()
    text = TAG.sub("", lines[number - 1]) if 0 < number <= len(lines) else ""
    return " ".join(text.split())[:200]
