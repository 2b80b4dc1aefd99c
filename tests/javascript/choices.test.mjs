// Rows that are chosen together, and the appearance that somebody chose.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  appearanceCookie,
  appearanceIn,
  appearanceWords,
  boxForAll,
  nextAppearance,
  span,
} from "../../cadres/static/cadres/js/rules/choices.js";

test("the box for all is ticked for all, half for some, empty for none", () => {
  assert.deepEqual(boxForAll(0, 3), { checked: false, indeterminate: false });
  assert.deepEqual(boxForAll(2, 3), { checked: false, indeterminate: true });
  assert.deepEqual(boxForAll(3, 3), { checked: true, indeterminate: false });
  assert.deepEqual(boxForAll(0, 0), { checked: false, indeterminate: false });
});

test("a span reaches from one row to the other, in either direction", () => {
  assert.deepEqual(span(["a", "b", "c", "d"], "b", "d"), ["b", "c", "d"]);
  assert.deepEqual(span(["a", "b", "c", "d"], "d", "b"), ["b", "c", "d"]);
});

test("a row that is gone from the list spans nothing", () => {
  assert.deepEqual(span(["a", "b"], "gone", "b"), []);
});

test("the appearance is read from its own cookie alone", () => {
  assert.equal(appearanceIn(""), "system");
  assert.equal(appearanceIn("a=1; theme=dark; b=2"), "dark");
  assert.equal(appearanceIn("theme=light"), "light");
  assert.equal(appearanceIn("my-theme=dark"), "system");
  assert.equal(appearanceIn("theme=lightish"), "system");
});

test("three presses lead through all appearances and back", () => {
  const seen = ["system"];
  for (let press = 0; press < 3; press += 1) seen.push(nextAppearance(seen.at(-1)));

  assert.deepEqual(seen, ["system", "light", "dark", "system"]);
  assert.deepEqual(seen.slice(0, 3).map(appearanceWords), [
    "外观：跟随系统",
    "外观：浅色",
    "外观：深色",
  ]);
});

test("what is written down is read again, and the system's own leaves no cookie", () => {
  assert.equal(appearanceIn(appearanceCookie("dark")), "dark");
  assert.match(appearanceCookie("dark"), /max-age=31536000/);
  assert.match(appearanceCookie("system"), /max-age=0/);
});
