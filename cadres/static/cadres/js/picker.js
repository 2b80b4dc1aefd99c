// A long drop-down is found by typing: part of a name, characters in their order, initials. The
// drop-down stays what is sent; without this script it is all there is. Many boxes to tick get a
// line that narrows them.
import { actionOf, distance, fitting } from "./rules/picker.js";

const FEWEST = 9;

class Picker {
  constructor(select) {
    this.select = select;
    this.at = -1;
    this.box = document.createElement("div");
    this.box.className = "picker";
    this.list = Object.assign(document.createElement("ul"), { hidden: true });
    this.list.className = "picker-list";
    this.list.setAttribute("role", "listbox");
    this.list.id = `${select.id}_list`;
    this.list.setAttribute("aria-label", "可选的");
    this.input = this.made();
    select.before(this.box);
    this.box.append(this.input, this.list, select);
    select.classList.add("visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    this.listen();
    this.show();
  }

  made() {
    const input = document.createElement("input");
    input.type = "text";
    input.id = `${this.select.id}_find`;
    input.autocomplete = "off";
    input.className = this.select.className.replace("form-select", "form-control");
    const told = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id };
    Object.assign(told, {
      "aria-autocomplete": "list",
      "aria-label": "输入几个字或首字母来选",
    });
    const label = document.querySelector(`label[for="${CSS.escape(this.select.id)}"]`);
    if (label) {
      label.id ||= `${this.select.id}_label`;
      told["aria-describedby"] = label.id;
      label.addEventListener("click", () => setTimeout(() => this.input.focus()));
    }
    for (const [name, value] of Object.entries(told)) input.setAttribute(name, value);
    return input;
  }

  listen() {
    const { input, list, select } = this;
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => this.open(""));
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      this.open(input.value);
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const line = target.closest("[role=option]");
      if (line) this.choose(line.dataset.value);
    });
    select.addEventListener("change", () => this.show());
    select.addEventListener("focus", () => input.focus());
    select.form?.addEventListener("reset", () => setTimeout(() => this.show()));
  }

  show() {
    const chosen = this.select.selectedOptions[0];
    const empty = [...this.select.options].find((option) => !option.value);
    this.input.placeholder = empty ? empty.text : "输入几个字或首字母";
    this.input.value = chosen?.value ? chosen.text : "";
  }

  open(typed) {
    const choices = [...this.select.options].map((option) => ({
      value: option.value,
      name: option.text,
      initials: option.dataset.initials,
      group: option.parentElement.label ?? "",
    }));
    const found = fitting(typed, typed.trim() ? choices.filter(({ value }) => value) : choices);
    this.list.replaceChildren(...this.lines(found, !typed.trim()));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(typed.trim() && found.length ? 0 : -1);
  }

  lines(found, isGrouped) {
    if (!found.length) return [line("没有找到，请换几个字。", "picker-none")];
    let group = "";
    return found.flatMap((choice, at) => {
      const option = line(choice.name, "picker-option");
      option.setAttribute("role", "option");
      Object.assign(option, { id: `${this.list.id}_${at}` }).dataset.value = choice.value;
      const isNew = isGrouped && choice.group && choice.group !== group;
      group = choice.group;
      return isNew ? [line(group, "picker-group"), option] : [option];
    });
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  mark(at) {
    const options = this.options();
    this.at = Math.min(Math.max(at, -1), options.length - 1);
    options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === this.at));
    });
    const marked = options[this.at];
    if (marked) this.input.setAttribute("aria-activedescendant", marked.id);
    else this.input.removeAttribute("aria-activedescendant");
    marked?.scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    const isOpen = !this.list.hidden;
    const action = actionOf(event.key, { isOpen, isComposing: event.isComposing });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === "down" && !isOpen) this.open("");
    else if (action === "down") this.mark(this.at + 1);
    else if (action === "up") this.mark(Math.max(this.at - 1, 0));
    else if (action === "choose" && this.at >= 0)
      this.choose(this.options()[this.at].dataset.value);
    else this.close();
  }

  choose(value) {
    this.select.value = value;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
    this.show();
  }
}

function line(words, look) {
  const made = document.createElement("li");
  Object.assign(made, { className: look, textContent: words }).setAttribute("role", "presentation");
  return made;
}

/** A line above boxes to tick; what is ticked stays in sight. */
function narrow(boxes) {
  const input = document.createElement("input");
  Object.assign(input, { type: "search", className: "form-control", autocomplete: "off" });
  Object.assign(input, { placeholder: "输入几个字或首字母来找" });
  input.setAttribute("aria-label", "输入几个字或首字母，只看符合的");
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    for (const box of boxes.querySelectorAll("[data-initials]")) {
      const choice = { name: box.closest("label").textContent, initials: box.dataset.initials };
      box.closest("label").hidden = !box.checked && distance(input.value, choice) < 0;
    }
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  boxes.before(input);
}

function enhance(root) {
  for (const select of root.querySelectorAll("select[data-picker]")) {
    const isDone = select.closest(".picker");
    if (!isDone && select.options.length >= FEWEST) new Picker(select);
  }
  for (const boxes of root.querySelectorAll(".choices:not([data-narrowed])")) {
    if (boxes.querySelectorAll("[type=checkbox][data-initials]").length < FEWEST) continue;
    boxes.dataset.narrowed = "";
    narrow(boxes);
  }
}

document.addEventListener("htmx:load", ({ target }) => enhance(target.parentElement ?? target));
