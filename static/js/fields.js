// The contents of a form as {name: [values]}, without what must not be kept: files, passwords, private fields.

const NEVER_KEPT = new Set(["file", "password", "submit", "button", "reset", "image", "fieldset", "output"]);
const OF_THE_PAGE = new Set(["csrfmiddlewaretoken", "draft"]);
// Hidden fields that say what was typed upon: the number of the form, and what its page showed. They belong to the
// text; every other hidden field belongs to the page.
const TYPED_UPON = /(^|-)(submission|seen|revision)$/;
const OF_A_SET = /-((TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|\d+-id)$/;

const isTicked = (control) => ["checkbox", "radio"].includes(control.type);

function kept(form) {
  return [...form.elements].filter((control) =>
    control.name
    && !OF_THE_PAGE.has(control.name)
    && !NEVER_KEPT.has(control.type)
    && !control.closest("[data-private]"));
}

function valuesOf(control) {
  if (isTicked(control)) return control.checked ? [control.value] : [];
  if (control.type === "select-multiple") return [...control.selectedOptions].map((option) => option.value);
  return [control.value];
}

export function contents(form) {
  const content = {};
  for (const control of kept(form)) (content[control.name] ??= []).push(...valuesOf(control));
  return content;
}

// What a person typed, comparable; browsers write the end of a line in two ways.
export function typed(content) {
  const names = Object.keys(content).filter((name) => !TYPED_UPON.test(name)).sort();
  return JSON.stringify(names.map((name) => [name, content[name]])).replaceAll("\\r\\n", "\\n");
}

// Puts the contents back, and returns the texts for which the form has no place any more.
export function restore(form, content) {
  const homeless = withoutPlace(form, content);
  const left = new Map(Object.entries(content).map(([name, values]) => [name, [...values]]));
  for (const control of kept(form)) {
    const values = left.get(control.name);
    if (!values || homeless.names.has(control.name) || isOfPage(control)) continue;
    if (isTicked(control)) control.checked = content[control.name].includes(control.value);
    else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = values.includes(option.value);
    } else control.value = values.shift() ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return homeless.texts;
}

const isOfPage = (control) => control.type === "hidden" && !TYPED_UPON.test(control.name);

// The beginnings of the names in those formsets whose rows stand for other records by now.
function strangeSets(now, content) {
  const first = (of, name) => of[name]?.[0] ?? "";
  const names = Object.keys({ ...now, ...content });
  const sets = names.filter((name) => name.endsWith("-INITIAL_FORMS")).map((name) => name.replace("INITIAL_FORMS", ""));
  return sets.filter((set) => names.some((name) => name.startsWith(set)
    && (name === `${set}INITIAL_FORMS` || name.endsWith("-id"))
    && first(now, name) !== first(content, name)));
}

// The fields of the contents that have no place in the form, and their texts but for rows that stand there anyway.
function withoutPlace(form, content) {
  const now = contents(form);
  const sets = strangeSets(now, content);
  const isStrange = (name) => sets.some((set) => name.startsWith(set));
  const strange = Object.keys(content).filter(isStrange);
  const unknown = Object.keys(content).filter((name) => !isStrange(name) && !(name in now));
  const here = new Set(texts(form, now, Object.keys(now).filter(isStrange)));
  const news = texts(form, content, strange).filter((text) => !here.has(text));
  return { names: new Set([...strange, ...unknown]), texts: [...news, ...texts(form, content, unknown)] };
}

// What a person reads in these fields; the fields of one row make one text.
function texts(form, content, names) {
  const shape = (name) => name.replace(/\d+/g, "0");
  const like = new Map(kept(form).map((control) => [shape(control.name), control]));
  const rows = new Map();
  for (const name of names) {
    const control = like.get(shape(name));
    if (TYPED_UPON.test(name) || OF_A_SET.test(name) || control?.type === "hidden") continue;
    const words = content[name].map((value) => shownAs(value, control)).filter(Boolean);
    const row = name.replace(/(-\d+)-\w+$/, "$1");
    rows.set(row, [...(rows.get(row) ?? []), ...words]);
  }
  return [...rows.values()].map((words) => words.join("\n")).filter(Boolean);
}

// A choice by its name; a lone tick says nothing without its field.
function shownAs(value, control) {
  if (value === "on" && (!control || isTicked(control))) return "";
  const option = value && [...control?.options ?? []].find((one) => one.value === value);
  return option ? option.text.trim() : value;
}

// The names of what a person would see change if the contents came into the form.
export function changes(content, form) {
  const now = contents(form);
  const hidden = new Set(kept(form).filter((control) => control.type === "hidden").map((control) => control.name));
  const isSeen = (name) => !hidden.has(name) && !TYPED_UPON.test(name) && !OF_A_SET.test(name);
  const says = (of, name) => JSON.stringify((of[name] ?? []).filter(Boolean));
  return Object.keys(content).filter((name) => isSeen(name) && says(content, name) !== says(now, name));
}

// The longest text in which the contents differ from the form: enough to know again what it was. A count says nothing.
export function excerpt(content, form) {
  const texts = kept(form).filter((control) => control.matches("textarea, input[type=text]:not([inputmode])"));
  const news = texts
    .flatMap((control) => (content[control.name] ?? []).filter((text) => text !== control.value))
    .sort((one, other) => other.length - one.length);
  const text = news[0] ?? "";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
