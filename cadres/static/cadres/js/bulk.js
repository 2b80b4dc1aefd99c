// Rows chosen for one deed: data-bulk around the form, data-bulk-all and data-bulk-row on the boxes,
// data-bulk-count where the number stands, data-bulk-deed on buttons that need at least one row.
(function () {
  "use strict";
  let last = null;
  const rows = (area) => [...area.querySelectorAll("[data-bulk-row]:not(:disabled)")];

  function count(area) {
    const boxes = rows(area);
    const chosen = boxes.filter((box) => box.checked).length;
    for (const place of area.querySelectorAll("[data-bulk-count]")) place.textContent = `已选 ${chosen} 条`;
    for (const bar of area.querySelectorAll(".bulk-bar")) bar.classList.toggle("has-chosen", chosen > 0);
    for (const button of area.querySelectorAll("[data-bulk-deed]")) button.disabled = chosen === 0;
    for (const box of boxes) box.closest("tr, li")?.classList.toggle("is-chosen", box.checked);
    const all = area.querySelector("[data-bulk-all]");
    if (!all) return;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }

  function span(area, from, to) {
    const boxes = rows(area);
    const [a, b] = [boxes.indexOf(from), boxes.indexOf(to)].sort((x, y) => x - y);
    if (a >= 0) for (const box of boxes.slice(a, b + 1)) box.checked = to.checked;
  }

  document.addEventListener("click", (event) => {
    const area = event.target.closest("[data-bulk]");
    if (!area) return;
    if (event.target.matches("[data-bulk-all]")) {
      for (const box of rows(area)) box.checked = event.target.checked;
    } else if (event.target.matches("[data-bulk-row]")) {
      if (event.shiftKey && last) span(area, last, event.target);
      last = event.target;
    } else return;
    count(area);
  });
  const start = () => document.querySelectorAll("[data-bulk]").forEach(count);
  document.addEventListener("htmx:afterSettle", start);
  window.addEventListener("pageshow", start);
  start();
})();
