// Who is there: one tab a phone with its unread messages, and one for the office.
import { make } from "./elements.js";

const SHORT = { "Kepala Dinas": "Kadis", "Kepala Bidang": "Kabid", "Pranata Komputer": "Prakom", "Grup operator": "Grup" };

export class Roster {
  constructor(element, page) {
    Object.assign(this, { element, page, tabs: new Map() });
    this.office = this.tab("Kantor", "di balik layar", () => page.selectOffice(), "office-tab");
    element.append(this.office);
  }

  add(phone) {
    const tab = this.tab(phone.phone.title, phone.phone.name, () => this.page.select(phone, true));
    this.tabs.set(phone, tab);
    this.office.before(tab);
  }

  tab(title, name, does, kind = "") {
    const short = SHORT[title] || title;
    const badge = make("span", { class: "badge", hidden: true });
    const tab = make("button", { type: "button", class: `tab ${kind}`, "aria-label": `${title}, ${name}`, onclick: does }, make("span", { class: "tab-title" }, title),
      make("span", { class: "tab-short", "aria-hidden": "true" }, short),
      make("span", { class: "tab-name" }, name), badge);
    tab.badge = badge;
    return tab;
  }

  show(selected) {
    for (const [phone, tab] of this.tabs) {
      tab.setAttribute("aria-pressed", String(phone === selected));
      tab.badge.hidden = phone.unread === 0;
      tab.badge.textContent = phone.unread;
      const unread = phone.unread ? `, ${phone.unread} pesan belum dibaca` : "";
      tab.setAttribute("aria-label", `${phone.phone.title}, ${phone.phone.name}${unread}`);
    }
    this.office.setAttribute("aria-pressed", String(selected === null));
  }
}
