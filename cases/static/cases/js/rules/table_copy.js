// Rows of a table as other programs take them: text with tabs, and a table in HTML.
const FORMULA = /^[=+\-@]/;
const HTML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** One line of words; what a sheet would take for a formula is text, as in our workbooks. */
export function cellText(words) {
  const line = words.replace(/\s+/g, " ").trim();
  return FORMULA.test(line) ? `'${line}` : line;
}

/** Rows of cells as text: a sheet and a chat both take it. */
export function asText(rows) {
  return rows.map((cells) => cells.map(cellText).join("\t")).join("\n");
}

function escaped(words) {
  return cellText(words).replace(/[&<>"]/g, (letter) => HTML[letter]);
}

/** The same as a table; the first row are its heads. */
export function asTable(rows) {
  const row = (cells, name) =>
    `<tr>${cells.map((words) => `<${name}>${escaped(words)}</${name}>`).join("")}</tr>`;
  const [heads, ...others] = rows;
  return `<table border="1">${row(heads, "th")}${others.map((one) => row(one, "td")).join("")}</table>`;
}

/** What the button says afterwards. */
export function copiedWords(count) {
  return `已复制 ${count} 行，可以粘贴到 Excel 或微信`;
}
