// A button that opens a short list, by mouse and by keyboard.
import { button, make } from "./elements.js";

export class Menu {
  constructor(face, name, items) {
    this.items = items;
    this.opener = button(face, () => this.toggle(), { class: "round opener", "aria-label": name, title: name, "aria-haspopup": "menu", "aria-expanded": "false" });
    this.list = make("div", { class: "menu", role: "menu", "aria-label": name, hidden: true });
    this.element = make("div", { class: "menu-place" }, this.opener, this.list);
    this.element.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => !this.element.contains(event.target) && this.close());
  }

  toggle() {
    if (this.list.hidden) this.open();
    else this.close();
  }

  open() {
    const items = this.items();
    const empty = make("p", { class: "empty" }, "Belum ada perintah.");
    this.list.replaceChildren(...(items.length ? items.map((each) => this.item(each)) : [empty]));
    this.list.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.list.querySelector("button")?.focus({ preventScroll: true });
  }

  close() {
    this.list.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
  }

  item({ title, small, does }) {
    const chosen = () => { this.close(); this.opener.focus({ preventScroll: true }); does(); };
    return button([title, small && make("small", {}, small)].filter(Boolean), chosen, { role: "menuitem" });
  }

  key(event) {
    if (this.list.hidden) return;
    const items = [...this.list.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      items[(at + steps[event.key] + items.length) % items.length]?.focus();
    } else if (event.key === "Escape") {
      this.close();
      this.opener.focus();
    }
  }
}
