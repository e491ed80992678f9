// One message as a bubble, with its buttons.
import { icon, make } from "./elements.js";
import { copy, formatted } from "./entities.js";
import { openPreview } from "./preview.js";

const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const SIZE = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });

// Who looks decides what is their own; `does` is what the phone can do.
export function bubble(message, viewer, does) {
  if (isService(message)) return service(serviceWords(message), message.id);
  const mine = !message.from_bot && message.sender === viewer.name;
  const body = make("div", { class: message.document ? "bubble with-file" : "bubble" }, sender(message, viewer, mine), quoted(message, does), attached(message, viewer),
    message.contact && contact(message.contact), !message.contact && words(message, does), foot(message));
  return make("article", {
    class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.id,
    "aria-label": `${mine ? "Anda" : message.sender}, ${CLOCK.format(new Date(message.date))}`,
  }, body, buttons(message, does));
}

export function service(said, id) {
  return make("p", { class: "service", "data-id": id }, make("span", {}, said));
}

function isService(message) {
  return Boolean(message.text) && !message.html && !message.contact && !message.document && !message.photo;
}

function serviceWords(message) {
  return message.text
    .replace(/ joined the group$/, " bergabung ke grup")
    .replace(/ left the group$/, " keluar dari grup")
    .replace(/^group created$/, "Grup dibuat");
}

function sender(message, viewer, mine) {
  if (mine || !viewer.group) return null;
  const hue = [...message.sender].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  return make("div", { class: `sender tint-${hue}` }, message.sender);
}

function quoted(message, does) {
  const original = message.reply_to && does.find(message.reply_to);
  if (!original) return null;
  return make("div", { class: "quoted" }, make("b", {}, original.sender), make("span", {}, original.text.split("\n")[0]));
}

function words(message, does) {
  return message.text ? make("div", { class: "words" }, ...formatted(message.text, message.entities, does)) : null;
}

function attached(message, viewer) {
  if (message.photo) return photo(message.photo, viewer);
  return message.document ? file(message.document, viewer) : null;
}

function photo(sent, viewer) {
  const path = filePath(sent, viewer);
  const picture = make("img", { alt: "Foto yang dikirim", loading: "lazy" });
  fetch(`${path}/pages?name=foto.jpg`).then(() => { picture.src = `${path}/pages/0`; });
  const opens = () => openPreview({ ...sent, file_name: "foto.jpg" }, path);
  return make("button", { type: "button", class: "photo", "aria-label": "Buka foto", onclick: opens }, picture);
}

function file(sent, viewer) {
  const path = filePath(sent, viewer);
  const opens = () => openPreview(sent, path);
  return make("div", { class: "file" },
    make("button", { type: "button", class: "file-open", onclick: opens, "aria-label": `Buka ${sent.file_name}` },
      make("span", { class: "file-icon" }, icon("file")),
      make("span", { class: "file-name" }, sent.file_name, make("small", {}, `${kind(sent)} · ${size(sent.size)}`))),
    make("a", { class: "file-down", href: `${path}?name=${encodeURIComponent(sent.file_name)}`, download: sent.file_name,
      "aria-label": `Unduh ${sent.file_name}`, title: "Unduh" }, icon("down")));
}

function filePath(sent, viewer) {
  return `/play/people/${viewer.person}/files/${encodeURIComponent(sent.file_id)}`;
}

function kind(sent) {
  return sent.file_name.split(".").pop().toUpperCase();
}

function size(bytes) {
  return bytes < 1e6 ? `${SIZE.format(bytes / 1e3)} kB` : `${SIZE.format(bytes / 1e6)} MB`;
}

function contact(card) {
  return make("div", { class: "contact" }, make("span", { class: "avatar", "aria-hidden": "true" }, card.first_name[0]),
    make("span", {}, make("b", {}, card.first_name), make("small", {}, `+${card.phone_number}`)));
}

function foot(message) {
  const at = new Date(message.date);
  return make("div", { class: "foot" }, message.edits > 0 && "diedit ", make("time", { datetime: message.date }, CLOCK.format(at)));
}

function buttons(message, does) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row) => make("div", { class: "row" }, ...row.map((each) => key(message, each, does))));
  return make("div", { class: "buttons", role: "group", "aria-label": "Tombol pesan" }, ...rows);
}

function key(message, each, does) {
  const look = { class: `key ${each.style || ""}`, "data-label": each.label };
  if (each.url) {
    const leads = /^https?:\/\/t\.me\//i.test(each.url) ? { href: "#", onclick: (event) => { event.preventDefault(); does.open(each.url); } }
      : { href: /^https?:/i.test(each.url) ? each.url : "#", target: "_blank", rel: "noopener noreferrer" };
    return make("a", { ...look, ...leads }, each.label, make("span", { class: "hint", "aria-hidden": "true" }, "↗"));
  }
  if (each.copy_text) {
    return make("button", { ...look, type: "button", onclick: () => copy(each.copy_text) }, each.label,
      make("span", { class: "hint", "aria-hidden": "true" }, "⧉"));
  }
  return make("button", { ...look, type: "button", onclick: (event) => does.tap(message, each, event.currentTarget) }, each.label);
}
