import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, distance, fitting } from "../../cadres/static/cadres/js/rules/picker.js";

const units = [
  { name: "供电公司", initials: "gdgs" },
  { name: "工业和信息化局", initials: "gyhxxhj" },
  { name: "工商联（没有经办人员）", initials: "gslmyjbry" },
];
const found = (typed) => fitting(typed, units).map(({ name }) => name);

test("characters in order, parts and initials find a unit", () => {
  assert.deepEqual(found("工信局"), ["工业和信息化局"]);
  assert.deepEqual(found("供电"), ["供电公司"]);
  assert.deepEqual(found("gxj"), ["工业和信息化局"]);
});

test("two letters are looked for as they stand, three may stand apart", () => {
  assert.deepEqual(found("gx"), []);
  assert.deepEqual(found("gd"), ["供电公司"]);
});

test("nothing typed leaves all as they stand, the nearer come first", () => {
  assert.equal(found("").length, 3);
  assert.deepEqual(found("工")[0], "工业和信息化局");
  assert.ok(distance("工业", units[1]) < distance("信息", units[1]));
});

test("keys choose only in an open list, and an input method keeps its own", () => {
  assert.equal(actionOf("Enter", { isOpen: false, isComposing: false }), "");
  assert.equal(actionOf("Enter", { isOpen: true, isComposing: false }), "choose");
  assert.equal(actionOf("Enter", { isOpen: true, isComposing: true }), "");
  assert.equal(actionOf("ArrowDown", { isOpen: false, isComposing: false }), "down");
});
