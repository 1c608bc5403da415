// Where the names of places stand on a map: none covers another, the most important first.

/**
 * @typedef {{ text: string, at: [number, number], radius: number, outward: number, first: boolean, weight: number }}
 *   Named
 * @typedef {{ x: number, y: number, w: number, h: number }} Area
 * @typedef {{ text: string, x: number, y: number, anchor: string }} Spot
 */

/** @param {string} text @param {number} size */
const widthOf = (text, size) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 1 : 0.56), 0) * size;

/** @param {Area} a @param {Area} b */
const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * A place for each name that has one without covering a mark or another name.
 * @param {Named[]} places
 * @param {number} size of the letters
 * @returns {Spot[]}
 */
export function nameSpots(places, size) {
  /** @type {Area[]} */
  const taken = places.map(({ at: [x, y], radius: r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
  const ordered = [...places].sort((a, b) => +b.first - +a.first || b.weight - a.weight);
  return ordered.flatMap((place) => {
    const found = spots(place, size).find(({ area }) => !taken.some((other) => meet(area, other)));
    if (!found) return [];
    taken.push(found.area);
    return [{ text: place.text, ...found.spot }];
  });
}

/** @param {Named} place @param {number} size */
function spots({ text, at: [x, y], radius, outward }, size) {
  const w = widthOf(text, size);
  const gap = radius + size * 0.26;
  const beside = [
    { x: x + gap, area: x + gap, y, anchor: "start" }, { x: x - gap, area: x - gap - w, y, anchor: "end" },
  ];
  const centred = [gap + size / 2, -gap - size / 2]
    .map((dy) => ({ x, area: x - w / 2, y: y + dy, anchor: "middle" }));
  return [...(outward < 0 ? beside.reverse() : beside), ...centred]
    .map(({ area, ...spot }) => ({ spot, area: { x: area, y: spot.y - size / 2, w, h: size } }));
}
