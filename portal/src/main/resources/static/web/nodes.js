// Choosing nodes on the page of all nodes, and the zone in which a reservation's start is typed. Without it the boxes
// and the form work all the same, in the portal's zone.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- choosing ----------------------------------------------------------------------------------------------
  const chosen = new Set();
  const boxes = () => all("#racks input.tile-pick");
  const show = () => {
    boxes().forEach(box => {
      box.checked = chosen.has(box.value);
      box.closest(".tile").classList.toggle("is-chosen", box.checked);
    });
    all("#racks [data-pick-rack]").forEach(button => {
      const its = all("input.tile-pick", button.closest(".rack"));
      button.hidden = its.length < 2;
      button.textContent = its.every(box => box.checked) ? "Choose none" : "Choose all";
    });
    const words = document.querySelector("[data-chosen]");
    if (!words) return;
    const names = [...chosen];
    const count = names.length === 1 ? "1 node chosen" : `${names.length} nodes chosen`;
    words.textContent = names.length === 0
      ? "Choose nodes below, then what to do with them."
      : `${count}: ${names.slice(0, 6).join(", ")}${names.length > 6 ? " ..." : ""}`;
    all("#choose button").forEach(button => {
      button.disabled = names.length === 0;
    });
  };
  const pick = (box, on) => (on ? chosen.add(box.value) : chosen.delete(box.value));

  let last = null;
  document.addEventListener("click", event => {
    const rack = event.target.closest("[data-pick-rack]")?.closest(".rack");
    if (rack) {
      const its = all("input.tile-pick", rack);
      const on = !its.every(box => box.checked);
      its.forEach(box => pick(box, on));
      show();
      return;
    }
    const box = event.target.closest("input.tile-pick");
    if (!box) return;
    const list = boxes();
    const from = event.shiftKey ? list.findIndex(other => other.value === last) : -1;
    const to = list.indexOf(box);
    const range = from < 0 ? [box] : list.slice(Math.min(from, to), Math.max(from, to) + 1);
    range.forEach(one => pick(one, box.checked));
    last = box.value;
    show();
  });

  // j and k move from node to node, x chooses, Escape chooses none.
  document.addEventListener("keydown", event => {
    const list = boxes();
    if (list.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    const at = list.findIndex(box => box.closest(".tile").contains(event.target));
    if (event.key === "j" || event.key === "k") {
      const next = event.key === "j" ? Math.min(at + 1, list.length - 1) : Math.max(at - 1, 0);
      list[next].focus();
    } else if (event.key === "x" && at >= 0) {
      list[at].click();
    } else if (event.key === "Escape" && chosen.size > 0) {
      chosen.clear();
      show();
    } else {
      return;
    }
    event.preventDefault();
  });

  // A refresh of the racks keeps what is chosen and where one stands; a node that is gone is not chosen any more.
  let stood = null;
  document.addEventListener("htmx:beforeSwap", () => {
    stood = document.activeElement?.matches?.("input.tile-pick") ? document.activeElement.value : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const there = new Set(boxes().map(box => box.value));
    if (there.size > 0) [...chosen].filter(name => !there.has(name)).forEach(name => chosen.delete(name));
    show();
    if (stood) boxes().find(box => box.value === stood)?.focus({ preventScroll: true });
    stood = null;
  });

  // ---- the zone of a start -----------------------------------------------------------------------------------
  const two = number => String(number).padStart(2, "0");
  const day = at => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const hour = at => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const inTheReadersZone = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone) return;
    all("input[data-zone]").forEach(input => {
      input.value = zone;
    });
    all("[data-at]").forEach(moment => {
      const at = new Date(Number(moment.dataset.at));
      moment.querySelector("[name=day]").value = day(at);
      moment.querySelector("[name=time]").value = hour(at);
    });
    all("[data-zone-words]").forEach(words => {
      words.textContent = `In your zone, ${zone}.`;
    });
  };

  const begin = () => {
    boxes().filter(box => box.checked).forEach(box => chosen.add(box.value));
    show();
    inTheReadersZone();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
