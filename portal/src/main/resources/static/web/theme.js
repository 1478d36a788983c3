// Sets the theme and the rail's width before the first paint, so that nothing flashes.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const kept = key => {
    try {
      return localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  };
  const apply = () => {
    const chosen = kept("sluice-theme");
    const isDark = chosen === "dark" || (chosen !== "light" && dark.matches);
    root.dataset.bsTheme = isDark ? "dark" : "light";
  };
  apply();
  if (kept("sluice-rail") === "narrow") root.dataset.rail = "narrow";
  document.addEventListener("sluice:theme", apply);
  dark.addEventListener("change", () => document.dispatchEvent(new Event("sluice:theme")));
})();
