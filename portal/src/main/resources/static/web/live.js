// One event stream a page, only while the page is looked at: browsers allow six connections a host,
// and a hidden tab needs none. An element listens with hx-trigger="live:TOPIC from:body".
(() => {
  "use strict";
  let source = null;
  let heardBefore = false;

  const topics = () => [...new Set([...document.querySelectorAll("[data-live]")]
    .flatMap(element => element.dataset.live.split(/\s+/).filter(Boolean)))];

  const tell = (topic, data) => {
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { data } }));
  };

  const open = () => {
    const wanted = topics();
    if (source || document.hidden || wanted.length === 0) return;
    source = new EventSource(`/live?${wanted.map(topic => `topic=${encodeURIComponent(topic)}`).join("&")}`);
    source.addEventListener("hello", () => {
      document.documentElement.dataset.stream = "open";
      if (heardBefore) wanted.forEach(topic => tell(topic, ""));
      heardBefore = true;
    });
    source.addEventListener("error", () => {
      document.documentElement.dataset.stream = "broken";
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        setTimeout(open, 5000);
      }
    });
    wanted.forEach(topic => source.addEventListener(topic, event => tell(topic, event.data)));
  };

  const close = () => {
    if (source) source.close();
    source = null;
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
