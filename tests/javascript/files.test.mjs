// Files over a bad line: refused early in a sentence, cut into pieces, each piece until it is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import zlib from "node:zlib";
import {
  chosenWords,
  comesLater,
  crc32,
  faultOf,
  isPicture,
  isSignedOut,
  missing,
  nameToSend,
  progressWords,
  sizeWords,
  waitAfter,
} from "../../cadres/static/cadres/js/rules/files.js";

const MB = 1024 * 1024;
const about = (more) => ({ limit: 20, accept: ".xlsx,.xls", isMadeSmall: false, ...more });

test("sizes are said in words", () => {
  assert.deepEqual([0, 1, 1024, 1025, MB - 1, MB, 1.5 * MB].map(sizeWords), [
    "0 KB",
    "1 KB",
    "1 KB",
    "2 KB",
    "1024 KB",
    "1.0 MB",
    "1.5 MB",
  ]);
});

test("a file above the limit is refused with its size", () => {
  assert.match(faultOf({ name: "台账.xlsx", size: 21 * MB }, about()), /21\.0 MB，超过 20 MB/);
  assert.equal(faultOf({ name: "台账.xlsx", size: 20 * MB }, about()), "");
});

test("a photo that is made small here may be large, and nothing is too large without a limit", () => {
  const photo = { name: "现场.jpg", size: 60 * MB };

  assert.equal(faultOf(photo, about({ accept: "", isMadeSmall: true })), "");
  assert.equal(faultOf(photo, about({ accept: "", limit: 0 })), "");
});

test("a file of another ending is refused, whichever case its name has", () => {
  assert.match(faultOf({ name: "台账.pdf", size: 1 }, about()), /请选择 \.xlsx、\.xls 文件/);
  assert.equal(faultOf({ name: "台账.XLSX", size: 1 }, about()), "");
});

test("where kinds are asked for in other words, the ending decides nothing", () => {
  for (const accept of ["", undefined, "image/*", ".pdf,image/*"]) {
    assert.equal(faultOf({ name: "a.bin", size: 1 }, about({ accept })), "");
  }
});

test("chosen files are counted and weighed together", () => {
  assert.equal(chosenWords([]), "");
  assert.equal(chosenWords([{ size: MB }, { size: MB }]), "已选 2 个文件，共 2.0 MB。");
});

test("the last hundredth is the server's reading", () => {
  assert.equal(progressWords(99), "正在上传 99%");
  assert.equal(progressWords(100), "已上传，正在读取…");
});

test("the check sum is the one of zip", { skip: !zlib.crc32 }, () => {
  for (const words of ["", "123456789", "万人助万企".repeat(1000)]) {
    const bytes = new TextEncoder().encode(words);
    assert.equal(crc32(bytes), zlib.crc32(bytes));
  }
});

test("the check sum of nine digits is the known one", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("a picture is known by its kind or, where a phone tells none, by its name", () => {
  assert.equal(isPicture({ type: "image/heic", name: "x" }), true);
  assert.equal(isPicture({ type: "", name: "IMG_1.HEIC" }), true);
  assert.equal(isPicture({ type: "application/pdf", name: "a.pdf" }), false);
  assert.equal(isPicture({ type: "", name: "jpg" }), false);
});

test("what was made smaller is called a jpg; of a long name the end stays", () => {
  assert.equal(nameToSend("现场.2.png", true), "现场.2.jpg");
  assert.equal(nameToSend("现场.png", false), "现场.png");
  assert.equal(nameToSend("现场", true), "现场.jpg");
  assert.equal(nameToSend(`${"长".repeat(300)}.pdf`, false).length, 200);
  assert.ok(nameToSend(`${"长".repeat(300)}.pdf`, false).endsWith("长.pdf"));
});

test("the pieces cover the file once, without a gap", () => {
  const pieces = missing(2_500_000, 1_000_000, []);

  assert.deepEqual(
    pieces.map(({ from, to }) => [from, to]),
    [
      [0, 1_000_000],
      [1_000_000, 2_000_000],
      [2_000_000, 2_500_000],
    ],
  );
  assert.deepEqual(
    pieces.map(({ share }) => share),
    [0, 33, 66],
  );
});

test("what the server has already is not sent again", () => {
  const left = missing(2_500_000, 1_000_000, [0, 2]);

  assert.deepEqual(
    left.map(({ index }) => index),
    [1],
  );
  assert.deepEqual(missing(10, 10, [0]), []);
  assert.deepEqual(missing(0, 10, []), []);
});

test("what may come right by itself is tried again, a refusal is not", () => {
  for (const status of [400, 408, 429, 500, 502, 503, 504]) {
    assert.equal(comesLater(status, "/files/"), true, String(status));
  }
  for (const status of [200, 204, 404, 409, 413, 422]) {
    assert.equal(comesLater(status, "/files/"), false, String(status));
  }
});

test("a piece that met another one on its way is sent once more", () => {
  assert.equal(comesLater(409, "/files/7/pieces/3/"), true);
});

test("who was signed out is asked to sign in, and not refused", () => {
  assert.deepEqual([401, 403, 404].map(isSignedOut), [true, true, false]);
});

test("the pauses between tries grow to fifteen seconds", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 100].map(waitAfter), [1, 2, 4, 8, 15, 15, 15]);
});
