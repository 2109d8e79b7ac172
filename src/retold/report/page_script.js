
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];

  // On a phone the source is folded under each sentence; it opens where a link leads into it, and in print.
  const phone = matchMedia("screen and (max-width: 799px)");
  const folds = all("details");
  const fold = () => folds.forEach((one) => { one.open = !phone.matches; });
  const lead = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = place?.closest("details:not([open])");
    if (closed) { closed.open = true; place.scrollIntoView(); }
  };
  phone.addEventListener("change", fold);
  addEventListener("beforeprint", () => folds.forEach((one) => { one.open = true; }));
  addEventListener("afterprint", fold);
  addEventListener("hashchange", lead);
  fold();
  lead();

  // Curves between passages that crossed; what stands in one row is tied without a script.
  const field = document.querySelector(".rows");
  const space = "http://www.w3.org/2000/svg";
  const curves = document.createElementNS(space, "svg");
  curves.setAttribute("class", "curves");
  curves.setAttribute("aria-hidden", "true");
  field.prepend(curves);

  // Hovering or focusing a sentence shows its partner, wherever it stands.
  const lines = new Map();
  for (const line of all("[data-link]")) {
    lines.set(line.dataset.link, [...(lines.get(line.dataset.link) ?? []), line]);
  }
  const show = (on) => (event) => {
    for (const line of lines.get(event.currentTarget.dataset.link)) {
      line.classList.toggle("partner", on);
    }
    for (const path of curves.querySelectorAll(`[data-link="${event.currentTarget.dataset.link}"]`)) {
      path.classList.toggle("on", on);
    }
  };
  for (const line of [...lines.values()].flat()) {
    for (const kind of ["mouseenter", "focusin"]) line.addEventListener(kind, show(true));
    for (const kind of ["mouseleave", "focusout"]) line.addEventListener(kind, show(false));
  }

  const draw = () => {
    const box = field.getBoundingClientRect();
    const gutter = field.querySelector(".gut")?.getBoundingClientRect();
    curves.replaceChildren();
    for (const [link, members] of lines) {
      const left = members.filter((line) => line.closest(".left"));
      const right = members.filter((line) => line.closest(".right"));
      for (const one of left) for (const other of right) {
        if (one.closest(".row") === other.closest(".row")) continue;
        const [from, to] = [one, other].map((line) => line.getBoundingClientRect().top - box.top + 14);
        const [start, end] = [gutter.left - box.left + 5, gutter.right - box.left - 5];
        const bend = (start + end) / 2;
        const path = document.createElementNS(space, "path");
        path.setAttribute("d", `M${start} ${from}C${bend} ${from} ${bend} ${to} ${end} ${to}`);
        path.dataset.link = link;
        curves.append(path);
      }
    }
  };
  new ResizeObserver(draw).observe(field);
})();
