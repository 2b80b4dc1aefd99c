// What was begun and not sent, by enterprise and time: <div data-draft-list hidden><ul></ul></div>.
import { listed } from "./rules/drafts.js";

const viewer = document.body.dataset.viewer || "-";

function kept() {
  try {
    return Object.entries(localStorage);
  } catch {
    return []; // a store that is switched off
  }
}

function line({ words, address, at }) {
  const item = document.createElement("li");
  const title = document.createElement("a");
  title.className = "rows-title";
  title.href = address;
  title.textContent = words;
  const when = document.createElement("p");
  when.className = "rows-soft";
  when.textContent = `${new Intl.DateTimeFormat("zh-CN", {
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at)} 写到一半，只在本机`;
  item.append(title, when);
  return item;
}

function show() {
  const drafts = listed(kept(), viewer, Date.now());
  for (const place of document.querySelectorAll("[data-draft-list]")) {
    place.hidden = !drafts.length;
    place.querySelector("ul").replaceChildren(...drafts.map(line));
  }
}

document.addEventListener("htmx:afterSettle", show);
window.addEventListener("pageshow", show);
show();
