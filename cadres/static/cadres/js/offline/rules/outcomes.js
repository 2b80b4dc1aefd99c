// What came of the actions that a page kept on the phone, as that page says it while it is open: sent
// and received, refused, still waiting, or not known. What the phone does not know is not guessed.
// An action: {id, label}. What is known: {records, lines} by their id as they lie on the phone (what
// waits; what was sent last), `delivered`: the ids of what went sealed, and how the page stands:
// {isOnline, sending, door, isLocked}. Without its key a record says {id, state, tried} alone.
import { isHeld, needs, STATES } from "./queue.js";

const UNSENT = "/offline/#/unsent";
const LIST = { href: UNSENT, words: "看未发送" };
const TONES = { refused: "error", waiting: "warning", gone: "warning", done: "success" };

const RECEIVED = "已送到，已经办成。";
const SEALED = "已加密送出，还不知道办成没有，登录后自动核对。";
const BLOCKED = "已加密存在本机，要等前面没有办成的那一条先处理好，再自动发送。";
const GONE = "已不在本机的未发送记录里，无法确认是送到了还是被删除了，请到“未发送”里核对。";
const REFUSED = { refused: "没有办成", conflict: "与别人的修改冲突，没有办成" };

/**
 * What the note says: {tone, lines: [{label, words, link: {href, words} or null}]}. Where all say the
 * same they say it once; a single line needs no label, nor does a page whose key is gone show one.
 */
export function noteOf(actions, known) {
  const found = actions.map((action) => ({ label: action.label, ...outcomeOf(action, known) }));
  const tone = ["refused", "waiting", "gone"].find((kind) =>
    found.some((one) => one.kind === kind),
  );
  const lines = found.map(({ label, words, link }) => ({ label, words, link }));
  return { tone: TONES[tone ?? "done"], lines: merged(lines, known.isLocked) };
}

function merged(lines, isLocked) {
  const shown = isLocked ? lines.map((line) => ({ ...line, label: "" })) : lines;
  const different = new Map(shown.map((line) => [`${line.words} ${line.link?.href}`, line]));
  if (different.size === 1) return [{ ...shown[0], label: "" }];
  return isLocked ? [...different.values()] : shown;
}

/** Of one action: {kind, words, link}; `kind` is done, refused, waiting or gone. */
export function outcomeOf({ id }, known) {
  const record = known.records.get(id);
  if (record) return isHeld(record) ? refused(record, known) : waiting(record, known);
  const line = known.lines.get(id);
  return line ? done(line, known) : { kind: "gone", words: GONE, link: LIST };
}

function done({ sentence, place, number }, { isLocked }) {
  if (isLocked) return { kind: "done", words: RECEIVED, link: null };
  const words = sentence ? `已送到：${sentence}` : RECEIVED;
  const link = place ? { href: place, words: number ? `查看 ${number}` : "去看结果" } : null;
  return { kind: "done", words, link };
}

function refused({ id, state, sentence }, { isLocked }) {
  const head = REFUSED[state] ?? REFUSED[STATES.refused];
  if (isLocked) return { kind: "refused", words: `${head}，登录后看原因。`, link: LIST };
  const words = sentence ? `${head}：${sentence}` : `${head}，请打开看原因。`;
  return { kind: "refused", words, link: { href: `${UNSENT}/${id}`, words: "去处理" } };
}

function waiting(record, known) {
  const said = { kind: "waiting", link: LIST };
  if (known.delivered.has(record.id)) return { ...said, words: SEALED };
  const blocker = known.isLocked ? null : blockerOf(record, known.records);
  if (!blocker) return { ...said, words: waitingWords(record, known) };
  const link = { href: `${UNSENT}/${blocker.id}`, words: "去处理前面那一条" };
  return { ...said, words: BLOCKED, link };
}

/** The refused action for which it waits, through others or at once; nothing where there is none. */
function blockerOf(record, records) {
  for (const one of needs(record).map((id) => records.get(id))) {
    const found = one && (isHeld(one) ? one : blockerOf(one, records));
    if (found) return found;
  }
  return null;
}

// The server said why not yet; what went since then without an answer may have been done.
function waitingWords(record, known) {
  const { tried, sentence } = record;
  if (sentence && !tried) return `还没有办成，仍存在本机，${nextWords("发送", known)}：${sentence}`;
  const [head, verb] = headOf(record, known);
  return `${head}，已加密存在本机，${nextWords(verb, known)}。`;
}

// A form whose answer did not come (`once`) may have arrived, as may what went already; a page whose
// key is gone cannot read whether it came from a form.
function headOf({ tried, once }, { isOnline, isLocked }) {
  if (tried || (isOnline && (once || isLocked))) return ["还不知道是否送到", "核对"];
  return [isOnline ? "还没有送到" : "没有网络", "发送"];
}

function nextWords(verb, { isOnline, sending, door }) {
  if (!isOnline) return `有网后自动${verb}`;
  if (door === "sign-in") return `登录后自动${verb}`;
  if (door) return `请先按页面上方的提示操作，之后自动${verb}`;
  return sending ? `正在${verb}` : `会自动${verb}`;
}
