// Rows chosen for one action: data-bulk around the form, data-bulk-all and data-bulk-row on the boxes,
// data-bulk-count where the number stands, data-bulk-action on buttons that need at least one row.
import { boxForAll, span } from "./rules/choices.js";

let last = null;
const rows = (area) => [...area.querySelectorAll("[data-bulk-row]:not(:disabled)")];

function each(area, places, change) {
  area.querySelectorAll(places).forEach(change);
}

function count(area) {
  const boxes = rows(area);
  const chosen = boxes.filter((box) => box.checked).length;
  each(area, "[data-bulk-count]", (place) => (place.textContent = `已选 ${chosen} 条`));
  each(area, ".bulk-bar", (bar) => bar.classList.toggle("has-chosen", chosen > 0));
  each(area, "[data-bulk-action]", (button) => (button.disabled = chosen === 0));
  each(area, "[data-bulk-all]", (all) => Object.assign(all, boxForAll(chosen, boxes.length)));
  for (const box of boxes) box.closest("tr, li")?.classList.toggle("is-chosen", box.checked);
}

function pressed(box, area, withShift) {
  if (box.matches("[data-bulk-all]")) {
    for (const row of rows(area)) row.checked = box.checked;
    return true;
  }
  if (!box.matches("[data-bulk-row]")) return false;
  if (withShift && last) {
    for (const row of span(rows(area), last, box)) row.checked = box.checked;
  }
  last = box;
  return true;
}

document.addEventListener("click", (event) => {
  const area = event.target.closest("[data-bulk]");
  if (area && pressed(event.target, area, event.shiftKey)) count(area);
});
const start = () => document.querySelectorAll("[data-bulk]").forEach(count);
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("rows:renewed", start);
window.addEventListener("pageshow", start);
start();
