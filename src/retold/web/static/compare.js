// Keys on the page of two reports: next change, previous change, swap. They can be turned off, and that is kept.
const changes = [...document.querySelectorAll(".change")];
const status = document.getElementById("at");
const hint = document.querySelector(".keys");
const button = document.getElementById("keys");
const NAME = "retold-keys";

const kept = (value) => {
  try {
    if (value) localStorage.setItem(NAME, value);
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
};

let on = kept() !== "off";
const show = () => {
  hint.hidden = false;
  button.textContent = on ? "Keys on" : "Keys off";
  button.setAttribute("aria-pressed", String(on));
};
button.addEventListener("click", () => {
  on = !on;
  kept(on ? "on" : "off");
  show();
});
show();

let at = changes.findIndex((one) => `#${one.id}` === location.hash);

const go = (step) => {
  if (!changes.length) return;
  at = at < 0 ? (step > 0 ? 0 : changes.length - 1) : (at + step + changes.length) % changes.length;
  const change = changes[at];
  location.replace(`#${change.id}`);
  change.tabIndex = -1;
  change.focus({ preventScroll: true });
  status.textContent = `Change ${at + 1} of ${changes.length}`;
};

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "n") go(1);
  else if (event.key === "p") go(-1);
  else if (event.key === "s") document.getElementById("swap").click();
  else return;
  event.preventDefault();
});
