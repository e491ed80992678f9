// One phone: a person, or several in a group, and the chat with the bot.
import { bubble, service } from "./bubble.js";
import { chat, watch } from "./chats.js";
import { Compose } from "./compose.js";
import { button, make } from "./elements.js";
import { order, send } from "./server.js";

const NEAR_THE_END = 160;
const TYPING_LASTS = 5000;
const TOAST_LASTS = 3500;
const STANDINGS = { kicked: "Bot diblokir", member: "Bot dapat mengirim pesan", left: "Bot keluar" };

export class Phone {
  constructor(phone, page) {
    Object.assign(this, { phone, page, chat: chat(phone.chat), person: phone.person, unread: 0 });
    this.group = phone.role === "group";
    this.log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `Percakapan ${phone.title}`, tabindex: "0" });
    this.toast = make("div", { class: "toast", role: "status" });
    this.state = make("small", { class: "state" }, this.members());
    this.does = { say: (text) => this.say(text), tap: (...press) => this.tap(...press), open: (url) => this.open(url),
      find: (id) => this.chat.messages.get(id) };
    this.compose = new Compose(this);
    this.element = this.build();
    watch(phone.chat, (event, past) => this.hear(event, past));
    this.draw();
  }

  get viewer() {
    const names = this.group ? this.phone.members : [this.phone];
    return { person: this.person, name: names.find((each) => each.person === this.person).name, group: this.group };
  }

  build() {
    const name = this.group ? "Operator Loket" : "Loket";
    const screen = make("div", { class: "screen" },
      make("header", { class: "chat-head" }, make("span", { class: "avatar bot", "aria-hidden": "true" }, "L"),
        make("span", { class: "chat-name" }, make("b", {}, name), this.state)),
      this.log, this.toast, this.compose.element);
    const element = make("section", { class: "phone", id: `phone-${this.phone.chat}`, "data-role": this.phone.role,
      "aria-label": `HP ${this.phone.title}, ${this.phone.name}` },
    make("header", { class: "owner" }, make("h2", {}, this.phone.title), this.whose()), screen);
    element.addEventListener("pointerdown", () => this.page.select(this));
    element.addEventListener("focusin", () => this.page.select(this));
    this.acceptDrops(screen);
    return element;
  }

  whose() {
    if (!this.group) return make("p", {}, this.phone.name);
    const options = this.phone.members.map((each) => make("option", { value: each.person }, each.name));
    const chosen = make("select", { "aria-label": "Anda sebagai" }, ...options);
    chosen.addEventListener("change", () => { this.person = Number(chosen.value); this.draw(); });
    return make("p", { class: "as" }, chosen);
  }

  members() {
    return this.group ? `${this.phone.members.length + 1} anggota` : "bot";
  }

  draw() {
    const shown = [...this.chat.messages.values()].map((each) => bubble(each, this.viewer, this.does));
    this.log.replaceChildren(this.day(), ...shown);
    this.compose.refresh();
    this.toEnd();
  }

  day() {
    const words = this.chat.messages.size ? "Hari ini" : "Belum ada percakapan";
    return make("p", { class: "service day" }, make("span", {}, words));
  }

  hear(event, past) {
    if (this.chat.messages.size === 1) this.log.querySelector(".day")?.replaceWith(this.day());
    const near = this.isNearEnd();
    if (event.message) this.show(event);
    else if (event.kind === "typing") this.typing();
    else if (event.kind === "callback_answer" && event.text && !past) this.answer(event);
    else if (event.kind === "member" && STANDINGS[event.text]) this.log.append(service(STANDINGS[event.text]));
    if (near || (event.kind === "message" && !event.message.from_bot)) this.toEnd();
    if (event.kind === "message" && event.message.from_bot && !past) this.page.arrived(this);
    this.compose.refresh();
  }

  show({ kind, message }) {
    const standing = this.log.querySelector(`[data-id="${message.id}"]`);
    if (kind === "delete") {
      standing?.remove();
      return;
    }
    const drawn = bubble(message, this.viewer, this.does);
    if (message.from_bot) this.quiet();
    if (standing) standing.replaceWith(drawn);
    else this.log.append(drawn);
    drawn.classList.add(standing ? "changed" : "new");
    this.page.drawn(this);
  }

  typing() {
    this.state.textContent = "mengetik…";
    this.state.classList.add("typing");
    clearTimeout(this.quieting);
    this.quieting = setTimeout(() => this.quiet(), TYPING_LASTS);
  }

  quiet() {
    this.state.textContent = this.members();
    this.state.classList.remove("typing");
  }

  answer({ text, details }) {
    if (details.alert) this.alert(text);
    else this.pop(text);
  }

  pop(text) {
    this.toast.textContent = text;
    this.toast.classList.add("shown");
    clearTimeout(this.popping);
    this.popping = setTimeout(() => this.toast.classList.remove("shown"), TOAST_LASTS);
  }

  alert(text) {
    const before = document.activeElement;
    const close = () => { box.remove(); before?.focus?.(); };
    const box = make("div", { class: "alert-cover" }, make("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": "Pesan Loket" },
      make("p", {}, text), button("OK", close)));
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.element.querySelector(".screen").append(box);
    box.querySelector("button").focus({ preventScroll: true });
  }

  isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  toEnd() {
    requestAnimationFrame(() => { this.log.scrollTop = this.log.scrollHeight; });
  }

  say(text, replyTo = null) {
    return order(`/people/${this.person}/messages`, { text, chat: this.phone.chat, reply_to: replyTo });
  }

  open(link) {
    return order(`/people/${this.person}/open`, this.group ? { link, group: this.phone.chat } : { link });
  }

  async tap(message, key, element) {
    element.setAttribute("aria-busy", "true");
    try {
      const wanted = { chat: this.phone.chat, message: message.id, data: key.data, label: key.label, wait: 10 };
      const { answer } = await order(`/people/${this.person}/taps`, wanted);
      if (answer === null) this.pop("Bot belum menjawab.");
      this.page.tapped(this, key.label);
    } finally {
      element.removeAttribute("aria-busy");
    }
  }

  key(label) {
    return order(`/people/${this.person}/keys`, { label });
  }

  deed(kind, wanted = {}) {
    return order(`/people/${this.person}/${kind}`, wanted);
  }

  sample(name) {
    return order(`/people/${this.person}/samples/${name}?chat=${this.phone.chat}`);
  }

  upload(file) {
    const kind = /^image\/(jpeg|png)$/.test(file.type) ? "photos" : "documents";
    return send(`/people/${this.person}/files/${kind}?chat=${this.phone.chat}`, file);
  }

  acceptDrops(screen) {
    const over = (on) => screen.classList.toggle("dropping", on);
    screen.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    screen.addEventListener("dragleave", (event) => !screen.contains(event.relatedTarget) && over(false));
    screen.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      for (const file of event.dataTransfer.files) this.upload(file);
    });
  }
}
