// The page that comes when there is no line: how much waits in this browser, since when and into which form. The words
// themselves are sealed, and nobody is signed in here.

import { all } from "./disk.js";

const AGAIN = 5_000;
addEventListener("online", () => location.reload());
// The line may be back without the browser saying so, or have said so a moment too early.
setInterval(() => fetch("/sehat/").then((answer) => answer.ok && location.reload(), () => {}), AGAIN);

const list = document.querySelector("[data-waiting]");
const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

function line({ name, at }) {
  const item = document.createElement("li");
  item.textContent = [name, moment(at)].filter(Boolean).join(", ");
  return item;
}

const records = [...await all("queue"), ...await all("drafts")].sort((one, other) => one.at - other.at);
list.querySelector("[data-count]").textContent = list.dataset.count.replace("{n}", records.length);
list.querySelector("ul").replaceChildren(...records.map(line));
list.hidden = !records.length;
