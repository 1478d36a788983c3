// The live output of a job: appends what the server reads from the file, keeps the newest lines,
// follows the end unless the reader has scrolled up. Only this script writes text here; it is never parsed as HTML.
(() => {
  "use strict";
  const MOST_LINES = 5000;
  const LONGEST_LINE = 65536;

  const attach = panel => {
    if (panel.dataset.attached) return;
    panel.dataset.attached = "yes";
    const text = panel.querySelector("[data-output-text]");
    const path = panel.querySelector("[data-output-path]");
    const note = panel.querySelector("[data-output-note]");
    const end = panel.querySelector("[data-output-end]");
    let from = Number(panel.dataset.outputFrom);
    let source = null;
    let release = null;
    let opening = false;
    let follow = true;
    let lines = text.textContent.split("\n");

    const show = () => {
      if (lines.length > MOST_LINES) lines = lines.slice(-MOST_LINES);
      text.textContent = lines.join("\n");
      if (follow) text.scrollTop = text.scrollHeight;
    };

    // A carriage return starts the line anew, as a terminal would: progress bars stay one line. Control sequences are
    // left out by the server (TerminalText), and of a line without an end its newest part is kept.
    const append = chunk => {
      const parts = chunk.replace(/\r\n/g, "\n").split("\n");
      parts.forEach((part, index) => {
        if (index > 0) lines.push("");
        const line = lines.pop() + part;
        const last = line.replace(/\r$/, "").lastIndexOf("\r");
        lines.push((last < 0 ? line : line.slice(last + 1)).slice(-LONGEST_LINE));
      });
      show();
    };

    const say = words => {
      note.textContent = words;
      note.hidden = words === "";
    };

    const open = async () => {
      if (source || opening || document.hidden || panel.dataset.outputDone || !panel.isConnected) return;
      opening = true;
      release = await window.sluiceStreamSlot();
      opening = false;
      if (!release) {
        say("So many pages of the portal are open that this one waits for its turn to follow the output.");
        setTimeout(open, 5000);
        return;
      }
      if (document.hidden) {
        release();
        return;
      }
      source = new EventSource(`${panel.dataset.outputLive}&from=${from}`);
      source.addEventListener("chunk", event => {
        const chunk = JSON.parse(event.data);
        if (chunk.skipped > 0) append(`\n[... ${chunk.skipped} bytes not shown ...]\n`);
        append(chunk.text);
        from = chunk.next;
        say("");
      });
      source.addEventListener("path", event => {
        path.textContent = JSON.parse(event.data);
      });
      source.addEventListener("note", event => say(JSON.parse(event.data)));
      source.addEventListener("end", event => {
        panel.dataset.outputDone = "yes";
        end.textContent = JSON.parse(event.data);
        end.hidden = false;
        panel.querySelectorAll(".log-live").forEach(mark => mark.remove());
        close();
      });
      source.addEventListener("error", () => {
        if (source && source.readyState === EventSource.CLOSED) {
          close();
          setTimeout(open, 5000);
        }
      });
    };

    const close = () => {
      if (source) source.close();
      source = null;
      if (release) release();
      release = null;
    };

    text.addEventListener("scroll", () => {
      follow = text.scrollHeight - text.scrollTop - text.clientHeight < 24;
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    window.addEventListener("pagehide", close);
    append("");
    open();
  };

  const attachAll = () => document.querySelectorAll("[data-output-live]").forEach(attach);
  document.addEventListener("DOMContentLoaded", attachAll);
  document.addEventListener("htmx:afterSettle", attachAll);
})();
