import assert from "node:assert/strict";
import test from "node:test";
import { placeOf, sizeFor } from "../../cadres/static/cadres/js/rules/scanned.js";

const HERE = "https://zhuqi.example";
const OURS = [HERE, "https://printed.example", ""];

test("gate codes and enterprises of this site are followed, by either of its addresses", () => {
  assert.equal(placeOf(`${HERE}/q/ACDEFGHJKMNP/`, OURS), "/q/ACDEFGHJKMNP/");
  assert.equal(placeOf("https://printed.example/q/ACDEFGHJKMNP/", OURS), "/q/ACDEFGHJKMNP/");
  assert.equal(placeOf(`${HERE}/enterprises/17/`, OURS), "/enterprises/17/");
});

test("what leads elsewhere, or does something, is not followed", () => {
  const others = [
    "https://elsewhere.example/q/ACDEFGHJKMNP/",
    `${HERE}/cadres/sign-out/`,
    `${HERE}/q/ACDEFGHJKMNP/calendar/`,
    `${HERE}/enterprises/17/merge/`,
    "javascript:alert(1)",
    "恒信达",
    "",
  ];
  for (const one of others) assert.equal(placeOf(one, OURS), "", one);
});

test("a large picture is made small before it is looked at", () => {
  assert.deepEqual(sizeFor(1920, 1080), { width: 640, height: 360 });
  assert.deepEqual(sizeFor(320, 240), { width: 320, height: 240 });
  assert.deepEqual(sizeFor(0, 0), { width: 0, height: 0 });
});
