// Nobody's key is here: what lies on the phone stays locked, and can still be delivered. Who set a
// passcode on this phone opens their own store with it, line or not.
import { wrongWords } from "../rules/passcodes.js";
import { othersWords } from "../rules/offline_words.js";
import { made } from "../dom.js";
import { openWithPasscode, standing } from "../frame.js";
import { passcodes } from "../passcode.js";
import { changed } from "../sync.js";

const LOCKED = "本机资料已加密。联网登录后自动打开，未发送的记录都还在。";
const HAS_CODE = "输入本机口令就能打开，没有网络也行；发送要等联网登录。";
const NO_STORE =
  "此浏览器不能在本机加密保存，没有信号时不能办理。请换用手机自带的浏览器，并用 https 地址打开本站。";
const ID = "passcode";

function whose(records) {
  if (records.length < 2) return "";
  const options = records.map(({ person, shown }) => made("option", { value: person }, shown));
  return made(
    "div.field",
    {},
    made("label.field-label", { for: "passcode-whose" }, "谁的口令"),
    made("select.form-select", { id: "passcode-whose" }, options),
  );
}

function field(error) {
  const given = { id: ID, type: "password", autocomplete: "off", maxlength: 64 };
  return made(
    error ? "div.field.has-error" : "div.field",
    {},
    made("label.field-label", { for: ID }, "本机口令"),
    made(error ? "input.form-control.is-invalid" : "input.form-control", given),
    error ? made("p.field-error", { role: "alert" }, error) : "",
  );
}

async function open(form, records, again) {
  const code = form.querySelector(`#${ID}`).value;
  if (!code) return again("请输入本机口令。");
  const chosen = form.querySelector("select")?.value ?? records[0].person;
  form.querySelector("[type=submit]").disabled = true;
  const { tries } = await openWithPasscode(Number(chosen), code);
  if (tries) return again(wrongWords(tries));
  delete form.dataset.writing;
  return changed();
}

/** The way in by passcode; where none is set, or it was wrong too often, the word on signing in. */
async function wayIn() {
  const place = made("div.stack");
  const draw = async (error = "") => {
    const records = await passcodes();
    const words = made("p", {}, records.length ? HAS_CODE : LOCKED);
    place.replaceChildren(words, records.length ? form(records, error) : gone(error));
    if (error) place.querySelector("input")?.focus();
  };
  const form = (records, error) => {
    const action = made("button.btn.btn-primary", { type: "submit" }, "打开");
    const parts = [whose(records), field(error), made("div.form-actions", {}, action)];
    const drawn = made("form.form", { novalidate: true }, parts);
    // What is being typed is not drawn over.
    drawn.addEventListener("input", () => (drawn.dataset.writing = "1"));
    drawn.addEventListener("submit", (event) => {
      event.preventDefault();
      open(drawn, records, draw);
    });
    return drawn;
  };
  await draw();
  return place;
}

const gone = (error) => (error ? made("p.note.is-warning", { role: "alert" }, error) : "");

export async function locked() {
  const { isOnline, others } = await standing();
  return made(
    "div.card.stack",
    { data: { offlineLocked: "" } },
    made("h1.page-title", {}, "本机资料已锁定"),
    await wayIn(),
    others ? made("p", {}, othersWords(others)) : "",
    made(
      "p",
      {},
      made(
        "a.btn",
        { href: "/cadres/sign-in/?next=/offline/" },
        isOnline ? "登录" : "有网了，去登录",
      ),
    ),
  );
}

export function noStore() {
  return made(
    "div.card",
    {},
    made("h1.page-title", {}, "此浏览器不能离线办理"),
    made("p", {}, NO_STORE),
    made("a.btn.btn-primary", { href: "/" }, "打开联网页面"),
  );
}
