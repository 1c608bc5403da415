// A stage for pictures in SVG: moved by dragging, the buttons, two fingers, or Ctrl and the wheel.

function stage(box, whole, changed) {
  const svg = shape("svg", { "font-family": "inherit", preserveAspectRatio: "xMidYMid meet" });
  box.append(svg);
  const view = { ...whole };
  const pointers = new Map();

  function show(next = view) {
    Object.assign(view, next);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    box.classList.toggle("zoomed", view.width < home.width * 0.98);
    changed(scale());
  }

  let home = { ...whole };
  const scale = () => Math.min(svg.clientWidth / view.width || 1, svg.clientHeight / view.height || 1);

  function at(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  function zoom(factor, point = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.max(home.width / 60, Math.min(home.width * 4, view.width / factor));
    const share = width / view.width;
    show({ x: point.x - (point.x - view.x) * share, y: point.y - (point.y - view.y) * share, width, height: view.height * share });
  }

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, at(event));
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => zoom(1.7, at(event)));
  svg.addEventListener("pointerdown", (event) => pointers.set(event.pointerId, at(event)));
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
  svg.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const touch = event.pointerType === "touch" && !box.classList.contains("zoomed") && pointers.size < 2;
    if (touch) return;
    const now = at(event);
    if (pointers.size === 1) show({ x: view.x + before.x - now.x, y: view.y + before.y - now.y });
    else pinch(event.pointerId, before, now);
    pointers.set(event.pointerId, at(event));
  });

  function pinch(id, before, now) {
    const [, other] = [...pointers].find(([key]) => key !== id);
    const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    zoom(distance(now) / distance(before), other);
  }

  return { svg, show, zoom, scale, view, setHome(next) { home = { ...next }; show(next); }, fit: () => show({ ...home }) };
}

// What a pointer or a keyboard can open: a mark with a name that opens a card.
function opens(mark, name, open) {
  mark.append(shape("title", {}, name));
  mark.style.cursor = "pointer";
  mark.addEventListener("click", open);
  return mark;
}

// A copy of the picture with a heading and its coverage, for saving.
function svgCopy(svg, room = 64) {
  const { x, y, width, height } = svg.viewBox.baseVal;
  const unit = width / 1000;
  const heading = shape("g", { transform: `translate(${x} ${y - room * unit}) scale(${unit})` }, ...svgHeading(12, 26));
  const foot = shape("g", { transform: `translate(${x} ${y + height}) scale(${unit})` }, svgFoot(12, 18));
  const copy = shape("svg", { viewBox: `0 0 ${1000} ${height / unit + room + 30}`, "font-family": "sans-serif" });
  const inner = svg.cloneNode(true);
  for (const [name, value] of Object.entries({ x: 0, y: room, width: 1000, height: height / unit })) inner.setAttribute(name, value);
  const texts = [heading, foot].map((group) => group.cloneNode(true));
  texts[0].setAttribute("transform", "");
  texts[1].setAttribute("transform", `translate(0 ${height / unit + room})`);
  copy.append(shape("rect", { width: "100%", height: "100%", fill: "#fff" }), inner, ...texts);
  return copy;
}
