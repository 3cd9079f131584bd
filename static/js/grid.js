// A column copied from Excel and pasted into one cell to mend fills the cells to mend below it, in the same column.
// What was typed and is not sent would go with the page: the browser asks first.

const grid = document.querySelector("[data-grid]");
const told = document.querySelector("[data-pasted]");

// Excel ends the last cell with a line end of its own; a cell with a line end inside stands in quotes.
function lines(text) {
  const whole = `\n${text.replaceAll("\r\n", "\n").replace(/\n$/, "")}`;
  return [...whole.matchAll(/\n("(?:[^"]|"")*"(?=\n|$)|[^\n]*)/g)].map(([, cell]) => (
    /^".*\n.*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell
  ));
}

grid?.addEventListener("paste", (event) => {
  const first = event.target.closest("[data-column]");
  const pasted = lines(event.clipboardData?.getData("text/plain") ?? "");
  if (!first || pasted.length < 2) return;
  event.preventDefault();
  const column = [...grid.querySelectorAll(`[data-column="${first.dataset.column}"]`)];
  const below = column.slice(column.indexOf(first));
  pasted.slice(0, below.length).forEach((text, place) => {
    below[place].value = text.trim();
    below[place].dispatchEvent(new Event("input", { bubbles: true }));
  });
  told.textContent = pasted.length > below.length ? told.dataset.tooMany : told.dataset.said;
});

const form = grid?.closest("form");
let isSent = false;

// A form that came back with faults shows as its own what was never taken in.
const isTyped = (control) => "defaultValue" in control
  && (control.checked !== control.defaultChecked || control.value !== control.defaultValue);
const isUnsent = () => !isSent && ("unsent" in form.dataset || [...form.elements].some(isTyped));

if (form) {
  // On the window, after who holds a form back while there is no line.
  addEventListener("submit", (event) => { if (event.target === form) isSent = !event.defaultPrevented; });
  addEventListener("pageshow", () => { isSent = false; });
  addEventListener("beforeunload", (event) => { if (isUnsent()) event.preventDefault(); });
}
