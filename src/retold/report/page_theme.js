// Paper and night: what was chosen last, else what the system says. Kept where the browser lets it be kept.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = (theme) => {
    try {
      if (theme) localStorage.setItem("retold-theme", theme);
      return localStorage.getItem("retold-theme");
    } catch {
      return null;
    }
  };
  const chosen = kept();
  if (chosen === "paper" || chosen === "night") root.dataset.theme = chosen;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const night = () => (root.dataset.theme ?? (dark.matches ? "night" : "paper")) === "night";
  const wire = () => {
    const button = document.querySelector(".theme");
    if (!button) return;
    const name = () => { button.textContent = night() ? "Paper" : "Night"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = night() ? "paper" : "night";
      kept(root.dataset.theme);
      name();
    });
    dark.addEventListener("change", name);
    name();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wire);
  else wire();
})();
