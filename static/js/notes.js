// The note-taking view: group and theme by one key. Inside a text a key writes its letter, so there it needs Alt.

import { takeBack, tell } from "./line.js";

const form = () => document.getElementById("tambah");
const isText = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
const keyOf = (event) => event.code.match(/^(?:Digit|Key)([0-9A-Z])$/)?.[1];

function choose(event) {
  const key = keyOf(event);
  if (!form() || !key || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!event.altKey && (!form().contains(event.target) || isText(event.target))) return;
  const choice = form().querySelector(`[data-key="${key}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  choice.closest(".tick").scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", choose);
// Without a line a statement cannot be taken back; what is typed stays where it is.
document.addEventListener("htmx:beforeRequest", () => takeBack(form()));
document.addEventListener("htmx:sendError", () => tell(form(), document.body.dataset.lineGone));
