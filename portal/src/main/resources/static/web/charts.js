// Small charts over one time axis that move together: one cursor, one zoom. Built on uPlot; colours come from the page.
//
//   const group = window.sluiceCharts.group({ onCursor })
//   group.add(element, { kind, y: [min, max], times, mean, least, most, gaps, marks, unit })
//   group.range(from, until), group.reset(), group.redraw()
//
// Times are milliseconds since 1970. A value that is null was not read: no line leads over it. The line is the mean; where
// more was read than there is room for, or where least and most are given, a band shows from where to where it went.
window.sluiceCharts = (() => {
  "use strict";
  const HEIGHT = 76;
  // A column of the chart, in pixels: what was read in its time becomes its least, its mean and its most.
  const COLUMN = 8;
  const RIGHT = 14;
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

  // Runs of readings that follow each other; a jump over more than the step ends one, so that no line leads over it.
  const unbroken = (times, step) => {
    const runs = [];
    times.forEach((at, index) => {
      if (index === 0 || at - times[index - 1] > 2.6 * step) runs.push([]);
      runs[runs.length - 1].push(index);
    });
    return runs;
  };

  const read = (values, indexes) => indexes.map(index => values[index]).filter(value => value !== null);
  const meanOf = values => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
  const leastOf = values => (values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)));
  const mostOf = values => (values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)));

  // What uPlot draws: moments in seconds, the least, the most and the mean of each column of that many milliseconds.
  const columns = ({ times, mean, least, most, step }, width) => {
    const isSummedUp = width > 1.5 * step;
    const data = [[], [], [], []];
    const put = (at, ...values) => [at / 1000, ...values].forEach((value, column) => data[column].push(value));
    unbroken(times, step).forEach((run, number) => {
      if (number > 0) put((times[run[0]] + times[run[0] - 1]) / 2, null, null, null);
      let begin = 0;
      while (begin < run.length) {
        const column = Math.floor(times[run[begin]] / width);
        let end = begin + 1;
        while (isSummedUp && end < run.length && Math.floor(times[run[end]] / width) === column) end += 1;
        const part = run.slice(begin, end);
        put(meanOf(part.map(index => times[index])), leastOf(read(least || mean, part)), mostOf(read(most || mean, part)), meanOf(read(mean, part)));
        begin = end;
      }
    });
    return data;
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
      padding: [6, RIGHT, 2, 0],
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
        line({ width: 0, points: { show: false } }),
        line({ width: 0, points: { show: false } }),
        line(chart.filled ? { fill: () => colour(`--chart-${chart.kind}-fill`) } : {}),
      ],
      bands: [{ series: [2, 1], fill: () => colour(`--chart-${chart.kind}-fill`) }],
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
      chart.plot.setData(chart.data(), false);
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
        const words = split => {
          const at = new Date(split * 1000);
          const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
          if (days) return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock}`;
          return seconds ? `${clock}:${two(at.getSeconds())}` : clock;
        };
        // A label that would be cut at the chart's edge is left out.
        const room = plot.bbox.width / window.devicePixelRatio + RIGHT;
        plot.ctx.font = `${10 * window.devicePixelRatio}px system-ui`;
        return splits.map(words).map((label, index) => {
          const half = plot.ctx.measureText(label).width / window.devicePixelRatio / 2;
          return plot.valToPos(splits[index], "x") + half > room ? "" : label;
        });
      },
      add: (element, chart) => {
        const width = () => Math.max(80, Math.floor(element.clientWidth));
        chart.gaps = chart.gaps || [];
        chart.marks = chart.marks || [];
        chart.empty = chart.empty || [];
        chart.data = () => {
          const [from, until] = shown();
          return columns(chart, ((until - from) / Math.max(1, width() - 48)) * COLUMN);
        };
        chart.build = () => {
          if (chart.plot) chart.plot.destroy();
          chart.plot = new window.uPlot(options(chart, width(), self), chart.data(), element);
          chart.plot.over.addEventListener("dblclick", () => self.reset());
          const [from, until] = shown();
          chart.plot.setScale("x", { min: from / 1000, max: until / 1000 });
        };
        chart.fit = () => chart.plot.setSize({ width: width(), height: chart.height || HEIGHT });
        chart.build();
        charts.push(chart);
        return chart;
      },
      whole: (from, until) => {
        whole = [from, Math.max(until, from + 1000)];
      },
      renew: applyRange,
      fit: () => {
        charts.forEach(chart => chart.fit());
        applyRange();
      },
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

  return { group, columns };
})();
