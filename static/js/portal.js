// Small behaviours, each started by a data attribute; every page reads without them.

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
