// A list that depends on another one: <select data-narrowed-by="region"> offers, of its options with data-of, those
// of the region chosen in the same form. The server judges the choice again; without this module all are offered.

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
