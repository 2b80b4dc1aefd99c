// Who went along: the last partners one tap away, everybody else by a few letters of the name.
import { button, made } from "../dom.js";

const SHOWN = 6;
const MUST = made("span.field-must", {}, "可不填");

const fits = ({ name, unit = "" }, words) => `${name}${unit}`.includes(words);

function parts(oninput) {
  const type = { type: "search", id: "offline-team", autocomplete: "off", oninput };
  return {
    chosen: made("div.row-actions"),
    offered: made("div.row-actions"),
    box: made("input.form-control", type),
  };
}

export function companionsField(copy, team) {
  const known = copy.lists.companions ?? [];
  const { chosen, offered, box } = parts(() => draw());
  const toggle = (id) => () => {
    if (team.includes(id)) team.splice(team.indexOf(id), 1);
    else team.push(id);
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  function draw() {
    const words = box.value.trim();
    const taken = known.filter(({ id }) => team.includes(id));
    const left = known.filter((one) => !taken.includes(one) && (!words || fits(one, words)));
    chosen.replaceChildren(
      ...taken.map(({ id, name }) => button(`${name} ✕`, toggle(id), "primary")),
    );
    offered.replaceChildren(
      ...left
        .slice(0, SHOWN)
        .map(({ id, name, unit }) => button(`＋ ${name}${unit ? `（${unit}）` : ""}`, toggle(id))),
    );
  }
  draw();
  const label = made(
    "label.field-label",
    { for: "offline-team" },
    "同去的干部",
    MUST.cloneNode(true),
  );
  const help = made("p.field-help", {}, "输入姓名查找；您本人已在内。");
  return made("div.field", {}, label, chosen, offered, box, help);
}
