// Small behaviours, nearly all started by a data attribute; every page reads without them.

import { isUp, takeBack, tell } from "./line.js";

// Menu and filters are each a <details>: folded on a narrow screen, open on one as wide as they say.
for (const fold of document.querySelectorAll("[data-open-wide]")) {
  const wide = window.matchMedia(`(min-width: ${fold.dataset.openWide})`);
  const fit = () => { fold.open = wide.matches || "staysOpen" in fold.dataset; };
  wide.addEventListener("change", fit);
  fit();
}

// The menu scrolls by itself where it is taller than the window; the page one is on stands in sight.
const here = document.querySelector(".menu [aria-current=page]");
if (here) {
  const menu = here.closest(".menu");
  menu.scrollTop = here.offsetTop + here.offsetHeight / 2 - menu.clientHeight / 2;
}

// A menu that opened closes when the person clicks elsewhere or presses Escape.
for (const menu of document.querySelectorAll("[data-closes-outside]")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// The summary of faults takes the focus, so that a screen reader starts there.
document.querySelector("[data-focus]")?.focus();

// A filter list answers at once when a choice changes; the button stays for everybody else.
for (const form of document.querySelectorAll("form.filters")) {
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => form.requestSubmit());
  }
}

// A list that depends on another one: <select data-narrowed-by="region"> offers, of its options with data-of, those
// of the region chosen in the same form. The server judges the choice again; without scripts all are offered.

const leading = (select) => {
  const name = select.name.replace(/[^-]*$/, select.dataset.narrowedBy); // a form may have a prefix
  return select.form?.elements[name];
};

function narrow(select) {
  const wanted = leading(select)?.value;
  for (const option of select.querySelectorAll("option[data-of]")) {
    // What is chosen already stays in sight, so that a fault found by the server can be read.
    const elsewhere = Boolean(wanted) && option.dataset.of !== wanted && !option.selected;
    option.hidden = option.disabled = elsewhere;
  }
  for (const group of select.querySelectorAll("optgroup")) {
    group.hidden = [...group.children].every((option) => option.hidden);
  }
}

function followed(event) {
  for (const select of event.target.form?.querySelectorAll("select[data-narrowed-by]") ?? []) {
    if (leading(select) !== event.target) continue;
    const of = select.selectedOptions[0]?.dataset.of;
    if (of && event.target.value && of !== event.target.value) select.value = "";
    narrow(select);
  }
}

const narrowAll = () => document.querySelectorAll("select[data-narrowed-by]").forEach(narrow);

document.addEventListener("change", followed, true); // before a list of filters sends itself
document.addEventListener("htmx:load", narrowAll);
addEventListener("pageshow", narrowAll); // the browser may have put earlier choices back
narrowAll();

// A form that keeps no draft goes out only over a line that answers: otherwise the page of the browser that says so
// would take the place of what was typed.

const HELD_FOR = 2000;
const held = new WeakSet();
let passing;

function isPlain(form) {
  if (form.getAttribute("method")?.toLowerCase() !== "post" || form.matches("[data-queue], [data-sign-out]")) return false;
  const isByHtmx = [...form.attributes].some(({ name }) => name.startsWith("hx-"));
  return !isByHtmx && !form.querySelector("[data-draft]");
}

async function checkLine(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form === passing || !isPlain(form)) return;
  event.preventDefault();
  if (held.has(form)) return;
  held.add(form);
  const place = submitter?.closest(".form-buttons") ?? submitter ?? form.lastElementChild;
  takeBack(place);
  const { lineUrl, lineGone } = document.body.dataset;
  if (await isUp(lineUrl)) {
    passing = form;
    form.requestSubmit(submitter);
    passing = undefined;
    setTimeout(() => held.delete(form), HELD_FOR); // a second click is no second form, but a list may be asked for again
  } else {
    held.delete(form);
    tell(place, lineGone);
  }
}

document.addEventListener("submit", checkLine);

// A list of rows grows in place: <template data-row> is an empty one, __prefix__ its place and __number__ its number.
// Without scripts the same button asks the server for more rows.

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
