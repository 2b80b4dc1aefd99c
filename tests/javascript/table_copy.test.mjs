// Rows of the ledger in the clipboard: what a sheet and a chat are given.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asTable,
  asText,
  cellText,
  copiedWords,
} from "../../cases/static/cases/js/rules/table_copy.js";

test("a cell is one line", () => {
  assert.equal(cellText("  承诺\n  11月20日\t先到 "), "承诺 11月20日 先到");
});

test("what a sheet would take for a formula is text", () => {
  assert.deepEqual(["=1+1", "+86", "-3", "@a", "a=1"].map(cellText), [
    "'=1+1",
    "'+86",
    "'-3",
    "'@a",
    "a=1",
  ]);
});

test("cells are set apart by tabs, rows by lines", () => {
  assert.equal(
    asText([
      ["编号", "诉求"],
      ["1", "用电\t增容"],
    ]),
    "编号\t诉求\n1\t用电 增容",
  );
});

test("a table says its heads, and what looks like a tag is words", () => {
  const table = asTable([["诉求"], ['<b>"a" & b</b>']]);
  assert.ok(table.includes("<th>诉求</th>"));
  assert.ok(table.includes("<td>&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;</td>"));
});

test("the button says how many rows it took", () => {
  assert.match(copiedWords(20), /已复制 20 行/);
});
