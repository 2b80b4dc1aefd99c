// Which choices of a long drop-down fit what was typed: by the rule of the one box.
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const FEWEST_LETTERS = 3;

function standsInOrder(word, line) {
  let at = 0;
  for (const sign of line) if (sign === word[at]) at += 1;
  return at === word.length;
}

/** Chinese characters may be spread over a name; letters from three on, for two are everywhere. */
function maySpread(word) {
  return /^[a-z]+$/.test(word) ? word.length >= FEWEST_LETTERS : word.length > 1;
}

function fitOf(word, line) {
  if (line.startsWith(word)) return 0;
  if (line.includes(word)) return 1;
  return maySpread(word) && standsInOrder(word, line) ? 2 : -1;
}

function wordFit(word, lines) {
  const fits = lines.map((line) => fitOf(word, line)).filter((fit) => fit >= 0);
  return fits.length ? Math.min(...fits) : -1;
}

/** How far a choice is from what was typed, 0 the nearest; -1 where a word does not fit. */
export function distance(typed, { name, initials }) {
  const words = typed.split(/\s+/).map(plain).filter(Boolean);
  const lines = [plain(name), initials ?? ""];
  const fits = words.map((word) => wordFit(word, lines));
  return fits.includes(-1) ? -1 : fits.reduce((sum, fit) => sum + fit, 0);
}

/** The choices that fit, the nearest first; as they stand where nothing is typed. */
export function fitting(typed, choices) {
  return choices
    .map((choice) => [distance(typed, choice), choice])
    .filter(([far]) => far >= 0)
    .sort(([one], [other]) => one - other)
    .map(([, choice]) => choice);
}

/** What a key means to an open or a closed list: `down`, `up`, `choose`, `close`, or nothing. */
export function actionOf(key, { isOpen, isComposing }) {
  if (isComposing) return "";
  if (key === "ArrowDown") return "down";
  if (!isOpen) return "";
  return { ArrowUp: "up", Enter: "choose", Escape: "close" }[key] ?? "";
}
