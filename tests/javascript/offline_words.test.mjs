import assert from "node:assert/strict";
import test from "node:test";
import {
  ageWords,
  banner,
  dayWords,
  localIso,
  lostWords,
  momentWords,
  NO_START,
  othersWords,
  storeFault,
} from "../../cadres/static/cadres/js/offline/rules/offline_words.js";

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const CALM = {
  isOnline: true,
  isLocked: false,
  waiting: 0,
  held: 0,
  others: 0,
  at: NOW - 10 * MINUTE,
  now: NOW,
  sending: false,
  canStart: true,
};
const said = (more) => banner({ ...CALM, ...more });

test("the age of the phone's own copy is said in minutes, hours and days", () => {
  const ages = [0, 5, 90, 3 * 24 * 60].map((minutes) => ageWords(NOW - minutes * MINUTE, NOW));

  assert.deepEqual(ages, ["刚刚更新", "5 分钟前更新", "1 小时前更新", "3 天前更新"]);
  assert.equal(ageWords(0, NOW), "还没有取过数据");
  assert.equal(ageWords(NOW + 60 * MINUTE, NOW), "刚刚更新");
});

test("where all is well nothing is said", () => {
  assert.equal(said({}), null);
});

test("without a line it says so, how old the copy is, and what waits", () => {
  const { words, sends } = said({ isOnline: false, waiting: 3 });

  assert.equal(words, "没有网络 · 本机资料10 分钟前更新 · 3 条未发送");
  assert.equal(sends, false);
});

test("with a line, what waits can be sent with one press", () => {
  assert.equal(said({ waiting: 3 }).sends, true);
  assert.equal(said({ others: 1 }).sends, true);
  assert.equal(said({ waiting: 3, sending: true }).sends, false);
});

test("what was refused is said, and is not sent again by that press", () => {
  const { words, tone, sends } = said({ held: 2 });

  assert.equal(words, "2 条没有办成，请查看");
  assert.deepEqual([tone, sends], ["late", false]);
});

test("a locked phone says how much waits and nothing of its age", () => {
  assert.equal(
    said({ isOnline: false, isLocked: true, waiting: 1 }).words,
    "没有网络 · 1 条未发送（已加密）",
  );
});

test("what its person has to do before anything goes is said first, and that nothing is lost", () => {
  const isLocked = true;
  const doors = ["sign-in", "password", "reload"].map((door) =>
    said({ waiting: 2, door, isLocked }),
  );

  assert.match(doors[0].words, /^登录已过期.*未发送的记录都还在本机 · 2 条未发送（已加密）$/);
  assert.match(doors[1].words, /^请先设置自己的密码/);
  assert.match(doors[2].words, /^手机上的页面版本太旧，请刷新/);
  assert.deepEqual(
    doors.map(({ sends }) => sends),
    [true, false, false],
  );
  assert.equal(
    said({ isOnline: false, waiting: 1, door: "sign-in" }).words.includes("登录"),
    false,
  );
});

test("what a passcode opened waits for its person to sign in; what others left goes", () => {
  const door = "sign-in";

  assert.equal(said({ waiting: 2, door }).sends, false);
  assert.equal(said({ waiting: 2, others: 1, door }).sends, true);
  assert.equal(said({ waiting: 2, door, isLocked: true }).sends, true);
});

test("where the site cannot start without a line, the way to a place where it can is said", () => {
  assert.match(said({ waiting: 1, canStart: false }).words, /在 Safari 打开并添加到主屏幕/);
  assert.equal(said({ canStart: false }), null);
  assert.match(NO_START, /趁有网发送/);
});

test("of others' actions only their number is said", () => {
  assert.equal(othersWords(2), "有 2 条他人未发送的记录，可代为送出（内容不可见）");
});

test("a loss is told with its number", () => {
  assert.match(lostWords(3), /^本机 3 条未发送记录可能已被手机清除/);
});

test("a full phone is told apart from one that failed; both leave the text on the page", () => {
  assert.match(storeFault("QuotaExceededError"), /存储空间已满.*内容还在页面上/);
  assert.match(storeFault("UnknownError"), /内容还在页面上/);
});

test("moments and days are read as they were written, whatever the time zone of the reader", () => {
  assert.equal(momentWords("2026-11-05T09:07:00+08:00"), "11月5日 09:07");
  assert.equal(dayWords("2026-11-05"), "11月5日");
  assert.equal(momentWords(""), "");
  assert.equal(dayWords(null), "");
});

test("the phone's time is written with its distance from Greenwich", () => {
  const there = (minutes) => ({
    getTimezoneOffset: () => minutes,
    getFullYear: () => 2026,
    getMonth: () => 10,
    getDate: () => 5,
    getHours: () => 9,
    getMinutes: () => 7,
    getSeconds: () => 3,
  });

  assert.equal(localIso(there(-480)), "2026-11-05T09:07:03+08:00");
  assert.equal(localIso(there(210)), "2026-11-05T09:07:03-03:30");
});
