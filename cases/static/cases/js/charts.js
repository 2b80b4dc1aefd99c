// Charts from a json_script: <div class="chart" data-chart="figures" data-kind="stacked"></div> draws
// {labels, addresses, series: [{name, values, tone, asks}], unit}. The table beside it says the same in words.
import { addressOf, heightFor, option, PAPER } from "./rules/charts.js";

const root = document.documentElement;
const drawn = [];
let isPaper = false;
let onScreen = null; // the appearance while paper is white

function style() {
  const look = getComputedStyle(root);
  const colour = (name) => look.getPropertyValue(name).trim();
  return { colour, font: getComputedStyle(document.body).fontFamily };
}

function chartIn(box, data) {
  const labels = data.labels.length;
  const least = box.clientHeight;
  const height = heightFor(labels, least, false);
  const chart = echarts.init(box, null, { renderer: "canvas", height });
  const redraw = () => {
    const width = isPaper ? PAPER : box.clientWidth;
    chart.resize({ width, height: heightFor(labels, least, isPaper) });
    chart.setOption(option(data, box.dataset.kind || "bar", width, style()));
  };
  return { chart, redraw };
}

function draw(box) {
  const source = document.getElementById(box.dataset.chart);
  if (!source || box.dataset.drawn) return;
  const data = JSON.parse(source.textContent);
  if (!data.labels.length) {
    box.hidden = true;
    return;
  }
  box.dataset.drawn = "1";
  const { chart, redraw } = chartIn(box, data);
  redraw();
  chart.on("click", (hit) => {
    const address = addressOf(data, hit);
    if (address) window.location.assign(address);
  });
  new ResizeObserver(redraw).observe(box.parentElement);
  drawn.push(redraw);
}

function again() {
  for (const redraw of drawn) redraw();
}

function all() {
  document.querySelectorAll("[data-chart]").forEach(draw);
}

// Paper is white and narrow, whatever the screen is.
window.addEventListener("beforeprint", () => {
  isPaper = true;
  onScreen = root.getAttribute("data-bs-theme");
  root.setAttribute("data-bs-theme", "light");
  again();
});
window.addEventListener("afterprint", () => {
  isPaper = false;
  if (onScreen) root.setAttribute("data-bs-theme", onScreen);
  else root.removeAttribute("data-bs-theme");
  again();
});
document.addEventListener("themechange", again);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
document.addEventListener("htmx:afterSettle", all);
all();
