// A table worked by keyboard, the dispatch desk and the ledger: j and k move, o or Enter open beside
// the list, x ticks, d goes to the form, f to the filters, Escape comes back, ? explains. Rows: data-row, data-href,
// tabindex="0" inside data-keys. On the ledger (.is-ledger) the pane opens when it is asked for,
// holds the whole ticket, and what is done there renews the rows.
import { actionOf, nextRow, rowAfter } from "./rules/table_keys.js";

const area = () => document.querySelector("[data-keys]");
const rows = () => [...area().querySelectorAll("[data-row]")];
const isChosen = (row) => row.getAttribute("aria-current") === "true";
const pane = () => document.getElementById("pane");
const ledger = () => document.querySelector(".split.is-ledger");
const isBeside = () => pane() && window.matchMedia("(min-width: 992px)").matches;

// The row from which one went to a form.
let left = null;

function choose(row) {
  left = null;
  for (const other of rows()) {
    if (other === row) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
}

function open(row) {
  const isOpen = ledger()?.matches(".has-pane") && isChosen(row);
  if (isOpen || !isBeside()) return void window.location.assign(row.dataset.href);
  choose(row);
  ledger()?.classList.add("has-pane");
  htmx.ajax("GET", row.dataset.href, { target: "#pane", swap: "innerHTML", source: row });
}

function close() {
  ledger()?.classList.remove("has-pane");
  if (ledger()) pane().replaceChildren();
}

function move(step) {
  const list = rows();
  const focused = list.findIndex((row) => row.contains(document.activeElement));
  const chosen = list.findIndex(isChosen);
  focusOn(list[nextRow({ rows: list.length, focused, chosen, step })]);
}

function focusOn(row) {
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

const FIELDS = "select, input:not([type=hidden]), textarea";
const PRESSES = ".page-actions :is(a, button)";

function toForm() {
  left = document.activeElement?.closest("[data-row]") ?? left;
  const bulk = document.querySelector(".bulk-bar.has-chosen [data-bulk-action]:not(:disabled)");
  const form = pane()?.querySelector("[data-dispatch], #action form");
  const place = bulk ?? form?.querySelector(FIELDS) ?? pane()?.querySelector(PRESSES);
  place?.focus();
}

function toRow() {
  const row = (left?.isConnected && left) || rows().find(isChosen) || rows()[0];
  row?.focus();
}

function explain() {
  const help = document.getElementById("keys-help");
  if (help?.open) help.close();
  else help?.showModal();
}

const ACTIONS = {
  down: () => move(1),
  up: () => move(-1),
  form: toForm,
  filters: () => document.querySelector("form[data-filters]")?.querySelector(FIELDS)?.focus(),
  open,
  choose: (row) => row.querySelector("[data-bulk-row]")?.click(),
  back: toRow,
  close,
  explain,
};

function askedFor(event) {
  return actionOf(event.key, {
    isTyping: Boolean(event.target.closest("input:not([type=checkbox]), select, textarea")),
    isBeside: Boolean(event.target.closest("#pane, .bulk-bar, form[data-filters]")),
    isRow: Boolean(event.target.closest("[data-row]")) && !event.target.matches("a, button"),
    hasModifier: event.ctrlKey || event.metaKey || event.altKey,
    isComposing: event.isComposing,
  });
}

// The rows as they are after what was done beside them; the next of them has the focus.
async function renew() {
  const was = rows().findIndex(isChosen);
  const open = rows()[was]?.dataset.href;
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of ["#rows", ".tab-row"]) {
    const fresh = page.querySelector(place) ?? page.querySelector(".empty-state");
    document.querySelector(place)?.replaceWith(fresh);
    htmx.process(fresh);
  }
  document.dispatchEvent(new CustomEvent("rows:renewed"));
  if (area()) goOn(was, open);
}

function goOn(was, open) {
  const list = rows();
  const found = list.findIndex((row) => row.dataset.href === open);
  if (found >= 0) choose(list[found]);
  if (document.activeElement && document.activeElement !== document.body) return;
  focusOn(list[rowAfter({ rows: list.length, was, found })]);
}

let isActing = false;
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const isWithin = Boolean(ledger() && detail.elt.closest("#pane"));
  isActing = isWithin && detail.requestConfig.verb === "post";
});
document.addEventListener("htmx:afterSettle", () => {
  if (isActing) renew();
  isActing = false;
});
document.addEventListener("keydown", (event) => {
  const action = area() ? askedFor(event) : "";
  if (!action) return;
  event.preventDefault();
  ACTIONS[action](event.target.closest("[data-row]"));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-keys] [data-row] a[data-open]");
  if (link && isBeside() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link.closest("[data-row]"));
  } else if (event.target.closest("[data-keys-help]")) explain();
  else if (event.target.closest("[data-close-pane]")) close();
});
