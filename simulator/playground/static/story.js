// The bar at the top: which story, whose hands, how fast; and what happens next in words.
import { button, byId, icon, make, tell } from "./elements.js";
import { order } from "./server.js";

const STORIES = { main: "Cerita utama: disetujui", returned: "Dikembalikan, lalu dilengkapi", rejected: "Ditolak oleh Kadis" };
const SPEEDS = { 0.6: "Pelan", 1: "Biasa", 2.5: "Cepat", 8: "Kilat" };
const DEEDS = {
  taps: (words) => `mengetuk “${words}”`,
  messages: (words) => (words.startsWith("/") ? `mengirim perintah ${words}` : `menulis “${words}”`),
  photos: () => "mengirim foto surat permohonan", documents: (words) => `mengirim ${words}`,
  contacts: () => "membagikan nomor HP", open: () => "membuka tautan undangan",
};
const BUSY = new Set(["playing", "yours"]);

export class Story {
  constructor(element, page) {
    Object.assign(this, { page, element });
    this.state = { status: "idle" };
    this.choice = choose("Cerita", STORIES, "main");
    this.speed = choose("Kecepatan", SPEEDS, "1");
    this.speed.addEventListener("change", () => order("/story", { order: "speed", speed: Number(this.speed.value) }));
    this.mine = make("input", { type: "checkbox", id: "mine", checked: true });
    this.buttons = make("div", { class: "story-buttons" });
    this.line = byId("story-line");
    this.speed.classList.add("speed");
    element.append(this.choice, make("label", { class: "mine-too", for: "mine" }, this.mine, "Saya jadi Kadis"), this.buttons, this.speed);
    this.show({ status: "idle" });
  }

  get isBusy() {
    return BUSY.has(this.state.status);
  }

  play(story = this.choice.value) {
    this.choice.value = story;
    tell("Menyiapkan kantor …");
    return order("/story", { order: "play", story, hands: this.mine.checked ? ["kadis"] : [], speed: Number(this.speed.value) });
  }

  show(state) {
    this.state = state;
    this.buttons.replaceChildren(...this.controls());
    this.line.replaceChildren(...this.words());
    if (state.story) this.choice.value = state.story;
    this.choice.disabled = this.isBusy;
    this.element.classList.toggle("busy", this.isBusy);
  }

  controls() {
    if (!this.isBusy) return [control("play", "Putar cerita", () => this.play(), "strong", true)];
    const yours = this.state.status === "yours";
    const going = this.state.paused ? control("play", "Lanjutkan", () => tells("go_on"), "strong", true) : control("pause", "Jeda", () => tells("pause"), "strong", true);
    const step = control("step", yours ? "Lakukan untuk saya" : "Satu langkah", () => tells("step"), "", yours);
    return [...(yours ? [] : [going]), step, control("stop", "Hentikan cerita", () => tells("stop"))];
  }

  words() {
    const { status, step, said } = this.state;
    if (status === "ended") return [make("b", {}, "Selesai. "), `${said} sudah dijawab dengan surat.`];
    if (status === "left") return [make("b", {}, "Anda memilih jalan lain. "), "Lanjutkan sendiri, atau putar ulang."];
    if (status === "stopped") return [make("b", {}, "Cerita terhenti: "), said.split("\n")[0]];
    if (!step) return this.isBusy ? ["Kantor dibuka …"] : [];
    const who = this.page.titleOf(step.person) || step.name;
    const does = (DEEDS[step.kind] || (() => step.kind))(step.words);
    if (status === "yours") return [make("b", {}, "Giliran Anda: "), `sebagai ${who}, ketuk “${step.words}”.`];
    return [make("b", {}, who), ` ${does}`];
  }
}

function tells(what) {
  return order("/story", { order: what });
}

function control(shape, name, does, style = "", worded = false) {
  return button(worded ? [icon(shape), make("span", {}, name)] : [icon(shape)], does, { class: `control ${style}`, "aria-label": name, title: name });
}

function choose(name, choices, chosen) {
  const entries = Object.entries(choices).sort(([a], [b]) => (Number(a) || 0) - (Number(b) || 0));
  const options = entries.map(([value, words]) => make("option", { value, selected: value === chosen }, words));
  return make("select", { "aria-label": name }, ...options);
}
