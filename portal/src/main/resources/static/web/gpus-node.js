// The GPUs of a node: a strip of utilisation for each, and below it the jobs that held it.
(() => {
  "use strict";
  const make = (name, className = "", words = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (words) element.textContent = words;
    return element;
  };
  const two = number => String(number).padStart(2, "0");
  const clock = ms => {
    const at = new Date(ms);
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  };
  const RENEW_MS = 5000;
  const ROOM_FOR_WORDS = 0.05;

  const attach = panel => {
    const block = panel.closest("[data-panel]");
    const strips = panel.querySelector("[data-gpu-charts]");
    const readout = panel.querySelector("[data-gpu-readout]");
    const back = panel.querySelector("[data-gpu-reset]");
    const gapList = panel.querySelector("[data-gpu-gaps]");
    const problem = panel.querySelector("[data-gpu-problem]");
    let hours = 1;
    let told = null;
    let asking = false;
    let askedAt = 0;
    let rows = [];

    const show = ms => {
      if (!told) return;
      readout.textContent = ms === null ? "latest readings" : clock(ms);
      rows.forEach(row => {
        const times = row.gpu.at;
        let index = times.length - 1;
        if (ms !== null) index = times.findIndex(at => at >= ms);
        const said = name => (index < 0 ? null : row.gpu[name][index]);
        const parts = [
          said("utilization") === null ? "use not known" : `${Math.round(said("utilization"))} %`,
          said("memory") === null ? "memory not known" : `${(said("memory") / 1024).toFixed(1)} GiB`,
          said("temperature") === null ? "" : `${Math.round(said("temperature"))} °C`,
          said("power") === null ? "" : `${Math.round(said("power"))} W`,
        ];
        const stale = ms === null && (index < 0 || told.now - times[index] > 4 * told.step);
        row.value.textContent = stale ? "no reading now" : parts.filter(Boolean).map(part => part.replaceAll(" ", "\u00a0")).join(" · ");
      });
    };

    const group = window.sluiceCharts.group({
      onCursor: ms => show(ms),
      onZoom: zoomed => {
        back.hidden = !zoomed;
        rows.forEach(row => row.holders.toggleAttribute("hidden", zoomed));
      },
    });

    const holders = gpu => {
      const line = make("div", "gpu-holders");
      const width = told.until - told.from;
      gpu.holders.forEach(holder => {
        const from = Math.max(holder.from, told.from);
        const until = Math.min(holder.until === null ? told.until : holder.until, told.until);
        const block = make(holder.href ? "a" : "span", `gpu-holder${holder.mine ? " gpu-holder-mine" : ""}${holder.shared ? " gpu-holder-shared" : ""}`, (until - from) / width < ROOM_FOR_WORDS ? "" : holder.words);
        block.setAttribute("aria-label", holder.words);
        if (holder.href) block.href = holder.href;
        else block.setAttribute("role", "img");
        block.title = `${holder.words}, from ${clock(holder.from)}${holder.until === null ? "" : ` to ${clock(holder.until)}`}${holder.shared ? ", shared" : ""}`;
        block.style.left = `${(100 * (from - told.from)) / width}%`;
        block.style.width = `${Math.max(0.3, (100 * (until - from)) / width)}%`;
        line.append(block);
      });
      return line;
    };

    const draw = () => {
      strips.replaceChildren();
      group.charts.length = 0;
      rows = told.gpus.map(gpu => {
        const element = make("div", "gpu-strip");
        const label = make("div", "gpu-label");
        label.append(make("div", "gpu-name", gpu.title));
        const value = make("div", "gpu-model mono");
        label.append(value);
        const place = make("div", "gpu-chart-plot");
        const useKnown = !(gpu.notKnown && gpu.notKnown.utilization);
        place.setAttribute("role", "img");
        place.setAttribute("aria-label", `${useKnown ? "Utilisation" : "Memory"} of ${gpu.title}`);
        const held = holders(gpu);
        const facts = make("div", "gpu-facts quiet mono", [
          gpu.model.replace(/^NVIDIA /, ""),
          gpu.position === null ? "not in gres.conf" : `IDX ${gpu.position}`,
          gpu.minor === null ? "" : `/dev/nvidia${gpu.minor}`,
          gpu.uuid,
          useKnown ? "" : `memory is drawn: ${gpu.notKnown.utilization}`,
        ].filter(Boolean).join("  ·  "));
        const right = make("div", "gpu-strip-body");
        right.append(place, held, facts);
        element.append(label, right);
        strips.append(element);
        const memoryTop = (gpu.memoryTotal || 1024) / 1024;
        const drawn = lines => (useKnown ? lines.utilization : lines.memory.map(value => (value === null ? null : value / 1024)));
        group.add(place, {
          kind: useKnown ? "use" : "memory",
          filled: true,
          height: 64,
          step: told.step,
          times: gpu.at,
          mean: drawn(gpu),
          least: gpu.least && drawn(gpu.least),
          most: gpu.most && drawn(gpu.most),
          gaps: gpu.gaps,
          y: () => (useKnown ? [0, 100] : [0, memoryTop]),
          splits: () => (useKnown ? [0, 50, 100] : [0, memoryTop]),
          tick: split => String(Math.round(split)),
        });
        return { gpu, value, holders: held };
      });
    };

    const tellGaps = () => {
      const words = new Map();
      told.gpus.forEach(gpu => gpu.gaps.forEach(gap => {
        const key = `${gap.from} ${gap.until} ${gap.words}`;
        if (!words.has(key)) words.set(key, { gap, titles: [] });
        words.get(key).titles.push(gpu.title);
      }));
      gapList.replaceChildren(...[...words.values()].slice(-6).map(({ gap, titles }) => make("li",
        gap.until === null ? "gpu-gap gpu-gap-lasts" : "gpu-gap",
        `${titles.length === told.gpus.length ? "All GPUs" : titles.join(", ")}: ${gap.until === null ? `no reading since ${clock(gap.from)}` : `no reading from ${clock(gap.from)} to ${clock(gap.until)}`}: ${gap.words}`)));
      gapList.hidden = words.size === 0;
    };

    const ask = async (now = false) => {
      if (asking || document.hidden || !panel.isConnected) return;
      if (!now && (group.isZoomed() || Date.now() - askedAt < RENEW_MS)) return;
      asking = true;
      askedAt = Date.now();
      try {
        const answer = await fetch(`${panel.dataset.nodeGpus}?hours=${hours}`, { headers: { "X-Sluice-Live": "yes" } });
        if (!answer.ok) throw new Error(`the portal answered ${answer.status}`);
        told = await answer.json();
        problem.hidden = true;
        group.whole(told.from, told.until);
        draw();
        tellGaps();
        show(null);
        panel.dataset.drawn = String(told.gpus.reduce((sum, gpu) => sum + gpu.at.length, 0));
      } catch (failed) {
        problem.textContent = `Readings could not be fetched: ${failed.message}. The page asks again.`;
        problem.hidden = false;
      } finally {
        asking = false;
      }
    };

    block.querySelectorAll("[data-hours]").forEach(button => button.addEventListener("click", () => {
      hours = Number(button.dataset.hours);
      block.querySelectorAll("[data-hours]").forEach(other => other.setAttribute("aria-pressed", String(other === button)));
      group.reset();
      ask(true);
    }));
    back.addEventListener("click", () => group.reset());
    document.body.addEventListener(`live:${panel.dataset.gpusLive}`, () => ask());
    document.addEventListener("visibilitychange", () => ask(true));
    document.addEventListener("sluice:theme", () => group.redraw());
    new ResizeObserver(() => group.fit()).observe(strips);
    // A node that has fallen silent causes no event.
    setInterval(() => ask(), 2 * RENEW_MS);
    ask(true);
  };

  const attachAll = () => document.querySelectorAll("[data-node-gpus]:not([data-attached])").forEach(panel => {
    panel.dataset.attached = "yes";
    attach(panel);
  });
  document.addEventListener("DOMContentLoaded", attachAll);
  document.addEventListener("htmx:afterSettle", attachAll);
})();
