// An enterprise as the phone knows it: who it is, whom to speak with, what is open.
import { dayWords } from "../rules/offline_words.js";
import { ofGate, rowsOf } from "../rules/portfolio.js";
import { all } from "../commands.js";
import { icon, made } from "../dom.js";
import { here } from "../sync.js";
import { groups } from "../unsent_list.js";
import { calendarOf } from "./calendar.js";
import { rows as ticketRows } from "./tickets.js";

const ABSENT = "本机没有这家企业的资料。有网后再打开。";
const NOT_MINE = "这个二维码的企业不在本机的资料里。有网后再扫一次；也可以在“企业”里按名称查找。";

export function absent(words) {
  return made("div.card", {}, made("h1.page-title", {}, "没有找到"), made("p", {}, words));
}

function fact(name, value) {
  return value ? made("div", {}, made("dt", {}, name), made("dd", {}, value)) : "";
}

const person = ({ name, post, phone }) => [name, post, phone].filter(Boolean).join(" ");
const covering = ({ name, unit }) => (unit ? `${name}（${unit}）` : name);
const seen = ({ on, units }) => `${dayWords(on)} ${units.join("、")}`;

function facts(row) {
  return made(
    "dl.facts",
    {},
    fact("乡镇", row.township),
    fact("地址", row.address),
    fact("信用代码", row.code),
    fact("包联干部", (row.team ?? []).map(covering).join("、")),
    (row.contacts ?? []).map((one) => fact("联系人", person(one))),
    (row.visits ?? []).map((one) => fact("来访", seen(one))),
  );
}

export async function enterprise({ copy }, id) {
  const row = copy.rows.enterprises?.[id];
  if (!row) return absent(ABSENT);
  const waiting = (await all(here.keys)).filter(({ about }) => about.enterprise === row.name);
  const open = rowsOf(copy, "tickets").filter((one) => one.enterprise === row.id);
  return made(
    "div.stack",
    {},
    made("a.back", { href: "#/" }, icon("back"), "我的企业"),
    made("h1.page-title", {}, row.name),
    made(
      "div.page-actions",
      {},
      made("a.btn.btn-primary", { href: `#/enterprises/${id}/contact` }, "登记联系"),
    ),
    made("section.card", {}, facts(row)),
    calendarOf(row),
    waiting.length
      ? made("section", {}, made("h2.section-title", {}, "未发送"), ...groups(waiting))
      : "",
    made("section", {}, made("h2.section-title", {}, `工单（${open.length}）`), ticketRows(open)),
  );
}

/** The card of the enterprise at whose gate this code hangs: scanned where there is no line. */
export function atGate({ copy }, code) {
  const row = ofGate(copy, code);
  return row ? enterprise({ copy }, String(row.id)) : absent(NOT_MINE);
}
