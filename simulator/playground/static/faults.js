// What can be broken here, and mended.
import { button, make, tell } from "./elements.js";
import { panel } from "./office.js";
import { order } from "./server.js";

export class Faults {
  constructor(element, page) {
    this.page = page;
    this.panel = panel("faults", "Gangguan");
    this.state = make("p", { class: "quiet-line", role: "status" });
    this.list = make("div", { class: "faults" });
    this.panel.body.append(make("p", { class: "empty" }, "Rusakkan sesuatu, lalu lihat Loket pulih sendiri."), this.list, this.state);
    element.append(this.panel);
  }

  show(bot) {
    const drawn = JSON.stringify([bot.alive, bot.cloudflare_down, bot.days]);
    this.state.textContent = bot.alive ? `Bot berjalan${bot.pending ? `, ${bot.pending} pesan menunggu dibaca` : ""}.` : `Bot mati; ${bot.pending} pesan menunggu dibaca.`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.list.replaceChildren(
      fault("telegram_429", "Telegram meminta sabar (429)", "Telegram menolak beberapa kiriman berikutnya, tiga detik."),
      bot.cloudflare_down ? fault("cloudflare_up", "Pulihkan Cloudflare", "Cloudflare menjawab lagi.", "mend") : fault("cloudflare_down", "Cloudflare mati", "Cloudflare tidak melayani."),
      bot.alive ? fault("kill_bot", "Matikan bot", "Bot mati mendadak. Yang dikirim sekarang menunggu.", "danger") : fault("start_bot", "Hidupkan bot", "Bot hidup lagi.", "mend"),
      this.block(), bot.days === null ? "" : fault("next_day", `Maju 1 hari${bot.days ? ` (sudah ${bot.days})` : ""}`, "Satu hari berlalu."));
  }

  block() {
    const choice = make("select", { "aria-label": "Siapa yang memblokir bot" }, make("option", { value: "" }, "Blokir bot di HP …"),
      ...this.page.privatePhones().map((each) => make("option", { value: each.phone.person }, each.phone.title)));
    choice.addEventListener("change", async () => {
      if (choice.value) await order(`/people/${choice.value}/block`);
      choice.value = "";
    });
    return choice;
  }
}

function fault(name, words, told, style = "") {
  const does = async (event) => {
    event.currentTarget.setAttribute("aria-busy", "true");
    await order("/faults", { fault: name });
    tell(told);
  };
  return button(words, does, { class: `fault ${style}` });
}
