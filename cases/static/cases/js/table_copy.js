// 复制为表格: the ticked rows of a table, all where none is ticked, into the clipboard, with the
// columns that are shown. <button data-copy-rows hidden> inside the data-bulk of the table.
import { asTable, asText, copiedWords } from "./rules/table_copy.js";

const words = (place) => place?.textContent ?? "";

const cellWords = (cell) => [...cell.firstElementChild.childNodes].map(words).join(" ");

function headsOf(table) {
  const shown = [...table.tHead.rows[0].cells].filter((cell) => !cell.matches(".cell-check"));
  const named = shown.slice(1).map((cell) => words(cell.querySelector("a")?.firstChild ?? cell));
  return ["编号", "诉求", ...named];
}

function cellsOf(row) {
  const [first, ...others] = [...row.cells].filter((cell) => !cell.matches(".cell-check"));
  const number = words(first.querySelector(".cell-second"));
  return [number, words(first.querySelector(".cell-title")), ...others.map(cellWords)];
}

function rowsOf(area) {
  const table = area.querySelector("table");
  const all = [...table.tBodies[0].rows];
  const ticked = all.filter((row) => row.querySelector("[data-bulk-row]:checked"));
  return [headsOf(table), ...(ticked.length ? ticked : all).map(cellsOf)];
}

// Where the page may not write into the clipboard itself, the browser's own copying asks us.
function byEvent(rows) {
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText(rows));
    event.clipboardData.setData("text/html", asTable(rows));
  };
  document.addEventListener("copy", give, { once: true });
  const isDone = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return isDone;
}

function show() {
  for (const button of document.querySelectorAll("[data-copy-rows][hidden]")) button.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-copy-rows]");
  if (!button) return;
  const rows = rowsOf(button.closest("[data-bulk]"));
  const before = button.dataset.copyWord || button.textContent;
  button.dataset.copyWord = before;
  button.textContent = byEvent(rows)
    ? copiedWords(rows.length - 1)
    : "浏览器不让复制，请导出 Excel";
  setTimeout(() => (button.textContent = before), 4000);
});
document.addEventListener("htmx:afterSettle", show);
document.addEventListener("rows:renewed", show);
show();
