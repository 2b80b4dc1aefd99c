import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, nextLine } from "../../cadres/static/cadres/js/rules/search.js";

const here = { isTyping: false, isInside: false, hasModifier: false, isComposing: false };

test("a slash goes into the box, unless somebody types one", () => {
  assert.equal(actionOf("/", here), "enter");
  assert.equal(actionOf("/", { ...here, isTyping: true }), "");
  assert.equal(actionOf("/", { ...here, hasModifier: true }), "");
});

test("arrows and Escape mean something only inside", () => {
  assert.equal(actionOf("ArrowDown", here), "");
  assert.equal(actionOf("ArrowDown", { ...here, isInside: true, isTyping: true }), "down");
  assert.equal(actionOf("ArrowUp", { ...here, isInside: true }), "up");
  assert.equal(actionOf("Escape", { ...here, isInside: true, isTyping: true }), "leave");
});

test("keys of an input method are left to it", () => {
  assert.equal(actionOf("ArrowDown", { ...here, isInside: true, isComposing: true }), "");
});

test("the walk stays between the box and the last line", () => {
  assert.equal(nextLine({ lines: 3, at: -1, step: 1 }), 0);
  assert.equal(nextLine({ lines: 3, at: 2, step: 1 }), 2);
  assert.equal(nextLine({ lines: 3, at: 0, step: -1 }), -1);
  assert.equal(nextLine({ lines: 0, at: -1, step: 1 }), -1);
});
