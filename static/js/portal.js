// Small behaviours, each started by a data attribute; every page reads without them.

// The menu is a <details>: folded on a narrow screen, open beside the page on a wide one.
const wide = window.matchMedia("(min-width: 62rem)");
for (const fold of document.querySelectorAll("[data-open-wide]")) {
  const fit = () => { fold.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
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
