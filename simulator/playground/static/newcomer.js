// One more person with a phone.
import { button, make } from "./elements.js";
import { order } from "./server.js";

const ROLES = { applicant: "Pemohon dari OPD lain", kadis: "Kepala Dinas", kabid: "Kepala Bidang", pranata_komputer: "Pranata Komputer", operator: "Operator" };

export class Newcomer {
  constructor(dialog) {
    this.dialog = dialog;
    this.name = make("input", { type: "text", required: true, maxlength: "64", id: "newcomer-name", autocomplete: "off" });
    this.role = make("select", { id: "newcomer-role" }, ...Object.entries(ROLES).map(([value, words]) => make("option", { value }, words)));
    const form = make("form", {}, make("h2", { id: "newcomer-title" }, "Orang baru"), make("label", { for: "newcomer-name" }, "Nama"), this.name,
      make("label", { for: "newcomer-role" }, "Sebagai"), this.role, make("p", { class: "empty" }, "Pejabat menerima undangan sekali pakai dan langsung membukanya."),
      make("div", { class: "ends" }, button("Batal", () => dialog.close(), { class: "quiet" }), make("button", { class: "control strong" }, "Tambahkan")));
    form.addEventListener("submit", (event) => this.add(event));
    dialog.append(form);
  }

  open() {
    this.dialog.showModal();
    this.name.focus();
  }

  async add(event) {
    event.preventDefault();
    const wanted = { name: this.name.value.trim(), role: this.role.value };
    this.dialog.close();
    this.name.value = "";
    if (wanted.name) await order("/people", wanted);
  }
}
