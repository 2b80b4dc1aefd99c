import assert from "node:assert/strict";
import test from "node:test";
import { noteOf, outcomeOf } from "../../cadres/static/cadres/js/offline/rules/outcomes.js";

const VISIT = { id: "v", label: "登记联系" };
const PROBLEM = { id: "p", label: "登记问题：车间电压不稳" };
const PLACE = "/cases/tickets/7/";
const DONE = { sentence: "问题已登记。", place: PLACE, number: "召助企〔2026〕00123号" };
const LIST = "/offline/#/unsent";

function record(id, more = {}) {
  const { values = {}, ...rest } = more;
  return { id, state: "waiting", tried: false, command: { subject: 7, values }, ...rest };
}

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

function known({ records = [], lines = [], delivered = [], ...line } = {}) {
  const standing = { isOnline: true, sending: false, door: "", isLocked: false };
  const there = { records: byId(records), lines: byId(lines), delivered: new Set(delivered) };
  return { ...there, ...standing, ...line };
}

const said = (one, more) => outcomeOf(VISIT, known({ records: one ? [one] : [], ...more }));
const words = (one, more) => said(one, more).words;

test("what was received says what happened, and leads to what was made", () => {
  const done = said(null, { lines: [{ id: "v", ...DONE }] });

  assert.equal(done.kind, "done");
  assert.equal(done.words, "已送到：问题已登记。");
  assert.deepEqual(done.link, { href: PLACE, words: "查看 召助企〔2026〕00123号" });
});

test("what arrived by its form has no sentence of its own, and leads where the form led", () => {
  const done = said(null, { lines: [{ id: "v", place: PLACE, number: "", sentence: "" }] });

  assert.equal(done.words, "已送到，已经办成。");
  assert.deepEqual(done.link, { href: PLACE, words: "去看结果" });
  assert.equal(said(null, { lines: [{ id: "v" }] }).link, null);
});

test("what was refused says why, and leads to where it is mended", () => {
  const refused = said(record("v", { state: "refused", sentence: "日期不能晚于今天。" }));

  assert.equal(refused.kind, "refused");
  assert.equal(refused.words, "没有办成：日期不能晚于今天。");
  assert.deepEqual(refused.link, { href: `${LIST}/v`, words: "去处理" });
});

test("a conflict says that others changed it; a refusal without a reason says where to read it", () => {
  const conflict = record("v", { state: "conflict", sentence: "工单已办结。" });

  assert.equal(words(conflict), "与别人的修改冲突，没有办成：工单已办结。");
  assert.equal(words(record("v", { state: "refused" })), "没有办成，请打开看原因。");
});

test("what is kept again with other words is not done, though the former words are", () => {
  const lines = [{ id: "v", ...DONE }];

  assert.equal(said(record("v"), { lines }).kind, "waiting");
});

test("what waits says for what", () => {
  const one = record("v");

  const offline = "没有网络，已加密存在本机，有网后自动发送。";
  assert.equal(words(one, { isOnline: false, door: "sign-in" }), offline);
  assert.equal(words(one), "还没有送到，已加密存在本机，会自动发送。");
  assert.equal(words(one, { sending: true }), "还没有送到，已加密存在本机，正在发送。");
  assert.equal(words(one, { door: "sign-in" }), "还没有送到，已加密存在本机，登录后自动发送。");
  const first = "还没有送到，已加密存在本机，请先按页面上方的提示操作，之后自动发送。";
  assert.equal(words(one, { door: "password" }), first);
  assert.equal(words(one, { door: "reload", sending: true }), first);
  assert.deepEqual(said(one).link, { href: LIST, words: "看未发送" });
});

test("whether something arrived that went without an answer is not guessed", () => {
  const tried = record("v", { tried: true, sentence: "系统处理这一条时出错。" });
  const byForm = record("v", { once: { key: "k", path: "/" } });

  const unknown = "还不知道是否送到，已加密存在本机，会自动核对。";
  assert.equal(words(tried), unknown);
  assert.equal(words(byForm), unknown);
  assert.match(words(tried, { isOnline: false }), /^还不知道是否送到.*有网后自动核对。$/);
  assert.equal(words(byForm, { isOnline: false }), "没有网络，已加密存在本机，有网后自动发送。");
});

test("what the server could not do yet says why", () => {
  const later = record("v", { sentence: "照片还没有传到。" });

  assert.equal(words(later), "还没有办成，仍存在本机，会自动发送：照片还没有传到。");
});

test("what waits for something refused leads to that, through others too", () => {
  const refused = record("v", { state: "refused", sentence: "不行。" });
  const between = record("b", { values: { visit: { command: "v" } } });
  const last = record("p", { values: { ticket: { command: "b" } } });

  const found = outcomeOf(PROBLEM, known({ records: [refused, between, last] }));

  assert.equal(found.kind, "waiting");
  assert.match(found.words, /要等前面没有办成的那一条/);
  assert.equal(found.link.href, `${LIST}/v`);
  const free = outcomeOf(PROBLEM, known({ records: [record("v"), between, last] }));
  assert.match(free.words, /会自动发送/);
});

test("what another delivered sealed has gone, and its outcome is not known", () => {
  const sealed = said(record("v"), { delivered: ["v"] });

  assert.equal(sealed.kind, "waiting");
  assert.match(sealed.words, /^已加密送出，还不知道办成没有/);
});

test("what is neither waiting nor among what was sent is not said to be sent", () => {
  const gone = said(null);

  assert.equal(gone.kind, "gone");
  assert.match(gone.words, /无法确认是送到了还是被删除了/);
  assert.equal(gone.link.href, LIST);
});

test("all that says the same is said once; a single action needs no name", () => {
  const both = noteOf([VISIT, PROBLEM], known({ records: [record("v"), record("p")] }));

  assert.equal(both.tone, "warning");
  assert.deepEqual(both.lines, [{ label: "", ...only(said(record("v"))) }]);
  const one = noteOf([VISIT], known({ lines: [{ id: "v", ...DONE }] }));
  assert.equal(one.tone, "success");
  assert.equal(one.lines[0].label, "");
});

const only = ({ words: first, link }) => ({ words: first, link });

test("where they differ each stands by its name, and the worst gives the tone", () => {
  const refused = record("p", { state: "refused", sentence: "请选择类别。" });
  const given = { lines: [{ id: "v", ...DONE }], records: [refused] };

  const { tone, lines } = noteOf([VISIT, PROBLEM], known(given));

  assert.equal(tone, "error");
  assert.deepEqual(
    lines.map(({ label }) => label),
    [VISIT.label, PROBLEM.label],
  );
  assert.equal(lines[1].words, "没有办成：请选择类别。");
  const halfway = known({ lines: [{ id: "v", ...DONE }], records: [record("p")] });
  assert.equal(noteOf([VISIT, PROBLEM], halfway).tone, "warning");
});

test("a page whose key is gone shows nothing of what was written", () => {
  const clear = { id: "p", state: "refused", tried: false };
  const given = { records: [clear], lines: [{ id: "v", ...DONE }], isLocked: true };

  const { lines } = noteOf([VISIT, PROBLEM], known({ ...given, door: "sign-in" }));

  const shown = lines.map(({ words: some }) => some);
  assert.deepEqual(shown, ["已送到，已经办成。", "没有办成，登录后看原因。"]);
  assert.doesNotMatch(JSON.stringify(lines), /登记|电压|00123/);
  const waits = known({ records: [{ ...clear, state: "waiting" }], isLocked: true });
  assert.match(noteOf([PROBLEM], waits).lines[0].words, /还不知道是否送到/);
});
