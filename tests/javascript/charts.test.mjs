// A chart says by shape and pattern what it says by colour, and lies down where labels are many.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, heightFor, option, tonesOf } from "../../cases/static/cases/js/rules/charts.js";

const style = { colour: (name) => `value of ${name}`, font: "sans" };
const labels = (count) => Array.from({ length: count }, (_, at) => `单位${at}`);
const data = (count, ...series) => ({ labels: labels(count), series, unit: "件" });
const one = (more) => ({ name: "超期", values: [1, 2], ...more });

test("a series keeps its own tone, the others take what is free", () => {
  assert.deepEqual(tonesOf([{ tone: "late" }, {}, { tone: "active" }, {}]), [
    "late",
    "paused",
    "active",
    "good",
  ]);
});

test("an unknown tone is given a known one, and more series than tones still have one", () => {
  assert.deepEqual(tonesOf([{ tone: "pink" }]), ["active"]);
  assert.equal(tonesOf(Array.from({ length: 8 }, () => ({}))).at(-1), "active");
});

test("what is late carries a pattern beside its colour, from the palette", () => {
  const [series] = option(data(2, one({ tone: "late" })), "bar", 900, style).series;

  assert.equal(series.itemStyle.color, "value of --chart-late");
  assert.equal(series.itemStyle.decal.symbol, "rect");
  assert.equal(series.itemStyle.decal.color, "value of --chart-pattern");
});

test("what is in time carries none, and a line never does", () => {
  assert.equal(
    option(data(2, one({ tone: "good" })), "bar", 900, style).series[0].itemStyle.decal,
    null,
  );
  assert.equal(
    option(data(2, one({ tone: "late" })), "line", 900, style).series[0].itemStyle.decal,
    null,
  );
});

test("few labels stand below their columns, many lie beside their bars", () => {
  assert.equal(option(data(6, one()), "bar", 900, style).xAxis.type, "category");
  assert.equal(option(data(7, one()), "bar", 900, style).yAxis.type, "category");
  assert.equal(option(data(7, one()), "bar", 900, style).yAxis.inverse, true);
});

test("on a phone bars lie down, and a line never does", () => {
  assert.equal(option(data(2, one()), "bar", 599, style).yAxis.type, "category");
  assert.equal(option(data(9, one()), "line", 320, style).xAxis.type, "category");
});

test("stacked series stand on one another, others beside each other", () => {
  assert.equal(option(data(2, one()), "stacked", 900, style).series[0].stack, "all");
  assert.equal(option(data(2, one()), "bar", 900, style).series[0].stack, undefined);
});

test("a value that is not there is a dash and not a zero", () => {
  const { valueFormatter } = option(data(2, one()), "bar", 900, style).tooltip;

  assert.equal(valueFormatter(0), "0件");
  assert.equal(valueFormatter(null), "—件");
});

test("a chart grows with its rows, on paper less than on the screen", () => {
  assert.equal(heightFor(20, 352, false), 88 + 20 * 34);
  assert.equal(heightFor(2, 352, false), 352);
  assert.equal(heightFor(20, 352, true), 88 + 20 * 22);
});

test("a bar leads to the tickets of its row and its series", () => {
  const figures = {
    ...data(2, one({ asks: "&bucket=overdue" }), one()),
    addresses: ["/rows/?key=1", "/rows/?key=2"],
  };

  assert.equal(addressOf(figures, { seriesIndex: 0, dataIndex: 0 }), "/rows/?key=1&bucket=overdue");
  assert.equal(addressOf(figures, { seriesIndex: 1, dataIndex: 1 }), "/rows/?key=2");
});

test("a bar of which there is no list leads nowhere, and looks so", () => {
  assert.equal(addressOf(data(2, one()), { seriesIndex: 0, dataIndex: 1 }), undefined);
  assert.equal(option(data(2, one()), "bar", 900, style).series[0].cursor, "default");
});
