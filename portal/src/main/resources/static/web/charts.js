// Small charts over one time axis that move together: one cursor, one zoom. Built on uPlot; colours come from the page.
//
//   const group = window.sluiceCharts.group({ onCursor })
//   group.add(element, { kind, y: [min, max], times, values, gaps, marks, holds, unit })
//   group.range(from, until), group.reset(), group.redraw()
//
// Times are milliseconds since 1970. A value that is null was not read: no line leads over it.
window.sluiceCharts = (() => {
  "use strict";
  const HEIGHT = 76;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const hatch = () => {
    const tile = document.createElement("canvas");
    tile.width = 6;
    tile.height = 6;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour("--chart-gap");
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(-1, 7);
    pen.lineTo(7, -1);
    pen.moveTo(-1, 1);
    pen.lineTo(1, -1);
    pen.moveTo(5, 7);
    pen.lineTo(7, 5);
    pen.stroke();
    return tile;
  };

  // A jump over more than the step breaks the line, so that nothing is drawn where nothing was read.
  const broken = (times, columns, step) => {
    const x = [];
    const ys = columns.map(() => []);
    times.forEach((at, index) => {
      if (index > 0 && at - times[index - 1] > 2.6 * step) {
        x.push((times[index - 1] + at) / 2000);
        ys.forEach(y => y.push(null));
      }
      x.push(at / 1000);
      ys.forEach((y, column) => y.push(columns[column][index]));
    });
    return [x, ...ys];
  };

  // What stands behind the lines: hatched gaps, and grey where nobody held the device.
  const behind = chart => ({
    hooks: {
      drawClear: plot => {
        const { left, top, width, height } = plot.bbox;
        const pen = plot.ctx;
        const at = ms => plot.valToPos(ms / 1000, "x", true);
        const box = (from, until, fill) => {
          const begin = Math.max(left, at(from));
          const end = Math.min(left + width, until === null ? left + width : at(until));
          if (end <= begin) return;
          pen.fillStyle = fill;
          pen.fillRect(begin, top, end - begin, height);
        };
        pen.save();
        chart.empty.forEach(gap => box(gap.from, gap.until, colour("--chart-outside")));
        const pattern = pen.createPattern(hatch(), "repeat");
        chart.gaps.forEach(gap => box(gap.from, gap.until, pattern));
        pen.restore();
      },
      draw: plot => {
        const { left, top, width, height } = plot.bbox;
        const pen = plot.ctx;
        pen.save();
        pen.strokeStyle = colour("--chart-mark");
        pen.setLineDash([4, 3]);
        chart.marks.forEach(mark => {
          const x = plot.valToPos(mark.at / 1000, "x", true);
          if (x < left || x > left + width) return;
          pen.beginPath();
          pen.moveTo(x, top);
          pen.lineTo(x, top + height);
          pen.stroke();
        });
        pen.restore();
      },
    },
  });

  const options = (chart, width, group) => {
    const band = chart.columns.length === 3;
    const ink = () => colour(`--chart-${chart.kind}`);
    const line = (extra = {}) => ({
      stroke: ink,
      width: 1.5,
      points: { size: 4, show: (plot, series, from, until) => until - from < 3 },
      ...extra,
    });
    const axisText = () => colour("--text-3");
    return {
      width,
      height: chart.height || HEIGHT,
      padding: [6, 14, 2, 0],
      legend: { show: false },
      cursor: {
        sync: { key: group.key, setSeries: false },
        drag: { x: true, y: false, setScale: false },
        points: { size: 6 },
        y: false,
      },
      scales: { x: { time: true }, y: { range: () => chart.y() } },
      axes: [
        {
          size: 18, gap: 2, font: "10px system-ui", stroke: axisText, space: 72,
          grid: { show: false }, ticks: { show: false }, values: group.timeWords,
        },
        {
          size: 34, gap: 3, font: "10px system-ui", stroke: axisText, splits: () => chart.splits(),
          values: (plot, splits) => splits.map(chart.tick), grid: { stroke: () => colour("--chart-grid"), width: 1 }, ticks: { show: false },
        },
      ],
      series: [
        {},
        ...(band
          ? [line({ width: 0.5 }), line({ width: 0.5 }), line()]
          : [line(chart.filled ? { fill: () => colour(`--chart-${chart.kind}-fill`) } : {})]),
      ],
      bands: band ? [{ series: [2, 1], fill: () => colour(`--chart-${chart.kind}-fill`) }] : [],
      plugins: [behind(chart)],
      hooks: {
        setCursor: [plot => group.moved(plot)],
        setSelect: [plot => {
          if (plot.select.width < 4) return;
          group.zoom(plot.posToVal(plot.select.left, "x") * 1000, plot.posToVal(plot.select.left + plot.select.width, "x") * 1000);
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }],
      },
    };
  };

  let groups = 0;

  const group = ({ onCursor = () => {}, onZoom = () => {} } = {}) => {
    groups += 1;
    const charts = [];
    let whole = [0, 1];
    let zoomed = null;
    let following = false;

    const shown = () => zoomed || whole;
    const applyRange = () => charts.forEach(chart => {
      const [from, until] = shown();
      chart.plot.setScale("x", { min: from / 1000, max: until / 1000 });
    });

    const two = number => String(number).padStart(2, "0");
    const self = {
      key: `gpus-${groups}`,
      charts,
      timeWords: (plot, splits) => {
        const [from, until] = shown();
        const seconds = until - from < 10 * 60000;
        const days = until - from > 36 * 3600000;
        return splits.map(split => {
          const at = new Date(split * 1000);
          const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
          if (days) return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock}`;
          return seconds ? `${clock}:${two(at.getSeconds())}` : clock;
        });
      },
      add: (element, chart) => {
        const data = () => broken(chart.times, chart.columns, chart.step);
        const width = () => Math.max(80, Math.floor(element.clientWidth));
        chart.gaps = chart.gaps || [];
        chart.marks = chart.marks || [];
        chart.empty = chart.empty || [];
        chart.build = () => {
          if (chart.plot) chart.plot.destroy();
          chart.plot = new window.uPlot(options(chart, width(), self), data(), element);
          chart.plot.over.addEventListener("dblclick", () => self.reset());
          const [from, until] = shown();
          chart.plot.setScale("x", { min: from / 1000, max: until / 1000 });
        };
        chart.fit = () => chart.plot.setSize({ width: width(), height: chart.height || HEIGHT });
        chart.renew = () => chart.plot.setData(data(), false);
        chart.build();
        charts.push(chart);
        return chart;
      },
      whole: (from, until) => {
        whole = [from, Math.max(until, from + 1000)];
      },
      renew: () => {
        charts.forEach(chart => chart.renew());
        applyRange();
      },
      fit: () => charts.forEach(chart => chart.fit()),
      redraw: () => charts.forEach(chart => chart.build()),
      zoom: (from, until) => {
        if (until - from < 1000) return;
        zoomed = [from, until];
        applyRange();
        onZoom(true);
      },
      reset: () => {
        zoomed = null;
        applyRange();
        onZoom(false);
      },
      isZoomed: () => zoomed !== null,
      moved: plot => {
        if (following) return;
        const index = plot.cursor.idx;
        const inside = plot.cursor.left >= 0 && index !== null && index !== undefined;
        onCursor(inside ? plot.data[0][index] * 1000 : null);
      },
      // Moves the cursor to a moment; null takes it away.
      point: ms => {
        following = true;
        charts.forEach(chart => {
          const left = ms === null ? -10 : chart.plot.valToPos(ms / 1000, "x");
          chart.plot.setCursor({ left, top: ms === null ? -10 : 10 }, false);
        });
        following = false;
        onCursor(ms);
      },
    };
    return self;
  };

  return { group, broken };
})();
