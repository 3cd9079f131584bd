// Draws the charts of figures: <figure data-chart> holds a specification as JSON and a place for the drawing.
// The libraries are loaded when the first chart comes near. Colours are the page's own and follow its theme;
// without this module, or when it fails, the drawing of the server stands in its place.

const GAP = 32;
const loaded = new Map();
const charts = new WeakMap();

function load(address) {
  if (!loaded.has(address)) {
    loaded.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${address}`));
      document.head.append(script);
    }));
  }
  return loaded.get(address);
}

async function loadInOrder(addresses) {
  for (const address of addresses) await load(address);
  await document.fonts.load("12px Inter").catch(() => {});
}

function pageColours(config) {
  const style = getComputedStyle(document.documentElement);
  return config.params.map(({ name, value }) => {
    return { name, value: style.getPropertyValue(`--${name.replaceAll("_", "-")}`).trim() || value };
  });
}

// As many panels abreast as are wide enough, in rows of equal length where that is possible; `over` is by how much
// an earlier drawing with the same panels was too wide.
function fitted(spec, width, over) {
  // What a drawing does with less room is known before its labels take their part of it.
  const params = spec.params?.map((param) => (param.name === "place_width" ? { ...param, value: width } : param));
  const fit = { autosize: { type: "fit-x", contains: "padding" }, ...(params && { params }) };
  if (!spec.usermeta?.panels) return { ...spec, width, ...fit };
  const { count, narrowest, axis } = spec.usermeta.panels;
  const room = width - axis;
  const abreast = Math.max(1, Math.floor((room + GAP) / (narrowest + GAP)));
  const columns = Math.ceil(count / Math.ceil(count / abreast));
  const panel = Math.max(80, Math.floor((room - over - GAP * (columns - 1)) / columns));
  return { ...spec, columns, spec: { ...spec.spec, width: panel } };
}

// Returns by how much the drawing is wider than its place.
async function embed(chart, over) {
  const { place, spec, config, width } = chart;
  chart.view?.finalize();
  const canvas = document.createElement("div");
  canvas.setAttribute("aria-hidden", "true"); // its place has the words for those who do not see it
  place.replaceChildren(canvas);
  const { view } = await window.vegaEmbed(canvas, fitted(spec, width, over), {
    actions: false,
    ast: true,
    config: { ...config, params: pageColours(config) },
    defaultStyle: false,
    renderer: "svg",
    tooltip: false,
  });
  chart.view = view;
  return place.querySelector("svg").width.baseVal.value - width;
}

async function draw(chart) {
  const width = Math.floor(chart.place.clientWidth);
  if (!width || width === chart.width) return;
  chart.width = width;
  // Only the drawing itself knows how much room its labels take: panels are fitted a second time.
  const over = await embed(chart, 0);
  if (chart.spec.usermeta?.panels && Math.abs(over) > 4) await embed(chart, over);
}

function recolour(chart, params) {
  for (const { name, value } of params) chart.view?.signal(name, value);
  chart.view?.run();
}

function showServerDrawing(place) {
  if (!place.dataset.svg) return;
  const image = new Image();
  image.src = place.dataset.svg;
  image.alt = place.dataset.alt;
  place.removeAttribute("role");
  place.replaceChildren(image);
}

async function start(figure) {
  near.unobserve(figure);
  if (charts.has(figure)) return;
  const place = figure.querySelector("[data-drawing]");
  const chart = { place, ...JSON.parse(figure.querySelector('script[type="application/json"]').textContent) };
  charts.set(figure, chart);
  try {
    await loadInOrder(place.dataset.vega.split(" "));
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", place.dataset.alt);
    await draw(chart);
    sizes.observe(place);
  } catch (error) {
    console.error(error);
    showServerDrawing(place);
  }
}

const figures = () => [...document.querySelectorAll("figure[data-chart]")];
const drawn = () => figures().map((figure) => charts.get(figure)).filter((chart) => chart?.view);

const near = new IntersectionObserver(async (entries) => {
  for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) await start(entry.target);
  // The rest in quiet moments, so that a page printed from its top is complete.
  for (const figure of figures()) (window.requestIdleCallback ?? setTimeout)(() => start(figure));
}, { rootMargin: "400px" });

let waiting;
const sizes = new ResizeObserver(() => {
  clearTimeout(waiting);
  waiting = setTimeout(() => drawn().forEach((chart) => draw(chart)), 150);
});

const observeAll = () => figures().filter((figure) => !charts.has(figure)).forEach((figure) => near.observe(figure));
const followPage = () => drawn().forEach((chart) => recolour(chart, pageColours(chart.config)));

new MutationObserver(followPage).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
addEventListener("beforeprint", () => drawn().forEach((chart) => recolour(chart, chart.config.params)));
addEventListener("afterprint", followPage);
document.addEventListener("htmx:load", observeAll);
observeAll();
