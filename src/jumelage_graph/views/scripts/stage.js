// A stage for pictures in SVG: moved by dragging, the buttons, two fingers, or Ctrl and the wheel.

import { shape } from "./dom.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @param {HTMLElement} box
 * @param {Box} whole
 * @param {(scale: number) => void} changed
 */
export function stage(box, whole, changed) {
  const svg = shape("svg", { "font-family": "inherit", preserveAspectRatio: "xMidYMid meet" });
  box.append(svg);
  const view = { ...whole };
  const home = { ...whole };
  const scale = () => Math.min(svg.clientWidth / view.width || 1, svg.clientHeight / view.height || 1);

  /** @param {Box} [next] */
  function show(next = view) {
    Object.assign(view, next);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    box.classList.toggle("zoomed", view.width < home.width * 0.98);
    changed(scale());
  }

  /** @param {number} factor @param {{ x: number, y: number }} [point] */
  function zoom(factor, point = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.max(home.width / 60, Math.min(home.width * 4, view.width / factor));
    const share = width / view.width;
    const [x, y] = [point.x - (point.x - view.x) * share, point.y - (point.y - view.y) * share];
    show({ x, y, width, height: view.height * share });
  }

  /** @param {Box} next */
  function setHome(next) {
    Object.assign(home, next);
    show(next);
  }

  followPointers(svg, view, { show, zoom, closeUp: () => box.classList.contains("zoomed") });
  return { svg, show, zoom, scale, view, setHome, fit: () => show({ ...home }) };
}

/**
 * @param {any} svg
 * @param {Box} view
 * @param {{ show: (box: Box) => void, zoom: (factor: number, point?: DOMPoint) => void, closeUp: () => boolean }} moves
 */
function followPointers(svg, view, { show, zoom, closeUp }) {
  /** @type {Map<number, DOMPoint>} */
  const pointers = new Map();
  /** @param {PointerEvent | MouseEvent} event */
  const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

  svg.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, at(event));
  }, { passive: false });
  svg.addEventListener("dblclick", (/** @type {MouseEvent} */ event) => zoom(1.7, at(event)));
  svg.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => pointers.set(event.pointerId, at(event)));
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(end, (/** @type {PointerEvent} */ event) => pointers.delete(event.pointerId));
  }
  svg.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    const before = pointers.get(event.pointerId);
    if (!before || (event.pointerType === "touch" && !closeUp() && pointers.size < 2)) return;
    const now = at(event);
    if (pointers.size === 1) show({ ...view, x: view.x + before.x - now.x, y: view.y + before.y - now.y });
    else pinch(event.pointerId, before, now);
    pointers.set(event.pointerId, at(event));
  });

  /** @param {number} id @param {DOMPoint} before @param {DOMPoint} now */
  function pinch(id, before, now) {
    const other = [...pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const distance = (/** @type {DOMPoint} */ p) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
    zoom(distance(now) / distance(before), other);
  }
}
