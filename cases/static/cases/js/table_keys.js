// The dispatch desk by keyboard: j and k move, Enter opens beside the list, d goes to the form,
// Escape comes back, ? explains. Rows: data-row, data-href, tabindex="0" inside data-keys.
import { actionOf, nextRow } from "./rules/table_keys.js";

const area = () => document.querySelector("[data-keys]");
const rows = () => [...area().querySelectorAll("[data-row]")];
const isChosen = (row) => row.classList.contains("is-chosen");
const isBeside = () =>
  document.getElementById("pane") && window.matchMedia("(min-width: 992px)").matches;

function choose(row) {
  for (const other of rows()) {
    other.classList.toggle("is-chosen", other === row);
    if (other === row) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
}

function open(row) {
  choose(row);
  if (!isBeside()) return void window.location.assign(row.dataset.href);
  htmx.ajax("GET", row.dataset.href, { target: "#pane", swap: "innerHTML", source: row });
}

function move(step) {
  const list = rows();
  const focused = list.findIndex((row) => row.contains(document.activeElement));
  const chosen = list.findIndex(isChosen);
  const next = list[nextRow({ rows: list.length, focused, chosen, step })];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function toForm() {
  const form = document.querySelector("#pane [data-dispatch]");
  form?.querySelector("select, input:not([type=hidden]), textarea")?.focus();
}

function toRow() {
  const row = rows().find(isChosen) || rows()[0];
  row?.focus();
}

function explain() {
  const help = document.getElementById("keys-help");
  if (help?.open) help.close();
  else help?.showModal();
}

const ACTIONS = { down: () => move(1), up: () => move(-1), form: toForm, explain };

function askedFor(event) {
  return actionOf(event.key, {
    isTyping: Boolean(event.target.closest("input, select, textarea, [contenteditable]")),
    isBeside: Boolean(event.target.closest("#pane")),
    isRow: event.target.matches("[data-row]"),
    hasModifier: event.ctrlKey || event.metaKey || event.altKey,
    isComposing: event.isComposing,
  });
}

document.addEventListener("keydown", (event) => {
  const action = area() ? askedFor(event) : "";
  if (action === "back") return toRow();
  if (!action) return;
  event.preventDefault();
  if (action === "open") open(event.target);
  else ACTIONS[action]();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-keys] [data-row] a[data-open]");
  if (link && isBeside() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link.closest("[data-row]"));
  } else if (event.target.closest("[data-keys-help]")) explain();
});
