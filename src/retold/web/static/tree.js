// The drawing of a tree: arrows go from report to report, and what the table tells of a report shows under the drawing.
for (const figure of document.querySelectorAll("figure.tree")) {
  const plane = figure.querySelector(".plane");
  const reason = figure.querySelector(".reason");
  const dots = [...figure.querySelectorAll("a.dot")];
  if (!dots.length) continue;

  const rowOf = (dot) => {
    const [path, anchor] = dot.getAttribute("href").split("#");
    const here = path === location.pathname + location.search || path === "";
    return here ? document.getElementById(anchor) : null;
  };

  const tell = (dot) => {
    const row = rowOf(dot);
    reason.replaceChildren();
    const head = document.createElement("p");
    head.className = "head";
    head.textContent = dot.querySelector("title").textContent;
    reason.append(head);
    const list = document.createElement("ul");
    list.className = "reasons";
    for (const one of row?.querySelectorAll("td > .edge:first-child .reasons li") ?? []) list.append(one.cloneNode(true));
    if (list.children.length) reason.append(list);
    reason.hidden = false;
    for (const one of dots) one.classList.toggle("at", one === dot);
  };

  let at = 0;
  const go = (to) => {
    at = Math.max(0, Math.min(dots.length - 1, to));
    dots[at].focus();
  };

  // the dots in the order of their lanes, from left to right in each
  const box = (dot) => dot.querySelector("circle");
  dots.sort((one, other) => box(one).cy.baseVal.value - box(other).cy.baseVal.value || box(one).cx.baseVal.value - box(other).cx.baseVal.value);
  for (const [number, dot] of dots.entries()) {
    dot.addEventListener("focus", () => {
      at = number;
      tell(dot);
    });
    dot.addEventListener("pointerenter", () => tell(dot));
  }
  plane.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = document.activeElement?.closest?.("a.dot") != null;
    if (event.key === "ArrowDown" || event.key === "ArrowRight") go(inside ? at + 1 : 0);
    else if ((event.key === "ArrowUp" || event.key === "ArrowLeft") && inside) go(at - 1);
    else if (event.key === "Home" && inside) go(0);
    else if (event.key === "End" && inside) go(dots.length - 1);
    else if (event.key === "Escape" && inside) plane.focus();
    else return;
    event.preventDefault();
  });
}
