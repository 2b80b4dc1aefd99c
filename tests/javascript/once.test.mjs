// A lost answer is asked for by the key of what was sent, with patience, and nothing is guessed.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isKnown,
  keySent,
  questionAddress,
  SAID,
  waits,
  wordsFor,
  wordsMeanwhile,
} from "../../cadres/static/cadres/js/rules/once.js";

test("the pauses double up to half a minute and stay there", () => {
  const pauses = waits();
  const first = Array.from({ length: 8 }, () => pauses.next().value);

  assert.deepEqual(first, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("the key of the request comes before the one that stands in the form", () => {
  assert.equal(keySent("post", { once: "sent" }, "form"), "sent");
  assert.equal(keySent("post", new Map([["once", "sent"]]), "form"), "sent");
  assert.equal(keySent("post", {}, "form"), "form");
  assert.equal(keySent("post", undefined, undefined), "");
});

test("what only looks has no key to ask by", () => {
  assert.equal(keySent("get", { once: "a" }, "b"), "");
  assert.equal(keySent(undefined, { once: "a" }, "b"), "");
});

test("a key and a path are written safely into the address", () => {
  assert.equal(
    questionAddress("/once/", "a/b", "/cases/?x=1"),
    "/once/a%2Fb/?path=%2Fcases%2F%3Fx%3D1",
  );
});

test("it is asked again while it runs or nobody answers", () => {
  assert.equal(isKnown({ state: "running" }), false);
  assert.equal(isKnown(null), false);
  assert.equal(isKnown({ state: "done" }), true);
  assert.equal(isKnown({ state: "absent" }), true);
});

test("only what the server calls done is called done", () => {
  assert.equal(wordsFor({ state: "done" }), SAID.done);
  assert.equal(wordsFor({ state: "absent" }), SAID.absent);
  assert.equal(wordsFor({ state: "whatever" }), SAID.absent);
});

test("between two questions it is said whether it runs or the line is gone", () => {
  assert.equal(wordsMeanwhile({ state: "running" }), SAID.running);
  assert.equal(wordsMeanwhile(null), SAID.offline);
});
