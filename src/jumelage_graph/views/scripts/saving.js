// Saves the picture: every view gives itself as an SVG element; the PNG is painted from that, twice as sharp.

function svgText() {
  const svg = picture.svg();
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  return new XMLSerializer().serializeToString(svg);
}

function fileName(ending) {
  return `jumelage-${data.view}${state.year === null ? "" : `-${state.year}`}-${state.lang}.${ending}`;
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function saveSvg() {
  save(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));
}

async function paint() {
  const text = svgText();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = element("canvas", { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function savePng() {
  save(await paint(), fileName("png"));
}

byId("save-svg").addEventListener("click", saveSvg);
byId("save-png").addEventListener("click", savePng);
byId("print").addEventListener("click", () => window.print());

// A saved picture says what it shows and how much of it is known.
function svgHeading(x, y) {
  return [
    shape("text", { x, y, "font-size": 20, "font-weight": 700, fill: "#111" }, word(`title_${data.view}`)),
    shape("text", { x, y: y + 20, "font-size": 12, fill: "#444" }, byId("summary").textContent),
  ];
}

function svgFoot(x, y) {
  return shape("text", { x, y, "font-size": 10, fill: "#555" }, `${data.coverage[state.lang]} ${word("licence_short")}`);
}
