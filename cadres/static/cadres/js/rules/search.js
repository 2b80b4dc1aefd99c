// What a key means to the one box, and which line of its answer comes next.

/**
 * `enter` the box, `down`, `up`, `leave`, or nothing. A slash that somebody types is a slash, and
 * nothing is taken from the browser, the system or an input method.
 */
export function actionOf(key, { isTyping, isInside, hasModifier, isComposing }) {
  if (hasModifier || isComposing) return "";
  if (key === "/") return isTyping ? "" : "enter";
  if (!isInside) return "";
  return { ArrowDown: "down", ArrowUp: "up", Escape: "leave" }[key] ?? "";
}

/** The place of the next line; -1 is the box itself, above the first. */
export function nextLine({ lines, at, step }) {
  return Math.min(Math.max(at + step, -1), lines - 1);
}
