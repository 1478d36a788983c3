// The assistant of a job's page: sends a question, shows the answer while it comes, and the evidence that it cites. All words
// of the model and of the job are put in as text, never as HTML: paragraphs, lists, code and marks are elements made here.
(() => {
  "use strict";
  // the same two patterns as Citations.java
  const BRACKETS = /\[([^[\]\n]{1,200})\]/g;
  const MARK = /^(?:[LE]\d{1,9}(?:-[LE]?\d{1,9})?|[SG]:[A-Za-z0-9_.:/@+-]{1,100})$/;
  const token = name => document.querySelector(`meta[name="${name}"]`)?.content;

  const make = (name, className, words) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (words !== undefined) element.textContent = words;
    return element;
  };

  // ---- the words of an answer ------------------------------------------------------------------------------------
  const shortName = mark => mark.replace(/^G:(.+)\/(.+)$/, "$1 GPU $2").replace(/^[SG]:/, "").replace(/^L(?=\d)/, "line ").replace(/^E(?=\d)/, "error line ");

  const citation = (mark, marks) => {
    const checked = marks.get(mark);
    if (!checked) return make("span", "assistant-mark", shortName(mark));
    if (!checked.known) {
      const unknown = make("span", "assistant-mark assistant-mark-unknown");
      unknown.append(make("s", "", shortName(mark)), " not in the evidence");
      return unknown;
    }
    const button = make("button", "assistant-mark assistant-mark-known", shortName(mark));
    button.type = "button";
    button.dataset.mark = mark;
    button.title = checked.pieces.map(piece => `${piece.label}: ${piece.text}`).join("\n").slice(0, 400);
    return button;
  };

  const inline = (into, words, marks) => {
    words.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/).forEach(part => {
      if (part.length > 2 && part.startsWith("`") && part.endsWith("`")) {
        into.append(make("code", "", part.slice(1, -1)));
        return;
      }
      if (part.length > 4 && part.startsWith("**") && part.endsWith("**")) {
        const strong = make("strong");
        cited(strong, part.slice(2, -2), marks);
        into.append(strong);
        return;
      }
      cited(into, part, marks);
    });
  };

  const cited = (into, words, marks) => {
    let at = 0;
    for (const found of words.matchAll(BRACKETS)) {
      const names = found[1].trim().split(/\s*[,;]\s*/);
      if (!names.every(name => MARK.test(name))) continue;
      into.append(words.slice(at, found.index));
      names.forEach((name, index) => into.append(index ? " " : "", citation(name, marks)));
      at = found.index + found[0].length;
    }
    into.append(words.slice(at));
  };

  const show = (said, text, marks) => {
    const made = [];
    let list = null;
    let block = null;
    let paragraph = null;
    text.split("\n").forEach(line => {
      if (/^\s*```/.test(line)) {
        if (block) block = null;
        else made.push(block = make("pre", "assistant-code", ""));
        paragraph = list = null;
        return;
      }
      if (block) {
        block.append(`${line}\n`);
        return;
      }
      const item = /^\s*(?:[-*•]|\d{1,2}[.)])\s+(.*)$/.exec(line);
      if (item) {
        if (!list) made.push(list = make(/^\s*\d/.test(line) ? "ol" : "ul"));
        const entry = make("li");
        inline(entry, item[1], marks);
        list.append(entry);
        paragraph = null;
      } else if (line.trim() === "") {
        paragraph = null;
        list = null;
      } else {
        list = null;
        if (paragraph) paragraph.append(" ");
        else made.push(paragraph = make("p"));
        inline(paragraph, line.replace(/^#{1,6}\s+/, ""), marks);
      }
    });
    said.replaceChildren(...made);
  };

  // ---- the evidence beside it ------------------------------------------------------------------------------------
  const evidence = (panel, checked) => {
    if (!checked.known) return;
    const list = panel.querySelector("[data-assistant-pieces]");
    const there = [...list.children].find(entry => entry.dataset.mark === checked.mark);
    const entry = make("li", "assistant-piece");
    entry.dataset.mark = checked.mark;
    entry.tabIndex = -1;
    checked.pieces.forEach(piece => {
      const head = make("p", "assistant-piece-head");
      head.append(make("span", "mono", piece.label), make("span", "quiet", piece.source));
      entry.append(head, make(piece.kind === "line" ? "code" : "p", `assistant-piece-${piece.kind === "line" ? "line" : "value"}`, piece.text));
    });
    if (there) there.replaceWith(entry);
    else list.append(entry);
    panel.querySelector("[data-assistant-none]").hidden = true;
  };

  const point = (panel, mark) => {
    panel.querySelectorAll(".is-pointed").forEach(each => each.classList.remove("is-pointed"));
    [...panel.querySelectorAll("[data-mark]")].filter(each => each.dataset.mark === mark).forEach(each => {
      each.classList.add("is-pointed");
      if (each.matches(".assistant-piece")) {
        each.focus({ preventScroll: true });
        each.scrollIntoView({ block: "nearest" });
      }
    });
  };

  // ---- a panel ---------------------------------------------------------------------------------------------------
  const attach = panel => {
    if (panel.dataset.attached) return;
    panel.dataset.attached = "yes";
    const address = panel.dataset.assistant;
    const turns = panel.querySelector("[data-assistant-turns]");
    const form = panel.querySelector("[data-assistant-form]");
    const question = panel.querySelector("[data-assistant-question]");
    const send = panel.querySelector("[data-assistant-send]");
    const stop = panel.querySelector("[data-assistant-stop]");
    const live = panel.querySelector("[data-assistant-live]");
    let running = null;

    const busy = on => {
      send.hidden = on;
      stop.hidden = !on;
      stop.disabled = false;
      panel.querySelectorAll("[data-suggestion]").forEach(button => {
        button.disabled = on;
      });
    };

    const post = (path, fields) => fetch(path, {
      method: "POST",
      headers: { [token("csrf-header") || "X-CSRF-TOKEN"]: token("csrf-token") || "", Accept: "application/json" },
      body: new URLSearchParams(fields || {}),
    });

    const note = (turn, words) => {
      const place = turn.querySelector("[data-note]");
      place.textContent = words;
      place.hidden = words === "";
    };

    const follow = async (turn, id) => {
      const said = turn.querySelector("[data-said]");
      const looks = turn.querySelector("[data-looks]");
      const marks = new Map();
      let text = "";
      let drawing = false;
      const draw = () => {
        drawing = false;
        turn.classList.remove("is-thinking");
        show(said, text, marks);
      };
      const drawSoon = () => {
        if (drawing) return;
        drawing = true;
        requestAnimationFrame(draw);
      };
      turn.classList.add("is-thinking");
      running = { id };
      busy(true);
      live.textContent = "The assistant is answering.";
      const release = await window.sluiceStreamSlot();
      if (!release) {
        note(turn, "So many pages of the portal are open that this answer cannot be followed; close one and load this page again.");
        busy(false);
        return;
      }
      const source = new EventSource(`${address}/${id}/live`);
      running.close = () => {
        source.close();
        release();
        running = null;
        turn.classList.remove("is-thinking");
        busy(false);
      };
      const hear = (name, then) => source.addEventListener(name, event => then(JSON.parse(event.data)));
      hear("thinking", () => turn.classList.add("is-thinking"));
      hear("tool", words => {
        looks.append(make("li", "", words));
        turn.classList.add("is-thinking");
      });
      hear("text", words => {
        text += words;
        drawSoon();
      });
      hear("taken-back", characters => {
        text = text.slice(0, Math.max(0, text.length - characters));
        drawSoon();
      });
      hear("citation", checked => {
        marks.set(checked.mark, checked);
        evidence(panel, checked);
        drawSoon();
      });
      hear("problem", words => note(turn, words));
      hear("done", () => {
        draw();
        live.textContent = `The answer: ${text.replace(BRACKETS, "").slice(0, 1500)} ${turn.querySelector("[data-note]").textContent}`;
        running.close();
      });
      source.addEventListener("error", () => {
        if (source.readyState === EventSource.CLOSED && running) {
          note(turn, "The portal ended this stream; load the page again to see what was said.");
          running.close();
        }
      });
    };

    const ask = async words => {
      if (running || words.trim() === "") return;
      const turn = panel.querySelector("[data-assistant-turn]").content.firstElementChild.cloneNode(true);
      turn.querySelector("[data-question]").textContent = words;
      turns.append(turn);
      turn.scrollIntoView({ block: "nearest" });
      try {
        const answer = await post(address, { question: words });
        const told = await answer.json().catch(() => ({}));
        if (answer.ok && told.answer) {
          question.value = "";
          follow(turn, told.answer);
        } else {
          note(turn, told.problem || `The portal answered ${answer.status}.`);
        }
      } catch (away) {
        note(turn, "The portal could not be reached.");
      }
    };

    form.addEventListener("submit", event => {
      event.preventDefault();
      ask(question.value);
    });
    question.addEventListener("keydown", event => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    stop.addEventListener("click", () => {
      if (!running) return;
      stop.disabled = true;
      post(`${address}/${running.id}/stop`).catch(() => {});
      question.focus();
    });
    panel.addEventListener("click", event => {
      const suggestion = event.target.closest("[data-suggestion]");
      if (suggestion) ask(suggestion.textContent);
      const mark = event.target.closest(".assistant-mark-known");
      if (mark) point(panel, mark.dataset.mark);
    });
    window.addEventListener("pagehide", () => running?.close?.());

    // what was said before this page was loaded
    turns.querySelectorAll("[data-assistant-answer]").forEach(turn => {
      if (turn.dataset.running) {
        follow(turn, turn.dataset.assistantAnswer);
        return;
      }
      const marks = new Map(JSON.parse(turn.dataset.marks).map(checked => [checked.mark, checked]));
      marks.forEach(checked => evidence(panel, checked));
      const said = turn.querySelector("[data-said]");
      show(said, said.textContent, marks);
    });
  };

  const attachAll = () => document.querySelectorAll("[data-assistant]").forEach(attach);
  document.addEventListener("DOMContentLoaded", attachAll);
  document.addEventListener("htmx:afterSettle", attachAll);
})();
