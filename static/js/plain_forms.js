// A form that keeps no draft goes out only over a line that answers: otherwise the page of the browser that says so
// would take the place of what was typed.

import { isUp } from "./line.js";
import { takeBack, tell } from "./notices.js";

const HELD_FOR = 2000;
const held = new WeakSet();
let passing;

function isPlain(form) {
  if (form.getAttribute("method")?.toLowerCase() !== "post" || form.matches("[data-queue], [data-sign-out]")) return false;
  const isByHtmx = [...form.attributes].some(({ name }) => name.startsWith("hx-"));
  return !isByHtmx && !form.querySelector("[data-draft]");
}

async function check(event) {
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

document.addEventListener("submit", check);
