// The letters that a field still takes, and the ten seconds in which an action can be taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cutOff, lettersLeft, secondsLeft } from "../../cadres/static/cadres/js/rules/counts.js";

test("a short field says from the start how much it takes", () => {
  assert.equal(lettersLeft(0, 500), "还可以写 500 字");
});

test("a long field says it when it is nearly full", () => {
  assert.equal(lettersLeft(0, 2000), "");
  assert.equal(lettersLeft(1699, 2000), "");
  assert.equal(lettersLeft(1700, 2000), "还可以写 300 字");
});

test("a full field says that no more is kept", () => {
  assert.equal(lettersLeft(200, 200), "已满 200 字，再写的不会保存");
  assert.equal(lettersLeft(201, 200), "已满 200 字，再写的不会保存");
});

test("what of a pasted text finds no room is said", () => {
  const about = { length: 190, chosen: 0, pasted: 10, most: 200 };

  assert.equal(cutOff(about), "");
  assert.match(cutOff({ ...about, pasted: 13 }), /多出 3 字/);
});

test("a pasted text takes the place of what was chosen", () => {
  assert.equal(cutOff({ length: 200, chosen: 50, pasted: 50, most: 200 }), "");
  assert.match(cutOff({ length: 200, chosen: 50, pasted: 51, most: 200 }), /多出 1 字/);
});

test("ten seconds are counted down to the last moment, and never below", () => {
  const until = 10_000;

  assert.equal(secondsLeft(until, 0), 10);
  assert.equal(secondsLeft(until, 1), 10);
  assert.equal(secondsLeft(until, 9999), 1);
  assert.equal(secondsLeft(until, 10_000), 0);
  assert.equal(secondsLeft(until, 60_000), 0);
});
