// Beside the phones: the SOP, the zone, what is owed, the register.
import { button, make } from "./elements.js";
import { ask } from "./server.js";

const STEPS = [[1, "Permohonan diterima", "Pemohon"], [3, "Disposisi Kepala Dinas", "Kadis"], [4, "Disposisi Kepala Bidang", "Kabid"],
  [5, "Kelengkapan diperiksa", "Pranata Komputer"], [6, "Sub domain dibuat dan diperiksa", "Loket"], [7, "Surat balasan dikirim", "Loket"]];
const NOW = { draft: 1, returned: 1, at_kadis: 3, at_kabid: 4, at_check: 5, provisioning: 6, finished: 7, rejected: 7 };
const STAGES = { draft: "sedang diisi", at_kadis: "menunggu Kadis", at_kabid: "menunggu Kabid", at_check: "diperiksa kelengkapannya",
  returned: "dikembalikan", provisioning: "sedang dibuat", finished: "selesai", rejected: "ditolak", withdrawn: "ditarik" };
const WORKS = { notice: "pesan", prompt: "permintaan", document: "berkas", card: "kartu", question: "pertanyaan", commands: "menu perintah",
  provision: "membuat record DNS", verify: "memeriksa record", take_back: "menarik record", letter: "surat balasan" };
const MOST = 8;

export class Office {
  constructor(element, page) {
    Object.assign(this, { page, chosen: null, register: { requests: [], owed: [], paid: 0 } });
    this.sop = panel("sop", "Tempatnya di SOP");
    this.zone = panel("zone", "DNS: jawaban server nama");
    this.owed = panel("owed", "Yang masih terutang");
    this.book = panel("book", "Buku register");
    this.answers = make("div", {});
    this.zone.body.append(this.answers, this.questions());
    element.append(this.sop, this.zone, this.owed, this.book);
  }

  showRegister(register) {
    const before = this.standing(this.chosen);
    this.register = register;
    if (before && before !== this.standing(this.chosen)) this.open(this.chosen);
    this.drawSop();
    this.drawOwed();
    this.drawBook();
  }

  standing(receipt) {
    const request = this.register.requests.find((each) => each.receipt === receipt);
    return request && `${request.stage} ${request.round}`;
  }

  drawSop() {
    const requests = this.register.requests;
    const request = requests.find((each) => each.receipt === this.chosen) || requests[0];
    const head = request ? make("p", { class: "sop-of" }, make("b", {}, request.receipt), ` ${STAGES[request.stage]}`, request.round > 1 && `, putaran ${request.round}`)
      : make("p", { class: "empty" }, "Belum ada permohonan. Pemohon memulai dengan /ajukan.");
    const steps = STEPS.map(([number, words, who]) => this.step(request, number, words, who));
    this.sop.body.replaceChildren(head, make("ol", { class: "sop" }, ...steps));
  }

  step(request, number, words, who) {
    const state = request ? placeOf(request, number, this.letterIsOwed(request)) : "later";
    const told = { done: "selesai", now: "sekarang", later: "belum", skipped: "tidak perlu", bad: "berhenti di sini" }[state];
    return make("li", { class: state, "aria-current": state === "now" ? "step" : false }, make("span", { class: "dot", "aria-hidden": "true" }),
      make("span", {}, words, make("small", {}, who), make("span", { class: "hidden" }, ` (${told})`)));
  }

  letterIsOwed(request) {
    return this.register.owed.some((each) => each.kind === "letter" && each.lane.endsWith(`:${request.id}`));
  }

  showZone({ zone, server, answers }) {
    const lines = answers.map(answerLine);
    const none = make("p", { class: "empty" }, `Belum ada nama di bawah ${zone}.`);
    this.answers.replaceChildren(make("p", { class: "quiet-line" }, `${server} · berwenang untuk ${zone}`), ...(lines.length ? lines : [none]));
  }

  questions() {
    const name = make("input", { type: "text", "aria-label": "Nama yang ditanyakan", placeholder: "nama lain", spellcheck: "false", autocapitalize: "off" });
    const said = make("div", { role: "status" });
    const form = make("form", { class: "ask" }, name, make("button", { class: "quiet" }, "Tanyakan"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (name.value.trim()) said.replaceChildren(answerLine(await ask(`/zone?name=${encodeURIComponent(name.value.trim())}`)));
    });
    return make("div", {}, form, said);
  }

  drawOwed() {
    const { owed, paid, refused } = this.register;
    const rows = owed.slice(0, MOST).map((each) => make("li", { class: each.attempts ? "waits" : "" },
      make("b", {}, WORKS[each.kind] || each.kind), make("small", {}, `${each.lane}${each.attempts ? ` · sudah ${each.attempts} kali dicoba` : ""}`),
      each.error && make("small", { class: "why" }, each.error)));
    const more = owed.length > MOST ? [make("li", {}, `dan ${owed.length - MOST} lagi`)] : [];
    const none = make("p", { class: "empty" }, "Tidak ada: semua sudah sampai.");
    this.owed.count(owed.length);
    this.owed.body.replaceChildren(rows.length ? make("ul", { class: "owed" }, ...rows, ...more) : none,
      make("p", { class: "quiet-line" }, `${paid} sudah dilunasi${refused ? `, ${refused} tidak dapat dikirim` : ""}`));
  }

  drawBook() {
    const rows = this.register.requests.map((each) => make("tr", {},
      make("td", {}, button(each.receipt, () => this.open(each.receipt), { class: "link" })), make("td", {}, each.label || "–"), make("td", {}, STAGES[each.stage])));
    const head = make("tr", {}, ...["Nomor", "Nama", "Tahap"].map((words) => make("th", { scope: "col" }, words)));
    const none = make("p", { class: "empty" }, "Masih kosong.");
    this.trail ||= make("div", { class: "trail" });
    this.book.body.replaceChildren(rows.length ? make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)) : none, this.trail);
  }

  async open(receipt) {
    this.chosen = receipt;
    this.drawSop();
    this.trail.replaceChildren(make("p", { class: "empty" }, "loket show …"));
    const found = await ask(`/requests/${encodeURIComponent(receipt)}`);
    const lines = found.trail.map((each) => make("li", {}, make("time", {}, each.at.slice(11)), ` ${each.tag}`, each.who && make("small", {}, each.who), each.reason && make("small", {}, `“${each.reason}”`)));
    this.trail.replaceChildren(make("div", {}, make("h4", {}, `${receipt} · ${found.name}`), found.letter && make("p", {}, `Surat ${found.letter.number}`), make("ol", {}, ...lines)));
  }
}

export function panel(id, title) {
  const badge = make("span", { class: "count", hidden: true });
  const body = make("div", { class: "panel-body" });
  const element = make("details", { class: "panel", id, open: true }, make("summary", {}, make("h3", {}, title), badge), body);
  element.body = body;
  element.count = (number) => { badge.hidden = number === 0; badge.textContent = number; };
  return element;
}

function placeOf(request, number, letterOwed) {
  const at = NOW[request.stage] || 0;
  if (request.stage === "rejected" && number > 3 && number < 7) return "skipped";
  if (request.stage === "withdrawn") return "skipped";
  if (number < at) return "done";
  if (number > at) return "later";
  if (number === 7) return letterOwed ? "now" : "done";
  return request.blocked ? "bad" : "now";
}

function answerLine({ name, lines, code }) {
  if (!lines.length) return make("p", { class: "answer nothing" }, make("code", {}, name), make("span", {}, code === "NXDOMAIN" ? "belum ada (NXDOMAIN)" : code));
  return make("div", { class: "answer found" }, ...lines.map((line) => make("code", {}, ...shortened(line))));
}

// As in a zone file, with the name on a line of its own, since the panel is narrow.
function shortened(line) {
  const [name, ...rest] = line.split(" ");
  return [make("b", {}, name), make("span", {}, rest.join(" "))];
}
