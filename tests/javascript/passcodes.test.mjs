import assert from "node:assert/strict";
import test from "node:test";
import {
  fault,
  holdsUntil,
  isOver,
  MOST_TRIES,
  shownName,
  wrongWords,
} from "../../cadres/static/cadres/js/offline/rules/passcodes.js";

const NOW = Date.UTC(2026, 10, 20);
const DAY = 24 * 60 * 60 * 1000;

test("a passcode has six signs or more and is typed twice alike", () => {
  assert.match(fault("48203", "48203"), /至少 6 位/);
  assert.equal(fault("482037", "482037"), "");
  assert.match(fault("482037", "482073"), /不一样/);
});

test("what everybody tries first is not taken", () => {
  for (const easy of ["111111", "123456", "987654", "abcdef", "121212", "123123", "aabaab"]) {
    assert.match(fault(easy), /太容易/, easy);
  }
  for (const good of ["482037", "112358", "nanzhao7", "131415"])
    assert.equal(fault(good), "", good);
});

test("a name stands on the phone by its first sign alone", () => {
  assert.equal(shownName("张伟"), "张＊");
  assert.equal(shownName("欧阳小明"), "欧＊＊＊");
  assert.equal(shownName(""), "");
});

test("it holds for two weeks after the server was heard, and for ten tries", () => {
  const record = { tries: 0, until: holdsUntil(NOW) };
  assert.equal(isOver(record, NOW + 14 * DAY), false);
  assert.equal(isOver(record, NOW + 14 * DAY + 1), true);
  assert.equal(isOver({ ...record, tries: MOST_TRIES - 1 }, NOW), false);
  assert.equal(isOver({ ...record, tries: MOST_TRIES }, NOW), true);
});

test("a wrong one says how many tries are left, and the last one what to do", () => {
  assert.match(wrongWords(1), /还可以试 9 次/);
  assert.match(wrongWords(9), /还可以试 1 次/);
  assert.match(wrongWords(10), /已经失效.*联网登录/);
});
