// Charts from a json_script: <div class="chart" data-chart="figures" data-kind="stacked"></div> draws
// {labels, series: [{name, values, tone, urls}], unit}. The table beside it says the same in words.
(function () {
  "use strict";
  const TONES = { good: "--good", soon: "--soon", late: "--late", paused: "--paused", active: "--active" };
  const PALETTE = ["--active", "--good", "--soon", "--paused", "--late"];
  const drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function seriesOf(data, kind) {
    return data.series.map((one, place) => ({
      name: one.name,
      type: kind === "line" ? "line" : "bar",
      stack: kind === "stacked" ? "all" : undefined,
      data: one.values,
      barMaxWidth: 28,
      barMinHeight: 0,
      itemStyle: { color: colour(TONES[one.tone] || PALETTE[place % PALETTE.length]) },
      cursor: one.urls ? "pointer" : "default",
    }));
  }

  function option(data, kind) {
    const ink = colour("--ink");
    const soft = colour("--ink-soft");
    const line = colour("--line");
    const isLong = data.labels.length > 6 && kind !== "line";
    const names = { type: "category", data: data.labels, axisLabel: { color: soft, fontSize: 13 }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, inverse: isLong };
    const numbers = { type: "value", minInterval: 1, axisLabel: { color: soft, fontSize: 13 }, splitLine: { lineStyle: { color: line } } };
    return {
      animation: false,
      aria: { enabled: true, decal: { show: kind === "stacked" } },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
      grid: { left: 8, right: 24, top: 44, bottom: 8, containLabel: true },
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
    const chart = echarts.init(box, null, { renderer: "canvas", height: Math.max(box.clientHeight, 64 + data.labels.length * 30) });
    chart.setOption(option(data, kind));
    chart.on("click", (hit) => {
      const url = data.series[hit.seriesIndex].urls?.[hit.dataIndex];
      if (url) window.location.assign(url);
    });
    new ResizeObserver(() => chart.resize({ width: box.clientWidth, height: "auto" })).observe(box.parentElement);
    drawn.push(() => chart.setOption(option(data, kind)));
  }

  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  const again = () => drawn.forEach((redraw) => redraw());
  document.addEventListener("themechange", again);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
