import assert from "node:assert/strict";
import test from "node:test";
import { actionsOf } from "../../cadres/static/cadres/js/rules/form_actions.js";

const CONTACT = { verb: "visit.log", label: "登记联系" };
const CALL = { manner: "on_site", cadre_ids: ["3"], summary: "看了车间。" };

test("a form of one action says what it holds", () => {
  const [action, ...others] = actionsOf(
    { verb: "ticket.file", label: "登记问题" },
    { category: "4" },
  );

  assert.deepEqual(others, []);
  assert.deepEqual(action.values, { category: "4" });
  assert.equal(action.uploads, "uploads");
  assert.ok(!action.follows);
});

test("each problem of a contact's page is an action that follows from the contact", () => {
  const said = {
    ...CALL,
    "problem-0-description": "缺电。",
    "problem-0-category": "4",
    "problem-2-description": "缺水。",
  };

  const [contact, first, second, ...others] = actionsOf(CONTACT, said);

  assert.deepEqual(contact.values, { manner: "on_site", cadres: ["3"], summary: "看了车间。" });
  assert.deepEqual(first.values, { description: "缺电。", category: "4" });
  assert.equal(first.label, "登记问题：缺电。");
  assert.equal(first.uploads, "problem-0-uploads");
  assert.deepEqual(second.values, { description: "缺水。" });
  assert.equal(second.uploads, "problem-2-uploads");
  assert.deepEqual(
    [contact, first, second].map(({ follows }) => Boolean(follows)),
    [false, true, true],
  );
  assert.deepEqual(others, []);
});

test("a class alone is no problem, photos alone are one", () => {
  const photos = ["problem-1-uploads", "uploads"];

  const actions = actionsOf(CONTACT, { ...CALL, "problem-0-category": "4" }, { photos });

  assert.deepEqual(
    actions.map(({ uploads }) => uploads),
    ["uploads", "problem-1-uploads"],
  );
});

test("a name that was typed is whom the phone knows by it, else it stays in words", () => {
  const companions = [
    { id: 7, name: "李娟" },
    { id: 8, name: "王强" },
    { id: 9, name: "王强" },
  ];
  const said = { ...CALL, companion_names: "李娟、王强 赵六" };

  const [{ values }] = actionsOf(CONTACT, said, { companions });

  assert.deepEqual(values.cadres, ["3", "7"]);
  assert.equal(values.summary, "看了车间。\n同行：王强、赵六。");
  assert.ok(!("companion_names" in values));
});

test("each policy that was told is an action that follows from the contact", () => {
  const [contact, first, second] = actionsOf(CONTACT, { ...CALL, told_policies: ["5", "9"] });

  assert.ok(!("told_policies" in contact.values));
  assert.deepEqual(
    [first, second].map(({ verb, values, follows }) => [verb, values, follows]),
    [
      ["policy.tell", { policy: 5 }, true],
      ["policy.tell", { policy: 9 }, true],
    ],
  );
});
