// What was typed stays, and comes back into the fields that it was typed into.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fillings,
  isKept,
  isRefused,
  isSame,
  listed,
  readAgain,
  valuesOf,
  written,
} from "../../cadres/static/cadres/js/rules/drafts.js";

const NOW = Date.UTC(2026, 2, 6);
const DAY = 86_400_000;
const text = (name, value) => ({ name, type: "text", value, isChecked: false, chosen: null });
const box = (name, value, isChecked) => ({
  name,
  type: "checkbox",
  value,
  isChecked,
  chosen: null,
});
const list = (name, chosen) => ({ name, type: "select-multiple", value: chosen[0], chosen });

test("passwords, files, hidden fields and buttons are never kept", () => {
  for (const type of ["password", "file", "hidden", "submit", "button", "reset"]) {
    assert.equal(isKept({ name: "a", type, skips: false }), false);
  }
});

test("a field without a name, or one that asks not to be, is not kept", () => {
  assert.equal(isKept({ name: "", type: "text", skips: false }), false);
  assert.equal(isKept({ name: "a", type: "text", skips: true }), false);
  assert.equal(isKept({ name: "a", type: "textarea", skips: false }), true);
});

test("fields of one name keep their values in order", () => {
  assert.deepEqual(valuesOf([text("a", "一"), text("b", "x"), text("a", "二")]), {
    a: ["一", "二"],
    b: ["x"],
  });
});

test("a box that nobody ticked is kept as nothing ticked", () => {
  assert.deepEqual(valuesOf([box("a", "1", false), box("a", "2", true)]), { a: ["2"] });
  assert.deepEqual(valuesOf([box("a", "1", false)]), { a: [] });
});

test("what was kept fills the same fields again", () => {
  const typed = [text("a", "一"), text("a", "二"), box("c", "1", true), box("c", "2", false)];
  const fields = [...typed, list("d", ["x", "z"])];
  const blank = fields.map((field) => ({ ...field, value: field.chosen ? "x" : field.value }));

  assert.deepEqual(fillings(blank, valuesOf(fields)), [
    { value: "一" },
    { value: "二" },
    { isChecked: true },
    { isChecked: false },
    { chosen: ["x", "z"] },
  ]);
});

test("a field that the draft does not know stays as the page brought it", () => {
  assert.deepEqual(fillings([text("new", "set")], { a: ["1"] }), [null]);
});

test("a field more than before gets nothing", () => {
  assert.deepEqual(fillings([text("a", ""), text("a", "")], { a: ["1"] }), [{ value: "1" }, {}]);
});

test("a draft is kept for fourteen days", () => {
  const kept = written({ a: ["1"] }, NOW);

  assert.deepEqual(readAgain(kept, NOW + 14 * DAY - 1), { a: ["1"] });
  assert.equal(readAgain(kept, NOW + 14 * DAY), null);
});

test("a store that is empty, damaged or of another kind is no draft", () => {
  for (const kept of [null, "", "{", "7", '"words"', "[]", "{}"]) {
    assert.ok(!readAgain(kept, NOW), String(kept));
  }
});

test("a form as it came is no draft", () => {
  const blank = JSON.stringify(valuesOf([text("a", "")]));

  assert.equal(isSame(valuesOf([text("a", "")]), blank), true);
  assert.equal(isSame(valuesOf([text("a", "字")]), blank), false);
});

test("an answer with a marked error is a refusal, one without is none", () => {
  assert.equal(isRefused('<div class="field has-error">'), true);
  assert.equal(isRefused('<input class="form-control is-invalid">'), true);
  assert.equal(isRefused("<p>已保存</p>"), false);
  assert.equal(isRefused(undefined), false);
});

const about = (words, address = "/enterprises/visits/new/7/") => ({ words, address });

test("what was begun is listed for its person, the newest first", () => {
  const entries = [
    ["draft:7:a", written({ a: ["一"] }, NOW - DAY, about("恒信达 · 走访"))],
    ["draft:7:b", written({ a: ["一"] }, NOW, about("宏远泰 · 登记问题"))],
    ["draft:8:c", written({ a: ["一"] }, NOW, about("别人的"))],
    ["theme", "dark"],
  ];

  const words = listed(entries, "7", NOW).map((one) => one.words);

  assert.deepEqual(words, ["宏远泰 · 登记问题", "恒信达 · 走访"]);
});

test("what is too old, damaged, nameless or leads elsewhere is not listed", () => {
  const entries = [
    ["draft:7:a", written({ a: ["一"] }, NOW - 15 * DAY, about("旧的"))],
    ["draft:7:b", "{"],
    ["draft:7:c", written({ a: ["一"] }, NOW)],
    ["draft:7:d", written({ a: ["一"] }, NOW, about("外站", "//elsewhere.example/"))],
  ];

  assert.deepEqual(listed(entries, "7", NOW), []);
});
