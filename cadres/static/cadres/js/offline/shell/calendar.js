// The contact calendar of an enterprise on the phone: who was there and who is to come, what it
// wishes; a plan of one's own, going along with another, a wish written down on its word.
import { bookingForm, wishForm } from "../rules/offline_forms.js";
import { dayWords, localIso } from "../rules/offline_words.js";
import { add } from "../commands.js";
import { badge, icon, made } from "../dom.js";
import { draftOf } from "../drafts_kept.js";
import { here } from "../sync.js";
import { actionForm } from "./action.js";
import { absent } from "./enterprise.js";
import { writingForm } from "./form.js";

const ABSENT = "本机没有这家企业的资料。有网后再打开。";
const GONE = "这次预约已经不在本机的资料里。有网后再看。";
const NOBODY = "近期没有别的单位来过，也没有人预约。";
const today = () => localIso(new Date()).slice(0, 10);

function line(one, home) {
  const join = one.may_join && !one.comes;
  return made(
    "li",
    {},
    made("p", {}, `${one.when} ${one.units.join("、")} `, one.comes ? badge("我去", "good") : ""),
    join ? made("p", {}, made("a.btn", { href: `#${home}/join/${one.id}` }, "同去")) : "",
  );
}

/** What is known of visitors, with what may be done about it. */
export function calendarOf(row) {
  const {
    wish: said,
    others_on: on,
    others = [],
    booked = [],
    quiet_until: quiet,
  } = row.calendar ?? {};
  const home = `/enterprises/${row.id}`;
  const known = [
    said && made("p", {}, badge("企业意愿", "soon"), ` ${said}`),
    quiet &&
      made("p", {}, badge("宁静日", "soon"), ` 至 ${dayWords(quiet)}，没有企业邀请请不要上门`),
    on && made("p", {}, `${dayWords(on)} ${others.join("、")}来过`),
    booked.length
      ? made(
          "ul.rows",
          {},
          booked.map((one) => line(one, home)),
        )
      : "",
  ].filter(Boolean);
  return made(
    "section.card.stack",
    {},
    made("h2.card-heading", {}, "来访安排"),
    known.length ? known : made("p.soft", {}, NOBODY),
    made(
      "div.row-actions",
      {},
      made("a.btn", { href: `#${home}/booking` }, "预约走访"),
      made("a.btn", { href: `#${home}/wish` }, "代记意愿"),
    ),
  );
}

function framed(row, title, lead, part) {
  return made(
    "div.stack",
    {},
    made("a.back", { href: `#/enterprises/${row.id}` }, icon("back"), row.name),
    made("h1.page-title", {}, title),
    lead ? made("p.soft", {}, lead) : "",
    part,
  );
}

/** The form of one of these verbs: drawn, kept while it is written, put into the queue. */
async function formFor(spec, row, go, action) {
  const [place, draft, home] = [made("div"), `${spec.verb} ${row.id}`, `/enterprises/${row.id}`];
  const about = { of: action.of, enterprise: row.name, label: spec.label };
  const { verb } = spec;
  const keep = (values, written) =>
    add(here.keys, { verb, subject: row.id, trunk: action.trunk, values, about }, written);
  const draw = (values, faults) => {
    const after = () => go(home);
    const given = { values, faults, draft, keep, after, again: draw, cancel: `#${home}` };
    place.replaceChildren(actionForm(spec, given));
    place.querySelector(".is-invalid, .has-error input")?.focus();
  };
  draw(await draftOf(draft));
  return framed(row, spec.label, spec.lead, place);
}

export function booking({ copy, go }, id) {
  const row = copy.rows.enterprises?.[id];
  if (!row) return absent(ABSENT);
  const spec = bookingForm(copy.lists, today());
  return formFor(spec, row, go, { of: "enterprise", trunk: row.version });
}

/** Its trunk is the wish that the phone knows: of the enterprise itself nothing changes. */
export function wish({ copy, go }, id) {
  const row = copy.rows.enterprises?.[id];
  if (!row) return absent(ABSENT);
  const trunk = row.calendar?.wish_at ?? "";
  return formFor(wishForm(copy.lists), row, go, { of: "wish", trunk });
}

export function joining({ copy, go }, id, number) {
  const row = copy.rows.enterprises?.[id];
  const one = row?.calendar?.booked?.find((some) => String(some.id) === number);
  if (!one) return absent(GONE);
  const keep = () =>
    add(here.keys, {
      verb: "booking.join",
      subject: row.id,
      trunk: row.version,
      values: { booking: one.id },
      about: { of: "enterprise", enterprise: row.name, label: `同去：${one.when}` },
    });
  const form = writingForm({
    parts: [made("p", {}, `${one.when} ${one.units.join("、")}`)],
    submit: "同去",
    cancel: `#/enterprises/${id}`,
    read: () => ({ values: {}, faults: {} }),
    keep,
    after: () => go(`/enterprises/${id}`),
  });
  return framed(row, "同去", "送到以后，原来预约的人会收到消息。", form);
}
