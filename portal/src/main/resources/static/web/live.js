// One event stream a page, only while the page is looked at, and four in the whole browser: it allows six connections
// a host over HTTP/1.1, and the seventh page would never load. A page without a stream, or whose stream the portal
// refuses because too many are open, asks every ten seconds instead.
// The page says when it was made: each time the stream opens, it first names all that was spoken of since.
// An element listens with hx-trigger="live:TOPIC from:body".
window.sluiceStreamSlot = async () => {
  "use strict";
  if (!navigator.locks) return () => {};
  for (let slot = 0; slot < 4; slot++) {
    const release = await new Promise(resolve => {
      navigator.locks.request(`sluice-stream-${slot}`, { ifAvailable: true }, lock =>
        (lock ? new Promise(done => resolve(done)) : resolve(null)));
    });
    if (release) return release;
  }
  return null;
};

(() => {
  "use strict";
  let release = null;
  let opening = false;
  let source = null;
  let waiting = false;

  const topics = () => [...new Set([...document.querySelectorAll("[data-live]")]
    .flatMap(element => element.dataset.live.split(/\s+/).filter(Boolean)))];

  const tell = (topic, data) => {
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { data } }));
  };

  const askInstead = wanted => {
    if (waiting) wanted.forEach(topic => tell(topic, ""));
    waiting = true;
    setTimeout(open, 10000);
  };

  const open = async () => {
    const wanted = topics();
    if (source || opening || document.hidden || wanted.length === 0) return;
    opening = true;
    release = await window.sluiceStreamSlot();
    opening = false;
    if (!release) {
      askInstead(wanted);
      return;
    }
    if (document.hidden) {
      release();
      return;
    }
    const asked = new URLSearchParams(wanted.map(topic => ["topic", topic]));
    asked.set("since", document.documentElement.dataset.liveSince || "");
    source = new EventSource(`/live?${asked}`);
    source.addEventListener("hello", () => {
      document.documentElement.dataset.stream = "open";
      waiting = false;
    });
    source.addEventListener("error", () => {
      document.documentElement.dataset.stream = "broken";
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        askInstead(wanted);
      }
    });
    wanted.forEach(topic => source.addEventListener(topic, event => tell(topic, event.data)));
  };

  const close = () => {
    if (source) source.close();
    source = null;
    if (release) release();
    release = null;
  };

  // The age of the picture: each new one only moves the time that the page counts from.
  document.addEventListener("DOMContentLoaded", () => {
    document.body.addEventListener("live:seen", event => {
      const seen = document.querySelector("#pulse time[data-relative]");
      if (seen && event.detail.data) seen.dateTime = event.detail.data;
    });
  });

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  document.addEventListener("DOMContentLoaded", open);
})();
