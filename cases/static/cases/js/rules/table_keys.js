// Which row the keys lead to, and what a key means.
const ACTIONS = new Map([
  ["j", "down"],
  ["k", "up"],
  ["d", "form"],
  ["?", "explain"],
  ["Enter", "open"],
]);

/** From the row with the focus, else from the chosen one; it stays within the table. */
export function nextRow({ rows, focused, chosen, step }) {
  const from = focused >= 0 ? focused : chosen;
  return Math.min(Math.max(from + step, 0), rows - 1);
}

/**
 * What a key asks for: open, back, down, up, form, explain, or nothing. Letters that somebody types
 * are no commands, and nothing is taken from the browser, the system or an input method.
 */
export function actionOf(key, { isTyping, isBeside, isRow, hasModifier, isComposing }) {
  if (hasModifier || isComposing) return "";
  if (key === "Escape" && isBeside) return "back";
  const isMeant = !isTyping && (isRow || key !== "Enter");
  return (isMeant && ACTIONS.get(key)) || "";
}
