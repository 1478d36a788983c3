// The GPUs of a job: a row of small charts for each, over one time axis. Past eight GPUs a row for each node, with what its
// least, middle and most busy GPU did, that opens into its GPUs. What the server tells is JSON; it is written as text only.
(() => {
  "use strict";
  const MOST_ROWS = 8;
  const GIB = 1024;
  const ASK_AGAIN_MS = 10000;
  const KINDS = [
    { name: "utilization", title: "Utilisation", kind: "use", unit: " %", filled: true, y: () => [0, 100], splits: () => [0, 50, 100] },
    { name: "memory", title: "Memory", kind: "memory", unit: " GiB", scale: 1 / GIB, filled: true },
    { name: "power", title: "Power", kind: "power", unit: " W" },
    { name: "temperature", title: "Temperature", kind: "heat", unit: " °C", y: () => [20, 100], splits: () => [20, 60, 100] },
  ];

  // What the lines of a GPU are of: the means, and where readings were summed up the least and the most of each.
  const LINES = [gpu => gpu, gpu => gpu.least, gpu => gpu.most];

  const make = (name, className = "", words = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (words) element.textContent = words;
    return element;
  };
  const two = number => String(number).padStart(2, "0");
  const clock = ms => {
    const at = new Date(ms);
    const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    return Date.now() - ms > 20 * 3600000 ? `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}` : time;
  };
  const known = values => values.filter(value => value !== null);
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
  const most = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const figure = (value, kind) => {
    const scaled = value * (kind.scale || 1);
    const digits = kind.name === "memory" && scaled < 100 ? 1 : 0;
    return `${scaled.toFixed(digits)}${kind.unit}`;
  };
  const niceTop = value => {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
    return [1, 2, 2.5, 4, 5, 8, 10].map(factor => factor * power).find(top => top >= value);
  };

  const top = (kind, gpus) => {
    if (kind.y) return kind.y()[1];
    if (kind.name === "memory") {
      const totals = gpus.map(gpu => gpu.memoryTotal).filter(Boolean);
      if (totals.length > 0) return most(totals) / GIB;
    }
    const highest = most(gpus.flatMap(gpu => known(gpu[kind.name])).concat([1]));
    return niceTop(highest * (kind.scale || 1));
  };

  const summary = (kind, title, values) => {
    const read = known(values);
    if (read.length === 0) return `${kind.title} of ${title}: not known`;
    return `${kind.title} of ${title}: mean ${figure(mean(read), kind)}, at most ${figure(most(read), kind)}, last ${figure(read[read.length - 1], kind)}`;
  };

  // The time between two runs, in which the job held nothing.
  const outside = holds => holds.slice(1).map((hold, index) => ({ from: holds[index].until, until: hold.from }))
    .filter(gap => gap.from !== null && gap.until > gap.from);

  const middle = sorted => sorted[Math.floor((sorted.length - 1) / 2)];

  // Least, most and middle of several GPUs of a node at each moment that any of them was read.
  const band = (gpus, name) => {
    const moments = new Map();
    gpus.forEach(gpu => gpu.at.forEach((at, index) => {
      if (gpu[name][index] === null) return;
      if (!moments.has(at)) moments.set(at, []);
      moments.get(at).push(gpu[name][index]);
    }));
    const at = [...moments.keys()].sort((a, b) => a - b);
    const sorted = at.map(moment => moments.get(moment).sort((a, b) => a - b));
    return { times: at, least: sorted.map(all => all[0]), most: sorted.map(all => all[all.length - 1]), mean: sorted.map(middle) };
  };

  const attach = panel => {
    const charts = panel.querySelector("[data-gpu-charts]");
    const readout = panel.querySelector("[data-gpu-readout]");
    const back = panel.querySelector("[data-gpu-reset]");
    const gapList = panel.querySelector("[data-gpu-gaps]");
    const problem = panel.querySelector("[data-gpu-problem]");
    const cells = [];
    let told = null;
    let asking = false;

    const group = window.sluiceCharts.group({
      onCursor: ms => show(ms),
      onZoom: zoomed => {
        back.hidden = !zoomed;
      },
    });

    const valueAt = (cell, ms) => {
      const times = cell.chart.times;
      if (times.length === 0) return null;
      let index = times.length - 1;
      if (ms !== null) {
        let low = 0;
        while (low < index) {
          const half = (low + index) >> 1;
          if (times[half] < ms) low = half + 1;
          else index = half;
        }
        if (index > 0 && ms - times[index - 1] < times[index] - ms) index -= 1;
        if (Math.abs(times[index] - ms) > 1.5 * told.step) return null;
      }
      return cell.chart.mean[index];
    };

    const show = ms => {
      if (!told) return;
      readout.textContent = ms === null ? (told.live ? "latest readings" : "last readings") : clock(ms);
      cells.forEach(cell => {
        const value = valueAt(cell, ms);
        cell.value.textContent = value === null ? "no reading" : figure(value / (cell.kind.scale || 1), cell.kind);
        cell.value.classList.toggle("quiet", value === null);
      });
    };

    const scaled = (kind, values) => (kind.scale && values ? values.map(value => (value === null ? null : value * kind.scale)) : values);

    const cell = (row, kind, source) => {
      const box = make("div", `gpu-chart gpu-chart-${kind.name}`);
      const head = make("div", "gpu-chart-head");
      head.append(make("span", "gpu-chart-title", kind.title));
      const value = make("span", "gpu-chart-value mono");
      head.append(value);
      box.append(head);
      row.append(box);
      const why = source.notKnown && source.notKnown[kind.name];
      if (why) {
        value.textContent = "not known";
        box.append(make("p", "gpu-chart-none quiet", why));
        return;
      }
      const place = make("div", "gpu-chart-plot");
      place.setAttribute("role", "img");
      box.append(place);
      const made = { kind, value, place, source };
      const chart = {
        kind: kind.kind,
        filled: kind.filled,
        step: told.step,
        times: [],
        mean: [],
        splits: kind.splits || (() => [0, top(kind, told.gpus) / 2, top(kind, told.gpus)]),
        tick: split => String(Math.round(split * 10) / 10),
        y: kind.y || (() => [0, top(kind, told.gpus)]),
      };
      made.chart = chart;
      fill(made);
      group.add(place, chart);
      cells.push(made);
    };

    const fill = made => {
      const { kind, source, chart, place } = made;
      const all = source.gpus ? band(source.gpus, kind.name)
        : { times: source.at, mean: source[kind.name], least: source.least?.[kind.name], most: source.most?.[kind.name] };
      chart.times = all.times;
      chart.mean = scaled(kind, all.mean);
      chart.least = scaled(kind, all.least);
      chart.most = scaled(kind, all.most);
      if (source.gpus) {
        chart.gaps = source.gpus.every(gpu => gpu.gaps.length > 0) ? source.gpus[0].gaps : [];
      } else {
        chart.gaps = source.gaps;
        chart.empty = outside(source.holds);
      }
      chart.marks = told.marks.filter(mark => mark.kind === "requeue");
      place.setAttribute("aria-label", summary(kind, source.title, all.mean));
    };

    const label = gpu => {
      const box = make("div", "gpu-label");
      const name = make("div", "gpu-name", gpu.title);
      box.append(name);
      if (gpu.model) box.append(make("div", "gpu-model quiet", gpu.model.replace(/^NVIDIA /, "")));
      if (gpu.shared) {
        const mark = make("span", "gpu-badge", "shared GPU");
        mark.title = "Other jobs may hold it at the same time: readings are of the whole GPU.";
        box.append(mark);
      }
      return box;
    };

    const row = (parent, source) => {
      const element = make("div", "gpu-row");
      element.append(label(source));
      parent.append(element);
      KINDS.forEach(kind => cell(element, kind, source));
    };

    const draw = () => {
      charts.replaceChildren();
      cells.length = 0;
      group.charts.length = 0;
      if (told.gpus.length <= MOST_ROWS) {
        told.gpus.forEach(gpu => row(charts, gpu));
        return;
      }
      [...new Set(told.gpus.map(gpu => gpu.node))].forEach(node => {
        const mine = told.gpus.filter(gpu => gpu.node === node);
        row(charts, { title: node, model: `${mine.length} GPUs: least, middle, most`, gpus: mine });
        const more = make("details", "gpu-more");
        more.append(make("summary", "", `Each GPU of ${node}`));
        const rows = make("div", "gpu-rows");
        more.append(rows);
        more.addEventListener("toggle", () => {
          if (more.open && rows.childElementCount === 0) {
            mine.forEach(gpu => row(rows, gpu));
            show(null);
          }
        });
        charts.append(more);
      });
    };

    const tellGaps = () => {
      const words = new Map();
      told.gpus.forEach(gpu => gpu.gaps.forEach(gap => {
        const key = `${gap.from} ${gap.until} ${gap.words}`;
        if (!words.has(key)) words.set(key, { gap, titles: [] });
        words.get(key).titles.push(gpu.title);
      }));
      gapList.replaceChildren(...[...words.values()].slice(0, 20).map(({ gap, titles }) => {
        const when = gap.until === null ? `no reading since ${clock(gap.from)}` : `no reading from ${clock(gap.from)} to ${clock(gap.until)}`;
        return make("li", gap.until === null ? "gpu-gap gpu-gap-lasts" : "gpu-gap", `${titles.join(", ")}: ${when}: ${gap.words}`);
      }));
      gapList.hidden = words.size === 0;
    };

    const merge = news => {
      news.gpus.forEach(gpu => {
        const mine = told.gpus.find(other => other.key === gpu.key);
        const last = mine.at.length > 0 ? mine.at[mine.at.length - 1] : 0;
        gpu.at.forEach((at, index) => {
          if (at <= last) return;
          mine.at.push(at);
          KINDS.forEach(kind => LINES.forEach(line => line(mine)?.[kind.name].push((line(gpu) || gpu)[kind.name][index])));
        });
        mine.gaps = gpu.gaps;
        mine.holds = gpu.holds;
      });
      Object.assign(told, { now: news.now, until: news.until, live: news.live, marks: news.marks });
    };

    const span = () => group.whole(told.from, told.until === null ? told.now : told.until);

    // What a GPU does not report is known from its first reading on: its charts are made again then.
    const fits = news => news.gpus.length === told.gpus.length
      && news.gpus.every(gpu => told.gpus.some(mine => mine.key === gpu.key && (mine.at.length > 0 || gpu.at.length === 0)));

    const lastSeen = () => Math.min(...told.gpus.map(gpu => (gpu.at.length > 0 ? gpu.at[gpu.at.length - 1] : told.from)));

    const ask = async () => {
      if (asking || document.hidden || !panel.isConnected) return;
      asking = true;
      try {
        const after = told && told.gpus.length > 0 ? `?after=${lastSeen()}` : "";
        const answer = await fetch(panel.dataset.gpus + after, { headers: { "X-Sluice-Live": "yes" } });
        if (!answer.ok) throw new Error(`the portal answered ${answer.status}`);
        const news = await answer.json();
        problem.hidden = true;
        if (!told || after === "" || !fits(news)) {
          told = after === "" ? news : await (await fetch(panel.dataset.gpus, { headers: { "X-Sluice-Live": "yes" } })).json();
          span();
          draw();
          group.renew();
        } else {
          merge(news);
          span();
          cells.forEach(fill);
          group.renew();
        }
        tellGaps();
        show(null);
        panel.dataset.drawn = String(told.gpus.reduce((sum, gpu) => sum + gpu.at.length, 0));
      } catch (failed) {
        problem.textContent = `Readings could not be fetched: ${failed.message}. What is drawn stays; the page asks again.`;
        problem.hidden = false;
      } finally {
        asking = false;
      }
    };

    const allTimes = () => [...new Set(cells.flatMap(made => made.chart.times))].sort((a, b) => a - b);
    let pointed = null;
    charts.addEventListener("keydown", event => {
      if (!told || !["ArrowLeft", "ArrowRight", "Home", "End", "Escape"].includes(event.key)) return;
      event.preventDefault();
      if (event.key === "Escape") {
        pointed = null;
        group.point(null);
        group.reset();
        return;
      }
      const times = allTimes();
      const here = pointed === null ? times.length - 1 : times.indexOf(pointed);
      const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: times.length - 1 }[event.key];
      pointed = times[Math.min(times.length - 1, Math.max(0, next))];
      group.point(pointed);
    });
    back.addEventListener("click", () => group.reset());
    panel.addEventListener("sluice:again", ask);
    document.body.addEventListener(`live:${panel.dataset.gpusLive}`, ask);
    document.addEventListener("visibilitychange", ask);
    document.addEventListener("sluice:theme", () => group.redraw());
    new ResizeObserver(() => group.fit()).observe(charts);
    // A node that has fallen silent causes no event.
    setInterval(() => {
      if (told && told.live) ask();
    }, ASK_AGAIN_MS);
    ask();
  };

  const attachAll = () => document.querySelectorAll("[data-gpus]:not([data-attached])").forEach(panel => {
    panel.dataset.attached = "yes";
    attach(panel);
  });
  document.addEventListener("DOMContentLoaded", attachAll);
  document.addEventListener("htmx:afterSettle", attachAll);
})();
