// Telegram's formatting as elements: offsets count UTF-16 units, as JavaScript's strings do.
import { make, tell } from "./elements.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?:|tg:|mailto:|tel:)/i;
const FOUND = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<![\w/])(\/[A-Za-z0-9_]{1,64})(?![\w/])/g;

export function formatted(text, entities, does) {
  const whole = entities.filter((each) => each.length > 0).sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, whole, 0, text.length, does);
}

function within(text, entities, from, to, does) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    if (entity.offset < at) continue;
    const end = Math.min(entity.offset + entity.length, to);
    const inner = entities.slice(i + 1).filter((each) => each.offset < end);
    nodes.push(...plain(text.slice(at, entity.offset), does));
    nodes.push(dressed(entity, text.slice(entity.offset, end), () => within(text, inner, entity.offset, end, does), does));
    at = end;
  }
  return [...nodes, ...plain(text.slice(at, to), does)];
}

function dressed(entity, words, inner, does) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inner(), does);
    case "url": return link(words, inner(), does);
    case "email": return make("a", { href: `mailto:${words}` }, words);
    case "bot_command": return command(words, does);
    case "spoiler": return spoiler(inner());
    case "code": return make("code", { title: "Ketuk untuk menyalin", onclick: () => copy(words) }, words);
    case "date_time": return moment(entity, words);
    default: return TAGS[entity.type] ? make(TAGS[entity.type], {}, ...inner()) : make("span", {}, ...inner());
  }
}

function plain(words, does) {
  const nodes = [];
  let at = 0;
  for (const found of words.matchAll(FOUND)) {
    nodes.push(words.slice(at, found.index));
    nodes.push(found[1] ? link(found[1], [found[1]], does) : command(found[2], does));
    at = found.index + found[0].length;
  }
  return [...nodes, words.slice(at)].filter(Boolean);
}

function link(url, inner, does) {
  if (!SAFE_LINK.test(url || "")) return make("span", {}, ...inner);
  const toBot = /^https?:\/\/t\.me\//i.test(url);
  const opens = (event) => { event.preventDefault(); does.open(url); };
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: toBot && opens }, ...inner);
}

function command(words, does) {
  return make("button", { type: "button", class: "command", onclick: () => does.say(words) }, words);
}

function spoiler(inner) {
  const hidden = make("button", { type: "button", class: "spoiler", "aria-label": "Tampilkan teks tersembunyi" }, ...inner);
  hidden.addEventListener("click", () => { hidden.classList.add("open"); hidden.removeAttribute("aria-label"); });
  return hidden;
}

function moment(entity, words) {
  const at = new Date(entity.unix_time * 1000);
  return make("time", { datetime: at.toISOString(), title: at.toLocaleString("id-ID") }, words);
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    tell("Disalin.");
  } catch {
    tell("Peramban ini tidak mengizinkan penyalinan.");
  }
}
