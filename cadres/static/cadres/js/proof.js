// Where too much came in at once: the browser works out a sum (ALTCHA), which costs a program that
// sends thousands more than it is worth. Nothing is sent by itself; somebody presses again.
import { pbkdf2, solveChallenge } from "altcha/lib";

const WORDS = {
  done: "验证好了，请再按一次“反映问题”。",
  failed: "这部手机做不了这道题。请在下面留电话，我们回拨；或者过十分钟再按一次。",
};

async function solve(form, says) {
  const challenge = JSON.parse(form.dataset.proof);
  const solution = await solveChallenge({ challenge, deriveKey: pbkdf2.deriveKey });
  if (!solution) throw new Error("no solution");
  form.elements.proof.value = btoa(JSON.stringify({ challenge, solution }));
  says.textContent = WORDS.done;
}

const form = document.querySelector("form[data-proof]");
const says = document.querySelector("[data-proof-says]");
if (form && says) {
  solve(form, says).catch(() => {
    says.textContent = WORDS.failed;
  });
}
