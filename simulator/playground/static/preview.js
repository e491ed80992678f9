// A file, looked at: pictures of its pages made by the server.
import { button, byId, icon, make } from "./elements.js";

const opened = new EventTarget();

// Tells whoever cares that a file of this name is on the screen.
export function onOpened(heard) {
  opened.addEventListener("opened", (event) => heard(event.detail));
}

export async function openPreview(sent, path) {
  const dialog = byId("preview");
  const pages = make("div", { class: "pages", tabindex: "0" }, make("p", { class: "wait", role: "status" }, "Menyiapkan pratinjau …"));
  const name = encodeURIComponent(sent.file_name);
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "preview-title" }, sent.file_name),
      make("a", { href: `${path}?name=${name}`, download: sent.file_name, class: "quiet" }, "Unduh"),
      button(icon("close"), () => dialog.close(), { class: "round", "aria-label": "Tutup pratinjau" })),
    pages);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
  const found = await (await fetch(`${path}/pages?name=${name}`)).json();
  pages.replaceChildren(...(found.pages ? pictures(sent, path, found.pages) : [make("p", { class: "wait" }, found.why)]));
  opened.dispatchEvent(new CustomEvent("opened", { detail: sent.file_name }));
}

function pictures(sent, path, number) {
  return [...Array(number).keys()].map((page) =>
    make("img", { src: `${path}/pages/${page}`, alt: `${sent.file_name}, halaman ${page + 1} dari ${number}` }));
}
