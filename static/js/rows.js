// A list of rows grows in place: <template data-row> is an empty one, __prefix__ its place and __number__ its number.
// Without this module the same button asks the server for more rows.

function numbered(text, place) {
  return text.replaceAll("__prefix__", place).replaceAll("__number__", place + 1);
}

function newRow(template, place) {
  const row = template.content.cloneNode(true);
  const nodes = document.createTreeWalker(row, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (node.nodeType === Node.TEXT_NODE) node.data = numbered(node.data, place);
    else for (const attribute of node.attributes) attribute.value = numbered(attribute.value, place);
  }
  return row;
}

for (const button of document.querySelectorAll("button[data-adds-row]")) {
  const template = button.form.querySelector("template[data-row]");
  const total = button.form.querySelector("[name$=-TOTAL_FORMS]");
  const fit = () => { button.disabled = Number(total.value) >= Number(template.dataset.most); };
  button.type = "button";
  button.addEventListener("click", () => {
    template.before(newRow(template, Number(total.value)));
    template.previousElementSibling.querySelector("input:not([type=hidden]), select, textarea").focus();
    total.value = Number(total.value) + 1;
    fit();
  });
  fit();
}
