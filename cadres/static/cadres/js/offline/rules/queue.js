// What was done without a line waits in a queue: what goes next, what an answer means, how long to
// wait. A record: {id, at, state, tried, command, about, once}; `at` orders them, `state` is one of
// STATES, `tried` says that it may have arrived already, `once` is the key of the form it came from.
export const STATES = { waiting: "waiting", refused: "refused", conflict: "conflict" };
const SIZES = [50, 20, 8, 3, 1]; // fewer at a time where a line keeps breaking
const FIRST_WAIT = 2000; // milliseconds
const LONGEST_WAIT = 120_000;
const MINUTE = 60_000;
// Refused for now: it goes again by itself.
const AGAIN = new Set(["waits", "files_missing", "failed"]);

/** In the order in which they were made. */
export function inOrder(records) {
  return [...records].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

/** The commands that make what this one speaks of: its subject, and what its values name. */
export function needs({ command }) {
  return [...new Set([...named(command.subject), ...named(command.values)])];
}

function named(value) {
  if (value === null || typeof value !== "object") return [];
  if (typeof value.command === "string" && Object.keys(value).length === 1) return [value.command];
  return Object.values(value).flatMap(named);
}

export function isHeld(record) {
  return record.state !== STATES.waiting;
}

/** What goes now, in order: not what was refused, what waits for it, or was answered just now. */
export function sendable(records, tries = 0, answered = new Set()) {
  const stuck = new Set(answered);
  const going = [];
  for (const record of inOrder(records)) {
    const waits = needs(record).some((id) => stuck.has(id));
    if (waits || isHeld(record) || stuck.has(record.id)) stuck.add(record.id);
    else going.push(record);
  }
  return going.slice(0, SIZES[Math.min(tries, SIZES.length - 1)]);
}

const NOT_THERE_ANY_MORE =
  "先前在页面上传好的照片放了超过一天，已经不在了。请打开这一条，重新选择照片再保存；不要照片的，直接保存。";

/**
 * What becomes of a record by the server's word: {isOver, changes}. Only what is over is removed.
 * `hasAll`: its photos lie here and can go again.
 */
export function settled(result, hasAll = true) {
  if (result.outcome === "done" || result.outcome === "done_before") return { isOver: true };
  const { sentence = "", fields = {}, both = [], code = "" } = result;
  const changes = { state: stateOf(result), tried: false, sentence, fields, both, code };
  if (code === "files_missing" && !hasAll) {
    return {
      isOver: false,
      changes: { ...changes, state: STATES.refused, sentence: NOT_THERE_ANY_MORE },
    };
  }
  return { isOver: false, changes };
}

function stateOf({ outcome, code }) {
  if (AGAIN.has(code)) return STATES.waiting;
  return outcome === "conflict" ? STATES.conflict : STATES.refused;
}

/**
 * What follows from an answer without results: `locked` (sign in first), `reload` (the app is too
 * old), or `wait` so many milliseconds. `chance` lies between nought and one.
 */
export function afterFailure({ status, retryAfter, tries, chance }) {
  if (status === 401 || status === 403) return { kind: "locked", wait: 0 };
  if (status === 426) return { kind: "reload", wait: 0 };
  const asked = seconds(retryAfter) * 1000;
  const doubled = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT);
  return { kind: "wait", wait: Math.round(asked + doubled * (0.5 + chance / 2)) };
}

function seconds(header) {
  const said = Number(header);
  return Number.isFinite(said) && said > 0 ? Math.min(said, 600) : 0;
}

/**
 * The version that the chain of unsent actions on this subject began with, else the one at hand. `of`
 * says what the subject is: an enterprise and a ticket may have the same number.
 */
export function trunkFor(records, of, subject, version) {
  const key = subjectKey(subject);
  const same = inOrder(records).find(
    ({ about, command }) => key && about.of === of && subjectKey(command.subject) === key,
  );
  return same ? same.command.trunk : version;
}

function subjectKey(subject) {
  return subject === null || subject === undefined ? "" : String(subject.command ?? subject);
}

/** Might it lie with the server already? Then it is not dropped before the server was asked. */
export function mayHaveArrived(record) {
  return Boolean(record.tried) && !isHeld(record);
}

/** The same words in the same order on the phone and on the server: keys sorted, no spaces. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const pairs = keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

/** The unsent by enterprise, in the order of their first one: [{name, records}]. */
export function byEnterprise(records) {
  const groups = new Map();
  for (const record of inOrder(records)) {
    const name = record.about.enterprise || "其他";
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(record);
  }
  return [...groups].map(([name, found]) => ({ name, records: found }));
}

export function stateWords(record) {
  if (record.state === STATES.refused) return ["没有办成", "late"];
  if (record.state === STATES.conflict) return ["与别人的修改冲突", "soon"];
  return record.tried ? ["正在核对是否送到", "paused"] : ["等待发送", "active"];
}

/** Whether it is time to speak with the server although nothing waits. */
export function isDue(lastAt, now, minutes) {
  return !lastAt || now - lastAt >= minutes * MINUTE || lastAt > now + MINUTE;
}

const MOST_ENVELOPES = 20;
const MOST_LETTERS = 1_800_000; // the server takes two megabytes at a time

/** Envelopes in their order, so many at a time as one request may carry. */
export function parcels(rows) {
  const found = [];
  let letters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    letters += row.envelope.length;
    if (letters > MOST_LETTERS || found.at(-1).length >= MOST_ENVELOPES) {
      found.push([]);
      letters = row.envelope.length;
    }
    found.at(-1).push(row);
  }
  return found;
}
