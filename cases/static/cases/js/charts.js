// Charts from a json_script: <div class="chart" data-chart="figures" data-kind="stacked"></div> draws
// {labels, series: [{name, values, tone, urls}], unit}. The table beside it says the same in words.
(function () {
  "use strict";
  const PALETTE = ["active", "paused", "good", "soon", "late", "gone"];
  // Colour is never alone: what is late or past its time also carries a pattern.
  const DECALS = {
    late: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
    soon: { symbol: "circle", symbolSize: 0.7, dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0] },
  };
  // What is between the margins of an A4 sheet and those of the card, in pixels; a row on paper.
  const PAPER = 640;
  const PAPER_ROW = 22;
  const drawn = [];
  let isPaper = false;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  const decal = (tone) => DECALS[tone] && { ...DECALS[tone], color: colour("--chart-pattern") };

  function seriesOf(data, kind) {
    const taken = data.series.map((one) => one.tone);
    const free = PALETTE.filter((tone) => !taken.includes(tone));
    return data.series.map((one) => {
      const tone = PALETTE.includes(one.tone) ? one.tone : free.shift() || PALETTE[0];
      return {
        name: one.name,
        type: kind === "line" ? "line" : "bar",
        stack: kind === "stacked" ? "all" : undefined,
        data: one.values,
        barMaxWidth: 28,
        barMinHeight: 0,
        itemStyle: { color: colour(`--chart-${tone}`), decal: kind === "line" ? null : decal(tone) || null },
        cursor: one.urls ? "pointer" : "default",
      };
    });
  }

  function option(data, kind, width) {
    const ink = colour("--ink");
    const soft = colour("--ink-soft");
    const line = colour("--line");
    const isNarrow = width < 600;
    const isLong = (data.labels.length > 6 || isNarrow) && kind !== "line";
    const names = { type: "category", data: data.labels, axisLabel: { color: soft, fontSize: 13, width: isLong ? (isNarrow ? 112 : 180) : undefined, overflow: "break" }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, inverse: isLong };
    const numbers = { type: "value", minInterval: 1, axisLabel: { color: soft, fontSize: 13 }, splitLine: { lineStyle: { color: line } } };
    return {
      animation: false,
      aria: { enabled: true, decal: { show: false } },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
      grid: { left: 8, right: 24, top: isNarrow ? 76 : 44, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, itemGap: 20, textStyle: { color: ink, fontSize: 13 } },
      // Under the strict CSP a tooltip of HTML would lose its styles; this one is drawn.
      tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" }, backgroundColor: colour("--raised"), borderColor: line, textStyle: { color: ink, fontSize: 13 }, valueFormatter: (value) => `${value ?? "—"}${data.unit || ""}` },
      xAxis: isLong ? numbers : names,
      yAxis: isLong ? names : numbers,
      series: seriesOf(data, kind),
    };
  }

  function draw(box) {
    const source = document.getElementById(box.dataset.chart);
    if (!source || box.dataset.drawn) return;
    const data = JSON.parse(source.textContent);
    if (!data.labels.length) return void (box.hidden = true);
    box.dataset.drawn = "1";
    const kind = box.dataset.kind || "bar";
    const height = Math.max(box.clientHeight, 88 + data.labels.length * 34);
    const chart = echarts.init(box, null, { renderer: "canvas", height });
    const redraw = () => {
      const width = isPaper ? PAPER : box.clientWidth;
      chart.resize({ width, height: isPaper ? 88 + data.labels.length * PAPER_ROW : height });
      chart.setOption(option(data, kind, width));
    };
    redraw();
    chart.on("click", (hit) => {
      const url = data.series[hit.seriesIndex].urls?.[hit.dataIndex];
      if (url) window.location.assign(url);
    });
    new ResizeObserver(redraw).observe(box.parentElement);
    drawn.push(redraw);
  }

  // Paper is white and narrow, whatever the screen is.
  const root = document.documentElement;
  let onScreen = null;
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
  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  const again = () => drawn.forEach((redraw) => redraw());
  document.addEventListener("themechange", again);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
