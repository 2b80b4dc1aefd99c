// A text is folded where that hides more than a line or two.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isLong } from "../../cadres/static/cadres/js/rules/folds.js";

test("six lines stay, and three more are no reason for a button", () => {
  assert.equal(isLong({ height: 9 * 24, line: 24 }), false);
  assert.equal(isLong({ height: 10 * 24, line: 24 }), true);
});

test("where no height of a line is known, nothing is folded", () => {
  assert.equal(isLong({ height: 900, line: Number.NaN }), false);
});
