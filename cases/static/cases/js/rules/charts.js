// Figures as ECharts wants them. `style` is how the page looks: {colour(name), font}.
const PALETTE = ["active", "paused", "good", "soon", "late", "gone"];
// Colour is never alone: what is late or past its time also carries a pattern.
const DECALS = {
  late: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  soon: {
    symbol: "circle",
    symbolSize: 0.7,
    dashArrayX: [
      [8, 8],
      [0, 8, 8, 0],
    ],
    dashArrayY: [6, 0],
  },
};
// What is between the margins of an A4 sheet and those of the card, in pixels; a row on paper.
export const PAPER = 640;
const PAPER_ROW = 22;
const ROW = 34;
const HEAD = 88;
const NARROW = 600;
const FEW = 6; // labels that stand beside each other under their columns

export function heightFor(labels, least, isPaper) {
  return isPaper ? HEAD + labels * PAPER_ROW : Math.max(least, HEAD + labels * ROW);
}

/** A tone for each series: its own where it names one, else the next that is free. */
export function tonesOf(series) {
  const taken = series.map((one) => one.tone);
  const free = PALETTE.filter((tone) => !taken.includes(tone));
  return taken.map((tone) => (PALETTE.includes(tone) ? tone : free.shift() || PALETTE[0]));
}

function decal(tone, style) {
  return DECALS[tone] ? { ...DECALS[tone], color: style.colour("--chart-pattern") } : null;
}

function seriesOf(data, kind, style) {
  const tones = tonesOf(data.series);
  return data.series.map((one, at) => ({
    name: one.name,
    type: kind === "line" ? "line" : "bar",
    stack: kind === "stacked" ? "all" : undefined,
    data: one.values,
    barMaxWidth: 28,
    barMinHeight: 0,
    itemStyle: {
      color: style.colour(`--chart-${tones[at]}`),
      decal: kind === "line" ? null : decal(tones[at], style),
    },
    cursor: data.addresses ? "pointer" : "default",
  }));
}

function labelWidth(isLong, isNarrow) {
  if (!isLong) return undefined;
  return isNarrow ? 112 : 180;
}

function namesAxis(data, isLong, isNarrow, style) {
  return {
    type: "category",
    data: data.labels,
    axisLabel: {
      color: style.colour("--ink-soft"),
      fontSize: 13,
      width: labelWidth(isLong, isNarrow),
      overflow: "break",
    },
    axisLine: { lineStyle: { color: style.colour("--line") } },
    axisTick: { show: false },
    inverse: isLong,
  };
}

function numbersAxis(style) {
  return {
    type: "value",
    minInterval: 1,
    axisLabel: { color: style.colour("--ink-soft"), fontSize: 13 },
    splitLine: { lineStyle: { color: style.colour("--line") } },
  };
}

function tooltip(data, style) {
  return {
    // Under the strict CSP a tooltip of HTML would lose its styles; this one is drawn.
    renderMode: "richText",
    trigger: "axis",
    axisPointer: { type: "shadow" },
    backgroundColor: style.colour("--raised"),
    borderColor: style.colour("--line"),
    textStyle: { color: style.colour("--ink"), fontSize: 13 },
    valueFormatter: (value) => `${value ?? "—"}${data.unit || ""}`,
  };
}

/** The whole option; many labels, or a narrow page, lie down: names to the left, bars to the right. */
export function option(data, kind, width, style) {
  const ink = style.colour("--ink");
  const isNarrow = width < NARROW;
  const isLong = (data.labels.length > FEW || isNarrow) && kind !== "line";
  const axes = [namesAxis(data, isLong, isNarrow, style), numbersAxis(style)];
  const [xAxis, yAxis] = isLong ? axes.reverse() : axes;
  return {
    animation: false,
    aria: { enabled: true, decal: { show: false } },
    textStyle: { fontFamily: style.font, color: ink },
    grid: { left: 8, right: 24, top: isNarrow ? 76 : 44, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemGap: 20, textStyle: { color: ink, fontSize: 13 } },
    tooltip: tooltip(data, style),
    xAxis,
    yAxis,
    series: seriesOf(data, kind, style),
  };
}

/** Where a press on a bar leads: the row's address and what the series asks of it. */
export function addressOf(data, hit) {
  const row = data.addresses?.[hit.dataIndex];
  return row ? row + (data.series[hit.seriesIndex].asks || "") : undefined;
}
