// The lower edge of a phone: what is typed, the bot's keyboard, commands, files, contact.
import { button, icon, make } from "./elements.js";
import { Menu } from "./menu.js";

const BOT_LINK = "https://t.me/";

export class Compose {
  constructor(phone) {
    this.phone = phone;
    this.field = make("textarea", { rows: "1", placeholder: "Tulis pesan", "aria-label": `Pesan dari ${phone.phone.title}` });
    this.field.addEventListener("keydown", (event) => this.typed(event));
    this.field.addEventListener("input", () => this.grow());
    this.keys = make("div", { class: "keys", role: "group", "aria-label": "Papan tombol" });
    this.reply = make("div", { class: "replying", hidden: true });
    this.picker = make("input", { type: "file", hidden: true, tabindex: "-1", "aria-hidden": "true" });
    this.picker.addEventListener("change", () => this.picked());
    this.commands = new Menu("/", "Menu perintah", () => this.commandItems());
    this.attaching = new Menu(icon("attach"), "Kirim berkas", () => this.attachItems());
    this.sender = button(icon("send"), () => this.send(), { class: "round send", "aria-label": "Kirim" });
    this.bar = make("div", { class: "bar" }, this.attaching.element, this.commands.element, this.field, this.sender, this.picker);
    this.instead = make("div", { class: "instead", hidden: true });
    this.element = make("footer", { class: "compose" }, this.reply, this.bar, this.instead, this.keys);
  }

  refresh() {
    const { chat, group } = this.phone;
    const instead = chat.blocked ? this.unblock() : chat.messages.size === 0 && !group ? this.start() : null;
    this.instead.replaceChildren(...(instead ? [instead] : []));
    this.instead.hidden = !instead;
    this.bar.hidden = Boolean(instead);
    this.field.placeholder = chat.placeholder || "Tulis pesan";
    this.showKeys(chat.keyboard);
    this.showReply(chat.replyTo && chat.messages.get(chat.replyTo));
  }

  start() {
    return button("MULAI", () => this.phone.open(`${BOT_LINK}${this.phone.page.bot.username}`), { class: "wide" });
  }

  unblock() {
    return button("BUKA BLOKIR", () => this.phone.deed("unblock"), { class: "wide" });
  }

  showKeys(rows) {
    const drawn = JSON.stringify(rows);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.keys.replaceChildren(...rows.map((row) => make("div", { class: "row" },
      ...row.map((label) => button(label, () => this.phone.key(label), { class: "reply-key", "data-label": label })))));
  }

  showReply(message) {
    this.reply.hidden = !message;
    if (!message) return;
    const close = () => { this.phone.chat.replyTo = null; this.refresh(); };
    this.reply.replaceChildren(make("span", {}, make("b", {}, `Balas ${message.sender}`), make("small", {}, message.text.split("\n")[0])),
      button(icon("close"), close, { class: "round", "aria-label": "Jangan membalas" }));
  }

  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const replyTo = this.phone.chat.replyTo;
    this.fill("");
    this.phone.chat.replyTo = null;
    try {
      await this.phone.say(text, replyTo);
    } catch {
      if (!this.field.value) this.fill(text);
    }
  }

  fill(text) {
    this.field.value = text;
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
  }

  commandItems() {
    const found = commandsFor(this.phone.page.bot.commands || [], this.phone);
    return found.map((each) => ({ title: `/${each.command}`, small: each.description, does: () => this.phone.say(`/${each.command}`) }));
  }

  attachItems() {
    const samples = this.phone.page.samples.map((each) => ({ title: each.title, does: () => this.phone.sample(each.key) }));
    const mine = { title: "Pilih berkas sendiri …", does: () => this.picker.click() };
    const contact = { title: "Bagikan nomor HP", does: () => this.phone.deed("contacts") };
    const block = { title: "Blokir bot", does: () => this.phone.deed("block") };
    return [...samples, mine, ...(this.phone.group ? [] : [contact, block])];
  }

  picked() {
    for (const file of this.picker.files) this.phone.upload(file);
    this.picker.value = "";
  }
}

// Telegram shows the most particular list: this chat's, else this kind of chat's, else everybody's.
function commandsFor(lists, phone) {
  const kind = phone.group ? "all_group_chats" : "all_private_chats";
  const fits = [(scope) => scope.type === "chat" && scope.chat_id === phone.phone.chat, (scope) => scope.type === kind,
    (scope) => scope.type === "default"];
  for (const fit of fits) {
    const list = lists.find((each) => fit(JSON.parse(each.scope)));
    if (list?.commands.length) return list.commands;
  }
  return [];
}
