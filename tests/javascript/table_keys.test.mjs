// Tables by keyboard: which row the keys lead to, and which keys are commands at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, nextRow, rowAfter } from "../../cases/static/cases/js/rules/table_keys.js";

const here = (more) => ({
  isTyping: false,
  isBeside: false,
  isRow: false,
  hasModifier: false,
  isComposing: false,
  ...more,
});

test("the row with the focus counts before the one that is chosen", () => {
  assert.equal(nextRow({ rows: 5, focused: 2, chosen: 0, step: 1 }), 3);
  assert.equal(nextRow({ rows: 5, focused: -1, chosen: 3, step: -1 }), 2);
});

test("where nothing is chosen yet, both keys lead to the first row", () => {
  assert.equal(nextRow({ rows: 5, focused: -1, chosen: -1, step: 1 }), 0);
  assert.equal(nextRow({ rows: 5, focused: -1, chosen: -1, step: -1 }), 0);
});

test("the ends of the table hold", () => {
  assert.equal(nextRow({ rows: 5, focused: 4, chosen: -1, step: 1 }), 4);
  assert.equal(nextRow({ rows: 5, focused: 0, chosen: -1, step: -1 }), 0);
});

test("an empty table has no row to go to", () => {
  assert.equal(nextRow({ rows: 0, focused: -1, chosen: -1, step: 1 }), -1);
});

test("the letters are commands, those of a row where a row has the focus", () => {
  const keys = ["j", "k", "d", "f", "?", "o", "x", "q"];
  assert.deepEqual(
    keys.map((key) => actionOf(key, here())),
    ["down", "up", "form", "filters", "explain", "", "", ""],
  );
  assert.deepEqual(
    keys.map((key) => actionOf(key, here({ isRow: true }))),
    ["down", "up", "form", "filters", "explain", "open", "choose", ""],
  );
});

test("the work goes on at the same place, where the open row has left the table", () => {
  assert.equal(rowAfter({ rows: 5, was: 2, found: 2 }), 2);
  assert.equal(rowAfter({ rows: 4, was: 2, found: -1 }), 2);
  assert.equal(rowAfter({ rows: 2, was: 2, found: -1 }), 1);
});

test("letters that somebody types are no commands", () => {
  for (const key of ["j", "k", "d", "?", "Enter"]) {
    assert.equal(actionOf(key, here({ isTyping: true, isRow: true })), "");
  }
});

test("nothing is taken from the browser, the system or an input method", () => {
  assert.equal(actionOf("d", here({ hasModifier: true })), "");
  assert.equal(actionOf("j", here({ isComposing: true })), "");
});

test("Enter opens the row that has the focus, and presses whatever else has it", () => {
  assert.equal(actionOf("Enter", here({ isRow: true })), "open");
  assert.equal(actionOf("Enter", here()), "");
});

test("Escape comes back out of what stands beside, from a field too", () => {
  assert.equal(actionOf("Escape", here({ isBeside: true, isTyping: true })), "back");
  assert.equal(actionOf("Escape", here({ isRow: true })), "close");
  assert.equal(actionOf("Escape", here()), "");
});

test("a key that is called like a part of every object is no command", () => {
  assert.equal(actionOf("constructor", here()), "");
});
