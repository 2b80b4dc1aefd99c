// Which row the keys lead to, and what a key means.
const ACTIONS = new Map([
  ["j", "down"],
  ["k", "up"],
  ["d", "form"],
  ["f", "filters"],
  ["o", "open"],
  ["x", "choose"],
  ["?", "explain"],
  ["Enter", "open"],
]);
const OF_A_ROW = new Set(["o", "x", "Enter"]);

/** From the row with the focus, else from the chosen one; it stays within the table. */
export function nextRow({ rows, focused, chosen, step }) {
  const from = focused >= 0 ? focused : chosen;
  return Math.min(Math.max(from + step, 0), rows - 1);
}

/** Where the work goes on after the open row was done: it may have left the table. */
export function rowAfter({ rows, was, found }) {
  return found >= 0 ? found : Math.min(Math.max(was, 0), rows - 1);
}

function escaped({ isBeside, isRow }) {
  if (isBeside) return "back";
  return isRow ? "close" : "";
}

/**
 * What a key asks for: open, choose, back, close, down, up, form, filters, explain, or nothing. Letters that
 * somebody types are no commands, and nothing is taken from the browser, the system or an input
 * method.
 */
export function actionOf(key, { isTyping, isBeside, isRow, hasModifier, isComposing }) {
  if (hasModifier || isComposing) return "";
  if (key === "Escape") return escaped({ isBeside, isRow });
  const isMeant = !isTyping && (isRow || !OF_A_ROW.has(key));
  return (isMeant && ACTIONS.get(key)) || "";
}
