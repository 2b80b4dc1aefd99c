// Where no answer came, the server is asked by the key of what was sent; nothing is guessed.
// Every form carries its key (<input name="once">); body[data-once] is the address to ask at.
(function () {
  "use strict";
  const FIELD = "once";
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 30000;
  let asked = 0; // the latest question; an older one falls silent

  const WORDS = {
    asking: "没有收到回音，正在核对刚才的操作是否送到……",
    offline: "网络不通，还不知道刚才的操作是否送到。填写的内容还在，网络恢复后自动核对。",
    running: "已经送到，正在办理，请稍候。",
    done: "刚才的操作已经办妥，没有重复。",
    absent: "刚才的操作没有送到。填写的内容还在，可以再按一次，不会重复办理。",
    nothing: "没有收到回音，页面没有更新。可以再按一次。",
  };

  function say(words, kind, link) {
    const place = document.getElementById("messages");
    if (!place) return;
    const box = document.createElement("div");
    box.className = `note is-${kind}`;
    box.setAttribute("role", kind === "error" ? "alert" : "status");
    box.dataset.onceNote = "";
    const line = document.createElement("p");
    line.textContent = words;
    if (link) line.append(" ", link);
    box.append(line);
    place.replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  }

  function wayTo(place) {
    const link = document.createElement("a");
    link.href = place || window.location.href;
    link.textContent = place ? "去看结果" : "刷新页面看结果";
    return link;
  }

  const wait = (time) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      window.addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
    });

  async function look(key) {
    const path = encodeURIComponent(window.location.pathname);
    const address = `${document.body.dataset.once}${encodeURIComponent(key)}/?path=${path}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
    // Signed out meanwhile: the page itself must be opened again before it can be known.
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function tell(found, form) {
    if (found.state === "done") {
      say(WORDS.done, "success", wayTo(found.place));
      if (form) form.dispatchEvent(new CustomEvent("once:done", { bubbles: true }));
    } else say(WORDS.absent, "error");
    document.dispatchEvent(new CustomEvent("once:known", { detail: found }));
  }

  // Asks until the line is back and the server knows.
  async function check(key, form) {
    const mine = ++asked;
    say(WORDS.asking, "warning");
    for (let time = FIRST_WAIT; mine === asked; time = Math.min(time * 2, LONGEST_WAIT)) {
      try {
        const found = await look(key);
        if (mine !== asked) return;
        if (found.state !== "running") return tell(found, form);
        say(WORDS.running, "warning");
      } catch {
        if (mine === asked) say(WORDS.offline, "error");
      }
      await wait(time);
    }
  }

  const keyOf = (detail) => {
    const sent = detail.requestConfig && detail.requestConfig.parameters;
    const given = sent && (sent.get ? sent.get(FIELD) : sent[FIELD]);
    return given || detail.elt.closest("form")?.elements[FIELD]?.value || "";
  };

  function unanswered(event) {
    const isSent = event.detail.requestConfig && event.detail.requestConfig.verb !== "get";
    const key = isSent ? keyOf(event.detail) : "";
    if (key) check(key, event.detail.elt.closest("form"));
    else say(WORDS.nothing, "error");
  }
  document.addEventListener("htmx:sendError", unanswered);
  document.addEventListener("htmx:timeout", unanswered);
  // A new press is a new question; what only looks, as a page that reloads itself, is none.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig?.verb !== "get") asked += 1;
  });

  // The key of a form was used up by other content: the answer brings a fresh one.
  document.addEventListener("htmx:afterSettle", () => {
    for (const note of document.querySelectorAll("[data-once-used]")) {
      const fresh = note.querySelector(`input[name=${FIELD}]`);
      if (!fresh) continue;
      for (const field of document.querySelectorAll(`form input[name=${FIELD}]`)) {
        if (field.value === note.dataset.onceUsed) field.value = fresh.value;
      }
      fresh.remove();
    }
  });

  // For what is sent by other scripts: onceKeys.check(key, form).
  window.onceKeys = { check };
})();
