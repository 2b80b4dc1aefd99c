import assert from "node:assert/strict";
import test from "node:test";
import {
  afterFailure,
  byEnterprise,
  canonical,
  inOrder,
  isDue,
  mayHaveArrived,
  needs,
  parcels,
  STATES,
  sendable,
  settled,
  stateWords,
  trunkFor,
} from "../../cadres/static/cadres/js/offline/rules/queue.js";

let made = 0;

function record(more = {}) {
  made += 1;
  const { subject = 7, trunk = "v1", values = {}, ...rest } = more;
  const command = { verb: "ticket.note", subject, trunk, values, files: [] };
  const about = { of: "ticket", enterprise: "恒信达", label: "反馈进展" };
  return {
    id: `id-${made}`,
    at: made,
    state: STATES.waiting,
    tried: false,
    about,
    command,
    ...rest,
  };
}

const ids = (records) => records.map((one) => one.id);

test("actions go in the order in which they were made, whatever order the store gives", () => {
  const [first, second, third] = [record(), record(), record()];

  assert.deepEqual(ids(inOrder([third, first, second])), ids([first, second, third]));
  assert.deepEqual(ids(sendable([third, first, second])), ids([first, second, third]));
});

test("a refused action stops no other, on the same ticket either", () => {
  const refused = record({ state: STATES.refused });
  const after = record();

  assert.deepEqual(ids(sendable([refused, after])), [after.id]);
});

test("what needs a refused action waits with it, and what needs that in turn", () => {
  const visit = record({ state: STATES.conflict });
  const ticket = record({ values: { visit: { command: visit.id } } });
  const note = record({ subject: { command: ticket.id } });
  const other = record();

  assert.deepEqual(needs(ticket), [visit.id]);
  assert.deepEqual(needs(note), [ticket.id]);
  assert.deepEqual(ids(sendable([visit, ticket, note, other])), [other.id]);
});

test("what was answered just now is not sent again in the same breath", () => {
  const [first, second] = [record(), record()];

  assert.deepEqual(ids(sendable([first, second], 0, new Set([first.id]))), [second.id]);
});

test("fifty go at once, and fewer each time that the line broke", () => {
  const many = Array.from({ length: 60 }, () => record());
  const sizes = [0, 1, 2, 3, 4, 40].map((tries) => sendable(many, tries).length);

  assert.deepEqual(sizes, [50, 20, 8, 3, 1, 1]);
});

test("done, and done before, are over; nothing else is", () => {
  assert.equal(settled({ outcome: "done" }).isOver, true);
  assert.equal(settled({ outcome: "done_before" }).isOver, true);
  assert.equal(settled({ outcome: "refused", sentence: "不能办。" }).isOver, false);
  assert.equal(settled({ outcome: "something new" }).isOver, false);
});

test("a refused action is kept with its sentence and what is wrong with each field", () => {
  const { changes } = settled({
    outcome: "refused",
    sentence: "请改。",
    fields: { note: ["太长"] },
  });

  assert.equal(changes.state, STATES.refused);
  assert.equal(changes.sentence, "请改。");
  assert.deepEqual(changes.fields, { note: ["太长"] });
  assert.equal(changes.tried, false);
});

test("a conflict is kept with both sides", () => {
  const both = [{ field: "result", label: "办理情况", mine: "甲", theirs: "乙" }];
  const { changes } = settled({ outcome: "conflict", both });

  assert.equal(changes.state, STATES.conflict);
  assert.deepEqual(changes.both, both);
});

for (const code of ["waits", "files_missing", "failed"]) {
  test(`what is refused only for now (${code}) goes again by itself`, () => {
    assert.equal(settled({ outcome: "refused", code }).changes.state, STATES.waiting);
  });
}

test("an expired session locks, an old app is loaded anew", () => {
  const after = (status) => afterFailure({ status, retryAfter: "", tries: 0, chance: 0 }).kind;

  assert.deepEqual([401, 403, 426].map(after), ["locked", "locked", "reload"]);
  assert.deepEqual([0, 429, 500, 502, 503].map(after), Array(5).fill("wait"));
});

test("the pauses double with every failure up to two minutes, and never fall together", () => {
  const wait = (tries, chance) => afterFailure({ status: 0, retryAfter: "", tries, chance }).wait;

  assert.deepEqual(
    [0, 1, 2, 3].map((tries) => wait(tries, 1)),
    [2000, 4000, 8000, 16_000],
  );
  assert.equal(wait(30, 1), 120_000);
  assert.equal(wait(0, 0), 1000);
});

test("the server's Retry-After is waited out, and a jitter on top", () => {
  const { wait } = afterFailure({ status: 503, retryAfter: "30", tries: 0, chance: 0.5 });

  assert.equal(wait, 31_500);
  assert.equal(afterFailure({ status: 503, retryAfter: "soon", tries: 0, chance: 1 }).wait, 2000);
});

test("a chain of actions on one subject keeps the version with which it began", () => {
  const first = record({ trunk: "v1" });

  assert.equal(trunkFor([first], "ticket", 7, "v2"), "v1");
  assert.equal(trunkFor([first], "ticket", 8, "v2"), "v2");
  assert.equal(trunkFor([first], "enterprise", 7, "v2"), "v2");
  assert.equal(trunkFor([record({ subject: null })], "ticket", null, "v3"), "v3");
});

test("what may lie with the server already is known as such until it was answered", () => {
  assert.equal(mayHaveArrived(record({ tried: true })), true);
  assert.equal(mayHaveArrived(record({ tried: true, state: STATES.refused })), false);
  assert.equal(mayHaveArrived(record()), false);
});

test("the same words are written the same, in whatever order they were put together", () => {
  const one = { b: [1, { d: null, c: "字\n" }], a: true, gone: undefined };

  assert.equal(canonical(one), '{"a":true,"b":[1,{"c":"字\\n","d":null}]}');
  assert.equal(canonical({ a: true, b: one.b }), canonical(one));
});

test("the unsent stand by enterprise, in the order of the first of each", () => {
  const [one, two] = [record(), record({ about: { enterprise: "宏远" } })];
  const three = record();

  assert.deepEqual(
    byEnterprise([three, two, one]).map(({ name, records }) => [name, ids(records)]),
    [
      ["恒信达", ids([one, three])],
      ["宏远", ids([two])],
    ],
  );
});

test("each state has its word", () => {
  const words = [{}, { tried: true }, { state: STATES.refused }, { state: STATES.conflict }];

  assert.deepEqual(
    words.map((more) => stateWords(record(more))[0]),
    ["等待发送", "正在核对是否送到", "没有办成", "与别人的修改冲突"],
  );
});

test("the server is spoken to when that was long ago, never was, or the clock was set back", () => {
  const now = 1_000_000_000;

  assert.equal(isDue(undefined, now, 10), true);
  assert.equal(isDue(now - 599_000, now, 10), false);
  assert.equal(isDue(now - 600_000, now, 10), true);
  assert.equal(isDue(now + 3_600_000, now, 10), true);
});

test("envelopes go in their order, as many at a time as one request may carry", () => {
  const small = Array.from({ length: 21 }, () => ({ envelope: "x" }));
  const large = Array.from({ length: 5 }, () => ({ envelope: "x".repeat(700_000) }));
  const sizes = (rows) => parcels(rows).map((some) => some.length);

  assert.deepEqual(sizes([]), []);
  assert.deepEqual(sizes(small), [20, 1]);
  assert.deepEqual(sizes(large), [2, 2, 1]);
  assert.deepEqual(parcels([...large, ...small]).flat(), [...large, ...small]);
});

test("photos that lie here go again by themselves; those that only the server had are asked for", () => {
  const missing = { outcome: "refused", code: "files_missing", sentence: "照片还没有传到。" };

  assert.equal(settled(missing).changes.state, STATES.waiting);
  const { changes } = settled(missing, false);
  assert.equal(changes.state, STATES.refused);
  assert.match(changes.sentence, /重新选择照片/);
});
