// What somebody types into a form stays in this tab until it has been sent: over a reload, over leaving and coming back,
// and over the end of the session. It is kept by person, by what the form does and by the address of its page.
// Passwords and files are never kept, and nothing outlives signing out.
(() => {
  "use strict";
  const PREFIX = "sluice-typed ";
  const SENT = "sluice-sent";
  const viewer = () => document.documentElement.dataset.viewer || "";
  const forms = within => [...within.querySelectorAll("main form[method=post]")];

  // ---- the store: a browser that keeps nothing only loses the comfort ------------------------------------------
  const store = (() => {
    try {
      return window.sessionStorage;
    } catch (blocked) {
      return null;
    }
  })();
  const read = key => {
    try {
      return JSON.parse(store.getItem(key)) || {};
    } catch (unreadable) {
      return {};
    }
  };
  const write = (key, value) => {
    try {
      store.setItem(key, JSON.stringify(value));
    } catch (full) {
      // what is typed stays on the page
    }
  };
  const forget = isMeant => Object.keys(store).filter(isMeant).forEach(key => store.removeItem(key));

  // ---- one form ------------------------------------------------------------------------------------------------
  const action = form => new URL(form.getAttribute("action") || "", location.href).pathname;
  const family = path => `${PREFIX}${viewer()} ${path} `;
  const keyOf = form => family(action(form)) + location.pathname + location.search;
  const isKept = control => control.name && control.form?.method === "post" && control.closest("main")
    && !["hidden", "password", "file", "submit", "button", "reset"].includes(control.type);
  const isBox = control => control.type === "checkbox" || control.type === "radio";
  const named = (form, name) => [...form.elements].filter(control => control.name === name && isKept(control));
  const state = controls => (isBox(controls[0])
    ? controls.filter(control => control.checked).map(control => control.value)
    : controls.map(control => control.value));

  const keep = control => {
    const typed = read(keyOf(control.form));
    typed[control.name] = state(named(control.form, control.name));
    write(keyOf(control.form), typed);
  };

  const fill = (control, values, at) => {
    const before = isBox(control) ? control.checked : control.value;
    if (isBox(control)) control.checked = values.includes(control.value);
    else if (at < values.length) control.value = values[at];
    return before !== (isBox(control) ? control.checked : control.value);
  };

  const startAfresh = (form, note) => {
    store.removeItem(keyOf(form));
    note.remove();
    form.reset();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const say = form => {
    const note = document.createElement("p");
    note.className = "kept";
    note.setAttribute("role", "status");
    note.append("What you typed here before is back. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain btn-sm";
    button.textContent = "Start afresh";
    button.addEventListener("click", () => startAfresh(form, note));
    note.append(button);
    form.prepend(note);
  };

  const restore = form => {
    const typed = read(keyOf(form));
    const changed = Object.entries(typed).flatMap(([name, values]) =>
      named(form, name).filter((control, at) => fill(control, values, at)));
    if (changed.length === 0) return;
    if (!form.querySelector(":scope > .kept")) say(form);
    changed[0].dispatchEvent(new Event("change", { bubbles: true }));
  };

  // ---- what became of the form that was sent -------------------------------------------------------------------
  const refused = () => performance.getEntriesByType("navigation")[0]?.responseStatus >= 400
    || document.querySelector("main .answer-fix, main .answer-refused, main .answer-unasked, main .field-error") !== null;

  // Answers with the path of a form whose page already shows what was typed; "" when there is none.
  const settle = () => {
    const sent = store.getItem(SENT);
    store.removeItem(SENT);
    if (!sent || !viewer()) return "";
    if (refused()) return sent;
    forget(key => key.startsWith(family(sent)));
    return "";
  };

  // ---- a field that was wrong loses its mark with its error ----------------------------------------------------
  const mark = within => within.querySelectorAll(".field").forEach(field => {
    const isWrong = field.querySelector(".field-error") !== null;
    field.querySelectorAll("input, select, textarea").forEach(control => {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    });
  });
  document.addEventListener("htmx:oobAfterSwap", () => mark(document));

  // The sign-in page has no viewer: nothing of it is kept, and what was sent before it is still owed.
  if (!store) return;
  const onTyping = event => {
    if (viewer() && isKept(event.target)) keep(event.target);
  };
  document.addEventListener("input", onTyping);
  document.addEventListener("change", onTyping);
  document.addEventListener("submit", event => {
    if (!viewer() || event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.closest("main")) store.setItem(SENT, action(event.target));
    else forget(key => key.startsWith(PREFIX));
  });
  document.addEventListener("htmx:afterSettle", event => forms(document)
    .filter(form => event.target.contains(form) && !form.contains(event.target)).forEach(restore));
  document.addEventListener("DOMContentLoaded", () => {
    const shown = settle();
    if (!viewer()) return;
    forget(key => key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${viewer()} `));
    forms(document).filter(form => action(form) !== shown).forEach(restore);
  });
})();
