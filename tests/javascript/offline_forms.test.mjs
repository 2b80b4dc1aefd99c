import assert from "node:assert/strict";
import test from "node:test";
import {
  bookingForm,
  actionsOn,
  faultsIn,
  formsBy,
  partOf,
  policyFields,
  problemForm,
  visitForm,
  wishForm,
} from "../../cadres/static/cadres/js/offline/rules/offline_forms.js";

const NOTE = {
  verb: "ticket.note",
  label: "反馈进展",
  lead: "记入经过。",
  button: "反馈进展",
  part: null,
  takes_files: true,
  fields: [
    { name: "note", kind: "text", label: "进展情况", needed: true, rows: 4, only_for: "" },
    { name: "owner", kind: "text", label: "责任人", needed: false, rows: 0, only_for: "" },
  ],
};
const ofUnit = {
  ...NOTE,
  verb: "ticket.give",
  fields: [{ name: "unit", kind: "row", needed: true }],
};

test("the server's form becomes one that can be drawn: lines, sentences, photos", () => {
  const form = formsBy({ forms: [NOTE] })["ticket.note"];

  assert.deepEqual(
    form.fields.map(({ kind }) => kind),
    ["text", "line"],
  );
  assert.equal(form.takesFiles, true);
});

const OWN = ["booking.make", "ticket.file", "visit.log", "wish.set"];
const FINISH = { ...NOTE, verb: "measure.finish", label: "办结举措", part: "measure" };

test("what needs rows that are not on the phone, or a part it knows nothing of, is not offered", () => {
  const forms = formsBy({ forms: [ofUnit, { ...NOTE, verb: "letter.send", part: "letter" }] });

  assert.deepEqual(Object.keys(forms).sort(), OWN);
});

test("an action on a part of a ticket is offered once for each part, by its words", () => {
  const measures = [
    { id: 3, text: "更换变压器" },
    { id: 5, text: "一".repeat(30) },
  ];
  const row = { id: 7, can: ["ticket.note", "measure.finish", "ticket.unknown"], measures };

  assert.deepEqual(actionsOn(row, { forms: [NOTE, FINISH] }), [
    { label: "反馈进展", place: "/tickets/7/ticket.note" },
    { label: "办结举措：更换变压器", place: "/tickets/7/measure.finish/3" },
    { label: `办结举措：${"一".repeat(20)}…`, place: "/tickets/7/measure.finish/5" },
  ]);
  assert.equal(partOf(row, FINISH, "3"), measures[0]);
  assert.equal(partOf(row, FINISH, "9"), null);
});

test("hours are asked for a plan that names hours alone", () => {
  const parts = [
    ["day", "全天"],
    ["hours", "时段"],
  ];
  const { fields } = bookingForm(
    { day_parts: parts, purposes: [["needs", "了解诉求"]] },
    "2026-11-20",
  );
  const said = { on: "2026-11-20", purpose: "needs" };

  assert.deepEqual(faultsIn({ ...said, part: "day" }, fields), {});
  assert.deepEqual(Object.keys(faultsIn({ ...said, part: "hours" }, fields)), [
    "from_time",
    "to_time",
  ]);
});

test("of a wish nothing is asked but who said so, and halves of days are no hours", () => {
  const { fields } = wishForm({
    day_parts: [
      ["day", "全天"],
      ["hours", "时段"],
    ],
    weekdays: [],
  });

  assert.deepEqual(Object.keys(faultsIn({}, fields)), ["said_by"]);
  assert.deepEqual(fields.find(({ name }) => name === "part").choices, [["day", "全天"]]);
});

test("a contact begins with the first manner and purpose and with today", () => {
  const manners = [
    ["on_site", "实地"],
    ["phone", "电话"],
  ];
  const { fields } = visitForm({ manners, purposes: [["needs", "了解诉求"]] }, "2026-11-20");

  assert.deepEqual(
    fields.map(({ usual }) => usual),
    ["on_site", "2026-11-20", "needs", undefined],
  );
});

test("several problems on one page keep their words apart", () => {
  const [words, kind] = problemForm({ categories: [{ id: 3, name: "用电" }] }, "_1").fields;

  assert.deepEqual([words.name, kind.name], ["description_1", "category_1"]);
  assert.deepEqual(kind.choices, [["3", "用电"]]);
});

test("what is missing is said in the field's own words; what another choice asks is not missed", () => {
  const fields = [
    { name: "note", label: "进展情况", needed: true },
    { name: "channel", label: "法定渠道", needed: true, onlyFor: "redirected" },
    { name: "more", label: "备注", needed: false },
  ];

  assert.deepEqual(faultsIn({}, fields), { note: "请填写进展情况。" });
  assert.deepEqual(Object.keys(faultsIn({ outcome: "redirected", note: "好" }, fields)), [
    "channel",
  ]);
});

test("a contact asks of the policies that are for this enterprise, and of none where none is", () => {
  const policies = [
    { id: 5, title: "稳岗返还", enterprises: [1, 2] },
    { id: 6, title: "技改补贴", enterprises: [2] },
  ];

  const [{ name, choices }] = policyFields({ policies }, 1);

  assert.deepEqual([name, choices], ["told_policies", [["5", "稳岗返还"]]]);
  assert.deepEqual(policyFields({ policies }, 3), []);
  assert.deepEqual(policyFields({}, 1), []);
});
