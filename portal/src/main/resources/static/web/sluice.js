// What every page does in the browser. Nothing here is needed to read a page or to send a form.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const keep = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch (blocked) {
      // A browser that keeps nothing still shows the choice on this page.
    }
  };

  // The server's clock rules: ages are right on a computer whose clock is not.
  const ahead = root.dataset.now ? Number(root.dataset.now) - Date.now() : 0;
  const now = () => Date.now() + ahead;

  // ---- times -------------------------------------------------------------------------------------------------
  const DAY = 86400;
  const two = number => String(number).padStart(2, "0");
  const span = seconds => {
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    return seconds < DAY ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / DAY)} d`;
  };
  const day = at => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const zone = at => new Intl.DateTimeFormat("en", { timeZoneName: "short" }).formatToParts(at)
    .find(part => part.type === "timeZoneName").value;
  const exact = at => `${day(at)} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zone(at)}`;
  const relative = (at, past) => {
    const passed = Math.trunc((now() - at.getTime()) / 1000);
    const seconds = past ? Math.max(0, passed) : passed;
    const distance = Math.abs(seconds);
    if (distance >= 7 * DAY) return day(at);
    if (seconds > -5 && seconds < 1) return "now";
    return seconds < 0 ? `in ${span(distance)}` : `${span(distance)} ago`;
  };
  const duration = seconds => {
    const days = Math.floor(seconds / DAY);
    const hours = Math.floor(seconds / 3600) % 24;
    const minutes = Math.floor(seconds / 60) % 60;
    const rest = `${two(minutes)}:${two(seconds % 60)}`;
    if (days > 0) return `${days}-${two(hours)}:${rest}`;
    return hours > 0 ? `${hours}:${rest}` : `${minutes}:${two(seconds % 60)}`;
  };
  const write = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };
  const tickBar = bar => {
    const seconds = Math.max(0, Math.floor((now() - Date.parse(bar.dataset.since)) / 1000));
    all("[data-elapsed]", bar).forEach(element => write(element, duration(seconds)));
    all("progress", bar).forEach(progress => {
      progress.value = seconds;
      progress.classList.toggle("bar-late", seconds >= 0.9 * Number(bar.dataset.limit));
    });
  };
  // The picture ages on the page even when nothing is heard: past its limits the frame asks how things stand, once a
  // limit, and shows the colour at once.
  const agePulse = () => {
    const pulse = document.querySelector("#pulse .pulse[data-late-after]");
    const time = pulse && pulse.querySelector("time");
    if (!time) return;
    const age = now() - Date.parse(time.dateTime);
    const kind = age > Number(pulse.dataset.lostAfter) ? "unreachable"
      : age > Number(pulse.dataset.lateAfter) ? "slow" : "fresh";
    if (kind === "fresh") {
      delete pulse.dataset.aged;
      return;
    }
    if (pulse.dataset.aged === kind) return;
    pulse.dataset.aged = kind;
    pulse.classList.remove("pulse-fresh", "pulse-slow");
    pulse.classList.add(`pulse-${kind}`);
    document.body.dispatchEvent(new CustomEvent("live:pulse", { detail: { data: "" } }));
  };
  const tick = () => {
    if (document.hidden) return;
    all("time[data-relative]").forEach(time => write(time, relative(new Date(time.dateTime), "past" in time.dataset)));
    agePulse();
    all(".bar[data-since]").forEach(tickBar);
  };
  // What scrolls sideways can be scrolled by keyboard.
  const sideways = new ResizeObserver(changes => changes.forEach(({ target }) => {
    const wrap = target.closest(".table-wrap");
    if (!wrap) return;
    if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    else wrap.removeAttribute("tabindex");
  }));
  const scrollable = () => all(".table-wrap, .table-wrap > table").forEach(element => sideways.observe(element));
  const inTheReadersZone = within => {
    all("time[data-exact]", within).forEach(time => write(time, exact(new Date(time.dateTime))));
    all("time[data-relative]", within).forEach(time => {
      time.title = exact(new Date(time.dateTime));
    });
  };

  // ---- theme and rail ----------------------------------------------------------------------------------------
  const themeSwitch = () => all("[data-theme-switch]").forEach(group => {
    let chosen = "auto";
    try {
      chosen = localStorage.getItem("sluice-theme") || "auto";
    } catch (blocked) {
      // stays on auto
    }
    all("input", group).forEach(input => {
      input.checked = input.value === chosen;
    });
    group.addEventListener("change", event => {
      keep("sluice-theme", event.target.value);
      document.dispatchEvent(new Event("sluice:theme"));
    });
  });
  const railFold = () => all("[data-rail-fold]").forEach(button => {
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.rail === "narrow"));
    button.addEventListener("click", () => {
      root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
      keep("sluice-rail", root.dataset.rail);
      show();
    });
    show();
  });

  // ---- a question that stands open stays open when what it stands in comes anew --------------------------------
  const asked = sheet => sheet.querySelector("summary").textContent;
  document.addEventListener("htmx:beforeSwap", event => {
    const open = [...event.detail.target.querySelectorAll("details.confirm[open]")].map(asked);
    event.detail.target.dataset.asking = JSON.stringify(open);
  });
  document.addEventListener("htmx:afterSwap", event => {
    const open = JSON.parse(event.detail.target.dataset.asking || "[]");
    delete event.detail.target.dataset.asking;
    event.detail.target.querySelectorAll("details.confirm").forEach(sheet => {
      if (open.includes(asked(sheet))) sheet.open = true;
    });
  });

  // ---- menus close when one looks elsewhere ------------------------------------------------------------------
  const closeMenus = except => all("details.menu[open], details.confirm[open]").forEach(menu => {
    if (!except || !menu.contains(except)) menu.open = false;
  });
  document.addEventListener("click", event => {
    const keepButton = event.target.closest("[data-close]");
    closeMenus(keepButton ? null : event.target);
  });

  // ---- copy --------------------------------------------------------------------------------------------------
  const copyWithoutPermission = text => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error("the browser does not copy"));
  };
  const copy = text => (navigator.clipboard
    ? navigator.clipboard.writeText(text).catch(() => copyWithoutPermission(text))
    : copyWithoutPermission(text));
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-copy], [data-copy-from]");
    if (!button) return;
    const from = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    copy(from ? from.textContent : button.dataset.copy).then(() => {
      button.classList.add("is-copied");
      setTimeout(() => button.classList.remove("is-copied"), 1200);
    }, () => button.classList.add("is-not-copied"));
  });

  // ---- a form that is sent once, however often its button is pressed --------------------------------------------
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("form[data-submit-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    all("button[type=submit]", form).forEach(button => button.setAttribute("aria-disabled", "true"));
  });
  document.addEventListener("change", event => {
    if (event.target.matches?.("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(form => {
    delete form.dataset.sent;
    all("button[type=submit]", form).forEach(button => button.removeAttribute("aria-disabled"));
  }));

  // ---- htmx --------------------------------------------------------------------------------------------------
  const meta = name => document.querySelector(`meta[name="${name}"]`)?.content;
  document.addEventListener("htmx:configRequest", event => {
    const header = meta("csrf-header");
    if (header) event.detail.headers[header] = meta("csrf-token");
    const cause = event.detail.triggeringEvent;
    if (!cause || cause.type.startsWith("live:")) event.detail.headers["X-Sluice-Live"] = "1";
  });
  // A slot whose refresh fails keeps what it shows and says so; the next good answer takes the words away.
  const slotOf = event => event.detail.target || event.target;
  const notRefreshed = (event, why) => {
    const slot = slotOf(event);
    if (!slot || !slot.isConnected || slot.closest(".top")) return;
    all(":scope > .stale[data-not-refreshed]", slot).forEach(old => old.remove());
    const note = document.createElement("p");
    note.className = "stale";
    note.dataset.notRefreshed = "";
    note.setAttribute("role", "status");
    note.textContent = `${why} What stands here may be older than ${exact(new Date(now()))}.`;
    slot.prepend(note);
  };
  document.addEventListener("htmx:responseError", event => {
    const id = event.detail.xhr.getResponseHeader("X-Request-Id");
    if ((event.detail.xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain")) {
      notRefreshed(event, event.detail.xhr.responseText.trim());
      return;
    }
    if (event.detail.xhr.status === 503) {
      notRefreshed(event, "The portal\u2019s own database does not answer; your jobs are not touched.");
      return;
    }
    notRefreshed(event, `The portal answered ${event.detail.xhr.status}${id ? ` (request ${id})` : ""}.`);
  });
  document.addEventListener("htmx:sendError", event => notRefreshed(event, "The portal could not be reached."));
  document.addEventListener("htmx:timeout", event => notRefreshed(event, "The portal did not answer in time."));

  // ---- what a swap must not lose: the row one stands on, the rows selected; and what changed tints ------------
  let before = null;
  const rowsOf = table => all("tbody tr[id]", table);
  document.addEventListener("htmx:beforeSwap", event => {
    const table = document.querySelector("table[data-keys]");
    if (!table || !slotOf(event).contains(table)) return;
    before = {
      current: document.activeElement?.closest?.("tr[id]")?.id,
      selected: new Set(all("input[data-select]:checked", table).map(input => input.value)),
      stamps: new Map(rowsOf(table).map(row => [row.id, row.dataset.stamp])),
    };
  });
  document.addEventListener("htmx:afterSettle", event => {
    inTheReadersZone(event.target.isConnected ? event.target : document);
    scrollable();
    tick();
    const table = document.querySelector("table[data-keys]");
    if (!before || !table) return;
    rowsOf(table).forEach(row => {
      if (before.stamps.get(row.id) !== row.dataset.stamp || !before.stamps.has(row.id)) row.classList.add("is-changed");
      if (row.id === before.current) row.focus({ preventScroll: true });
    });
    all("input[data-select]", table).forEach(input => {
      if (before.selected.has(input.value)) select(input, true);
    });
    before = null;
  });

  // ---- the job table by keyboard: j and k move, x selects, Enter opens, c goes to cancel -----------------------
  const select = (input, on) => {
    input.checked = on;
    input.closest("tr").classList.toggle("is-selected", on);
  };
  const isTyping = element => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
  const keys = {
    j: (rows, at) => rows[Math.min(at + 1, rows.length - 1)].focus(),
    k: (rows, at) => rows[Math.max(at - 1, 0)].focus(),
    x: (rows, at) => all("input[data-select]", rows[at]).forEach(input => input.click()),
    Enter: (rows, at) => rows[at].querySelector("a[href]")?.click(),
    c: (rows, at) => rows[at].querySelector("[data-cancel]")?.click(),
  };
  document.addEventListener("change", event => {
    if (event.target.matches?.("input[data-select]")) select(event.target, event.target.checked);
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.menu[open], details.confirm[open]");
      closeMenus(null);
      open?.querySelector("summary")?.focus();
      return;
    }
    const table = document.querySelector("table[data-keys]");
    if (!table || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const rows = all("tbody tr[tabindex]", table);
    if (rows.length === 0) return;
    const at = rows.indexOf(event.target.closest("tr"));
    const moves = event.key === "j" || event.key === "k";
    if (at < 0 && !moves) return;
    if (event.key === "Enter" && event.target !== rows[at]) return;
    event.preventDefault();
    keys[event.key](rows, at);
  });

  document.addEventListener("DOMContentLoaded", () => {
    themeSwitch();
    railFold();
    inTheReadersZone(document);
    scrollable();
    tick();
    setInterval(tick, 1000);
  });
})();
