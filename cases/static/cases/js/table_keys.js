// The dispatch desk by keyboard: j and k move, Enter opens beside the list, d goes to the form,
// Escape comes back, ? explains. Rows: data-row, data-href, tabindex="0" inside data-keys.
(function () {
  "use strict";
  const area = () => document.querySelector("[data-keys]");
  const rows = () => [...area().querySelectorAll("[data-row]")];
  const pane = () => document.getElementById("pane");
  const isBeside = () => pane() && window.matchMedia("(min-width: 992px)").matches;

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
    const here = list.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
    const chosen = list.findIndex((row) => row.classList.contains("is-chosen"));
    const from = here >= 0 ? here : chosen;
    const next = list[Math.min(Math.max(from + step, 0), list.length - 1)];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function toForm() {
    const form = document.querySelector("#pane [data-dispatch]");
    const field = form && form.querySelector("select, input:not([type=hidden]), textarea");
    if (field) field.focus();
  }

  function toRow() {
    const row = rows().find((one) => one.classList.contains("is-chosen")) || rows()[0];
    if (row) row.focus();
  }

  function explain() {
    const help = document.getElementById("keys-help");
    if (help) help.open ? help.close() : help.showModal();
  }

  const DEEDS = { j: () => move(1), k: () => move(-1), d: toForm, "?": explain };

  document.addEventListener("keydown", (event) => {
    if (!area() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "Escape" && event.target.closest("#pane")) return toRow();
    if (typing) return;
    if (event.key === "Enter" && event.target.matches("[data-row]")) {
      event.preventDefault();
      return open(event.target);
    }
    const deed = DEEDS[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-keys] [data-row] a[data-open]");
    if (link && isBeside() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.closest("[data-row]"));
    } else if (event.target.closest("[data-keys-help]")) explain();
  });
})();
