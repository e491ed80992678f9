// Three things to do, for whoever is here for the first time; each is ticked when it has been done.
import { button, icon, make } from "./elements.js";

const CLOSED = "loket-guide-closed";

export class Guide {
  constructor(element, page) {
    Object.assign(this, { element, page, done: new Set(), answer: "", yours: false, letter: false });
    this.element.hidden = sessionStorage.getItem(CLOSED) === "yes";
    this.draw();
  }

  tick(what) {
    if (this.done.has(what)) return;
    this.done.add(what);
    this.draw();
  }

  know(facts) {
    if (Object.entries(facts).every(([name, value]) => this[name] === value)) return;
    Object.assign(this, facts);
    this.draw();
  }

  // What says the same stays where it is: a button that is made anew between press and release is not pressed.
  draw() {
    const said = JSON.stringify([[...this.done], this.yours, this.answer, this.letter, this.page.story?.isBusy]);
    if (said === this.said) return;
    this.said = said;
    const complete = this.done.size === 3;
    const intro = make("p", { class: "intro" }, make("b", {}, complete ? "Itulah Loket. " : "Selamat datang. "),
      complete ? "Cobalah cerita lain, atau mainkan semua HP sendiri." : "Semua HP ini milik Anda, botnya sungguhan. Tiga hal untuk dicoba:");
    this.element.classList.toggle("complete", complete);
    this.element.replaceChildren(intro, make("ol", {}, this.approve(), this.record(), this.read()),
      button(icon("close"), () => this.close(), { class: "round quiet", "aria-label": "Tutup petunjuk" }));
  }

  approve() {
    const now = !this.done.has("approve");
    const help = this.yours ? button("Giliran Anda", () => this.page.go("kadis"), { class: "go now" })
      : now && !this.page.story?.isBusy ? button("Mulai", () => this.page.story.play("main"), { class: "go now" }) : null;
    return this.item("approve", "Setujui permohonan sebagai Kadis", now && !this.yours && !help ? "sedang disiapkan …" : "", help);
  }

  record() {
    const help = this.answer && button("Lihat", () => this.page.go("zone"), { class: "go" });
    return this.item("record", "Lihat alamat barunya menjawab", this.answer, help);
  }

  read() {
    const help = this.letter && !this.done.has("read") && button("Ke surat", () => this.page.go("letter"), { class: "go now" });
    return this.item("read", "Buka surat balasan", "", help);
  }

  item(what, words, more, help) {
    const done = this.done.has(what);
    const current = ["approve", "record", "read"].find((each) => !this.done.has(each)) === what;
    return make("li", { class: done ? "done" : current ? "current" : "" }, make("span", { class: "tick", "aria-hidden": "true" }, done ? "✓" : ""),
      make("span", { class: "words" }, words, done && make("span", { class: "hidden" }, " (sudah)"), more && make("small", {}, more)), help || null);
  }

  close() {
    sessionStorage.setItem(CLOSED, "yes");
    this.element.hidden = true;
  }
}
