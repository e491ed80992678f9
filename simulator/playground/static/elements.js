// Elements made from values. Words only ever become text nodes, never markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "hidden") element.hidden = true;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

export function button(words, does, attributes = {}) {
  return make("button", { type: "button", onclick: does, ...attributes }, words);
}

export function byId(id) {
  return document.getElementById(id);
}

const SHAPES = {
  play: "M7 4.500v15l13-7.500z",
  pause: "M7 5h3.500v14H7zM13.500 5H17v14h-3.500z",
  step: "M5 5v14l9-7zM16 5h3v14h-3z",
  stop: "M6 6h12v12H6z",
  send: "M3 20.500 21.500 12 3 3.500v6.700L15 12 3 13.800z",
  attach: "M16.500 6.500v9.800a4.500 4.500 0 0 1-9 0V6a3 3 0 0 1 6 0v9.500a1.500 1.500 0 0 1-3 0V7H9v8.500a3 3 0 0 0 6 0V6a4.500 4.500 0 0 0-9 0v10.300a6 6 0 0 0 12 0V6.500z",
  down: "M11 4h2v8.600l3.300-3.300 1.400 1.400L12 16.400l-5.700-5.700 1.400-1.400 3.300 3.300zM5 18.500h14v2H5z",
  file: "M6 2.500h8l5 5v14H6zM13 4v5h5",
  close: "M6.400 5 5 6.400 10.600 12 5 17.600 6.400 19l5.600-5.600 5.600 5.600 1.400-1.400-5.600-5.600L19 6.400 17.600 5 12 10.600z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

let saying;

export function tell(words) {
  const told = byId("told");
  told.textContent = words;
  told.classList.add("shown");
  clearTimeout(saying);
  saying = setTimeout(() => told.classList.remove("shown"), 4500);
}
