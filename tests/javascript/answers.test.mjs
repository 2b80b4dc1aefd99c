// What to make of an answer, of a button that is pressed again, and of a list that came.
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundWords, isSecondPress, kindOf } from "../../cadres/static/cadres/js/rules/answers.js";

const answer = (more) => ({ address: "https://a/cases/", status: 200, text: "<p>", ...more });

test("an answer that came from the sign-in page says that the session is over", () => {
  assert.equal(kindOf(answer({ address: "https://a/cadres/sign-in/?next=/" })), "sign-in");
});

test("an error without a word is told in our own words, one with words is shown", () => {
  assert.equal(kindOf(answer({ status: 500, text: " \n" })), "nothing");
  assert.equal(kindOf(answer({ status: 422 })), "page");
  assert.equal(kindOf(answer({ status: 204, text: "" })), "page");
});

test("a second press within five seconds is no second action", () => {
  assert.equal(isSecondPress(undefined, 1000), false);
  assert.equal(isSecondPress("1000", 5999), true);
  assert.equal(isSecondPress("1000", 6000), false);
});

test("a fault in the filters is said before anything that was found", () => {
  assert.equal(foundWords(" 日期不对 ", ["共 3 条"]), "筛选条件需要修改：日期不对");
});

test("the first place that says anything tells what was found", () => {
  assert.equal(
    foundWords(undefined, [undefined, " 共 3 条，\n  第 1 页 ", "没有"]),
    "已更新：共 3 条， 第 1 页",
  );
  assert.equal(foundWords(undefined, [undefined, "  "]), "页面已更新。");
});
