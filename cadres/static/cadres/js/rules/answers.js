// What to make of an answer that htmx brought, and of a button that is pressed again.
const SECOND_PRESS = 5000; // milliseconds

/** `sign-in`, `nothing` (an error without a word), or `page`, which is shown as it is. */
export function kindOf({ address, status, text }) {
  if (/\/sign-in\//.test(address)) return "sign-in";
  return status >= 400 && !text.trim() ? "nothing" : "page";
}

/** A second press of the same button soon after the first is no second action. */
export function isSecondPress(sentAt, now) {
  return Boolean(sentAt) && now - Number(sentAt) < SECOND_PRESS;
}

/** What is said aloud when a list came: the fault, else the first of these that says anything. */
export function foundWords(fault, places) {
  if (fault) return `筛选条件需要修改：${fault.trim()}`;
  const words = places.map((place) => place?.trim().replace(/\s+/g, " ")).find(Boolean);
  return words ? `已更新：${words}` : "页面已更新。";
}
