import assert from "node:assert/strict";
import test from "node:test";
import {
  EMPTY,
  found,
  isSubsequence,
  merged,
  ofGate,
  rowsOf,
} from "../../cadres/static/cadres/js/offline/rules/portfolio.js";

const ROWS = [
  {
    id: 1,
    name: "宏远泰建材有限公司",
    initials: "hytjcyxgs",
    code: "91411321MA01",
    township: "云阳镇",
  },
  {
    id: 2,
    name: "恒信达艾草制品有限公司",
    initials: "hxdaczpyxgs",
    code: "91411321MA02",
    township: "城关镇",
    is_mine: true,
  },
  {
    id: 3,
    name: "建材商行",
    initials: "jcsh",
    code: "91411321MA03",
    township: "城关镇",
    aliases: ["老王建材"],
  },
];
const ids = (typed) => found(ROWS, typed).map((row) => row.id);

test("part of a name finds it, an alias too", () => {
  assert.deepEqual(ids("信达"), [2]);
  assert.deepEqual(ids("老王"), [3]);
});

test("letters of the name in their order find it, whatever stands between", () => {
  assert.deepEqual(ids("宏远建材"), [1]);
  assert.equal(isSubsequence("宏建", "宏远泰建材"), true);
  assert.equal(isSubsequence("建宏", "宏远泰建材"), false);
});

test("the initials of its pinyin find it, in either case", () => {
  assert.deepEqual(ids("hxd"), [2]);
  assert.deepEqual(ids("HYT"), [1]);
});

test("code and township find it; one's own come first", () => {
  assert.deepEqual(ids("ma03"), [3]);
  assert.deepEqual(ids("城关"), [2, 3]);
});

test("a name that begins so comes before one that only holds it", () => {
  assert.deepEqual(ids("建材"), [3, 1]);
});

test("without a word all stand there, one's own first; what fits nothing finds nothing", () => {
  assert.deepEqual(ids(""), [2, 1, 3]);
  assert.deepEqual(ids("不存在的"), []);
});

test("a page adds and changes rows, lets others go, and replaces lists whole", () => {
  const first = merged(EMPTY, {
    rows: { enterprises: [ROWS[0], ROWS[1]], categories: [[1, "用电"]] },
    gone: {},
  });
  const second = merged(first, {
    rows: { enterprises: [{ ...ROWS[0], name: "新名" }], categories: [[2, "用地"]] },
    gone: { enterprises: [2], tickets: [9] },
  });

  assert.deepEqual(
    rowsOf(second, "enterprises").map((row) => row.name),
    ["新名"],
  );
  assert.deepEqual(second.lists.categories, [[2, "用地"]]);
  assert.deepEqual(rowsOf(second, "tickets"), []);
  assert.equal(rowsOf(first, "enterprises").length, 2);
});

test("a scanned code leads to the enterprise at whose gate it hangs, and to no other", () => {
  const kept = merged(EMPTY, {
    rows: {
      enterprises: [
        { id: 1, gate_code: "ACDEFGHJKMNP" },
        { id: 2, gate_code: null },
      ],
    },
  });

  assert.equal(ofGate(kept, "acdefghjkmnp").id, 1);
  assert.equal(ofGate(kept, "PNMKJHGFEDCA"), null);
});
