// The page: phones, office, story and guide, each told what concerns it.
import { take } from "./chats.js";
import { button, byId, make, tell } from "./elements.js";
import { Faults } from "./faults.js";
import { Guide } from "./guide.js";
import { Newcomer } from "./newcomer.js";
import { Office } from "./office.js";
import { Phone } from "./phone.js";
import { onOpened } from "./preview.js";
import { Roster } from "./roster.js";
import { ask, listen, order } from "./server.js";
import { Spotlight } from "./spotlight.js";
import { Story } from "./story.js";

class Page {
  constructor() {
    Object.assign(this, { phones: [], bot: { commands: [], username: "loket_bot" }, samples: [], selected: null, edition: null });
    this.roster = new Roster(byId("roster"), this);
    this.guide = new Guide(byId("guide"), this);
    this.story = new Story(byId("story"), this);
    this.office = new Office(byId("office"), this);
    this.faults = new Faults(byId("office"), this);
    this.spotlight = new Spotlight(this);
    this.newcomer = new Newcomer(byId("newcomer"));
    this.tools();
    onOpened((name) => name.startsWith("surat-balasan") && this.guide.tick("read"));
  }

  async open() {
    this.samples = await ask("/samples");
    listen({
      edition: (edition) => this.isEdition(edition), feed: (events) => this.hear(events), phones: (phones) => this.addPhones(phones),
      player: (state) => this.showPlayer(state), register: (register) => this.office.showRegister(register),
      zone: (zone) => this.showZone(zone), bot: (bot) => { this.bot = bot; this.faults.show(bot); },
    });
  }

  tools() {
    byId("tools").append(button("+ Orang", () => this.newcomer.open(), { class: "quiet" }),
      make("a", { href: "/play/recording", download: "test_recorded.py", class: "quiet wide-only", title: "Unduh yang sudah dimainkan sebagai uji perjalanan" }, "Rekaman"),
      button("Mulai ulang", () => this.anew(), { class: "quiet" }));
  }

  async anew() {
    tell("Menyiapkan kantor baru …");
    await order("/anew");
  }

  // Another edition is another office: nothing on this page belongs to it.
  isEdition(edition) {
    if (this.edition !== null && this.edition !== edition) location.reload();
    this.edition = edition;
  }

  hear(events) {
    take(events);
    const letter = events.some((each) => each.message?.document?.file_name.startsWith("surat-balasan"));
    if (letter) this.guide.know({ letter: true });
  }

  addPhones(phones) {
    const known = new Set(this.phones.map((each) => each.phone.chat));
    for (const each of phones.filter((phone) => !known.has(phone.chat))) {
      const phone = new Phone(each, this);
      this.phones.push(phone);
      byId("phones").append(phone.element);
      this.roster.add(phone);
    }
    if (this.selected === null && !document.body.classList.contains("at-office")) this.select(this.phones[0]);
    this.faults.drawn = null;
    this.spotlight.again();
  }

  privatePhones() {
    return this.phones.filter((each) => !each.group);
  }

  titleOf(person) {
    return this.privatePhones().find((each) => each.person === person)?.phone.title;
  }

  select(phone, comes = false) {
    const before = this.selected;
    this.selected = phone;
    phone.unread = 0;
    document.body.classList.remove("at-office");
    if (before !== phone) {
      for (const each of this.phones) each.element.classList.toggle("selected", each === phone);
      if (getComputedStyle(byId("office")).display === "none") phone.toEnd();
    }
    this.roster.show(phone);
    if (comes) phone.element.scrollIntoView({ behavior: "smooth", block: "nearest", inline: "nearest" });
  }

  selectOffice() {
    this.selected = null;
    document.body.classList.add("at-office");
    this.roster.show(null);
  }

  arrived(phone) {
    if (phone !== this.selected) phone.unread += 1;
    this.roster.show(this.selected);
  }

  drawn(phone) {
    this.spotlight.again(phone);
  }

  tapped(phone, label) {
    if (phone.phone.role === "kadis" && label === "Disposisikan") this.guide.tick("approve");
  }

  showPlayer(state) {
    this.story.show(state);
    this.spotlight.show(state);
    this.guide.know({ yours: state.status === "yours" });
    this.guide.draw();
    if (state.status === "ended" && this.status === "playing") this.go("letter");
    this.status = state.status;
  }

  showZone(zone) {
    this.office.showZone(zone);
    const found = zone.answers.find((each) => each.lines.length);
    if (!found) return;
    const [name, , , , content] = found.lines[0].split(" ");
    this.guide.know({ answer: `${name.replace(/\.$/, "")} → ${content}` });
    this.guide.tick("record");
  }

  // Where a hint of the guide leads to.
  go(where) {
    if (where === "zone") {
      this.selectOffice();
      byId("zone").open = true;
      byId("zone").scrollIntoView({ behavior: "smooth", block: "nearest" });
      byId("zone").classList.add("lit");
      setTimeout(() => byId("zone").classList.remove("lit"), 2500);
      return;
    }
    const phone = this.phones.find((each) => each.phone.role === (where === "letter" ? "applicant" : where));
    this.select(phone, true);
    const target = where === "letter" ? [...phone.log.querySelectorAll(".file-open")].pop() : phone.log.querySelector(".about");
    target?.scrollIntoView({ behavior: "smooth", block: "center" });
    target?.focus({ preventScroll: true });
  }
}

new Page().open();
