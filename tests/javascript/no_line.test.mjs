// An enterprise whose line is gone is told that nothing is lost, and does not wait long for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SAID_WITHOUT_LINE, TRIED_FOR } from "../../cadres/static/cadres/js/rules/no_line.js";

test("the sentence says that nothing was sent, and that nothing is lost", () => {
  assert.match(SAID_WITHOUT_LINE, /没有网络/);
  assert.match(SAID_WITHOUT_LINE, /还没有提交/);
  assert.match(SAID_WITHOUT_LINE, /都在/);
});

test("a line is waited for as long as a person waits, not longer", () => {
  assert.ok(TRIED_FOR >= 3000 && TRIED_FOR <= 10_000);
});
