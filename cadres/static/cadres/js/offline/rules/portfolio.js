// The phone's own copy of what a person covers: taking in what is new, and finding an enterprise.
// {at, token, rows: {kind: {id: row}}, lists: {name: [...]}}. Rows come one by one; lists whole.
const BY_ROW = new Set(["enterprises", "tickets"]);

export const EMPTY = { at: 0, token: "", rows: {}, lists: {} };

/** What was kept, with one page of the server's answer taken in. */
export function merged(kept, page) {
  const come = Object.entries(page.rows ?? {});
  const whole = come.filter(([kind]) => !BY_ROW.has(kind));
  const rows = { ...kept.rows };
  for (const [kind, some] of come) {
    if (BY_ROW.has(kind)) rows[kind] = { ...rows[kind], ...byId(some) };
  }
  for (const [kind, ids] of Object.entries(page.gone ?? {})) rows[kind] = without(rows[kind], ids);
  return { ...kept, rows, lists: { ...kept.lists, ...Object.fromEntries(whole) } };
}

function without(rows, ids) {
  const left = { ...rows };
  for (const id of ids) delete left[id];
  return left;
}

function byId(found) {
  return Object.fromEntries(found.map((row) => [row.id, row]));
}

export function rowsOf(kept, kind) {
  return Object.values(kept.rows[kind] ?? {});
}

/** The enterprise at whose gate this code hangs; a worn one is typed in small letters, too. */
export function ofGate(kept, code) {
  const typed = code.toUpperCase();
  return rowsOf(kept, "enterprises").find((row) => row.gate_code === typed) ?? null;
}

const simple = (text) => (text || "").toLowerCase().replace(/\s+/g, "");

/** Are these letters in the name in this order, whatever stands between them? */
export function isSubsequence(letters, name) {
  let at = 0;
  for (const letter of name) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

const HOW_WELL = [
  (row, words) => simple(row.name).startsWith(words),
  (row, words) => [row.name, ...(row.aliases ?? [])].some((one) => simple(one).includes(words)),
  (row, words) => simple(row.initials).startsWith(words),
  (row, words) => simple(row.initials).includes(words),
  (row, words) => words.length > 3 && simple(row.code).includes(words),
  (row, words) => simple(row.township).includes(words),
  (row, words) => words.length > 1 && isSubsequence(words, simple(row.name)),
];

/** Enterprises that fit what was typed, those covered by oneself first, then the better fits. */
export function found(rows, typed, most = 30) {
  const words = simple(typed);
  const fits = words ? rows.map((row) => [rank(row, words), row]) : rows.map((row) => [0, row]);
  return fits
    .filter(([how]) => how >= 0)
    .sort(([how, one], [other, two]) => order(one, two) || how - other || byName(one, two))
    .slice(0, most)
    .map(([, row]) => row);
}

function rank(row, words) {
  return HOW_WELL.findIndex((fit) => fit(row, words));
}

function order(one, other) {
  return Number(Boolean(other.is_mine)) - Number(Boolean(one.is_mine));
}

function byName(one, other) {
  return (one.initials || one.name).localeCompare(other.initials || other.name);
}
