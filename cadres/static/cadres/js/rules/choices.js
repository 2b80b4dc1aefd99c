// Rows chosen for one action, and the appearance that somebody chose.
const ORDER = ["system", "light", "dark"];
const WORDS = { system: "跟随系统", light: "浅色", dark: "深色" };
const YEAR = 31_536_000; // seconds

/** How the box for all rows stands: ticked, or half where only some rows are. */
export function boxForAll(chosen, rows) {
  return { checked: chosen > 0 && chosen === rows, indeterminate: chosen > 0 && chosen < rows };
}

/** From one row to the other, whichever comes first; nothing where one of them is gone. */
export function span(rows, from, to) {
  const [first, last] = [rows.indexOf(from), rows.indexOf(to)].sort((x, y) => x - y);
  return first < 0 ? [] : rows.slice(first, last + 1);
}

export function appearanceIn(cookies) {
  return /(?:^|; )theme=(light|dark)(?:;|$)/.exec(cookies)?.[1] ?? "system";
}

export function nextAppearance(choice) {
  return ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length];
}

export function appearanceWords(choice) {
  return `外观：${WORDS[choice]}`;
}

/** The cookie by which the server draws the page without a flash; the system's own needs none. */
export function appearanceCookie(choice) {
  return `theme=${choice}; path=/; max-age=${choice === "system" ? 0 : YEAR}; samesite=lax`;
}
