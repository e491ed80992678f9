// Shows where the story is: which phone, which button, which words are about to be typed.

export class Spotlight {
  constructor(page) {
    Object.assign(this, { page, state: null, typing: null, seen: 0 });
  }

  show(state) {
    const before = this.state?.step?.number;
    this.state = state;
    const phone = this.light();
    if (!phone || before === state.step.number) return;
    this.page.select(phone, true);
    this.type(phone, state.step);
  }

  // A message was drawn anew: the light falls on its new buttons.
  again() {
    if (this.state) this.light();
  }

  light() {
    const { step, status } = this.state;
    const lit = step && (status === "playing" || status === "yours") ? step : null;
    document.querySelectorAll(".about, .yours").forEach((each) => each.classList.remove("about", "yours"));
    let found = null;
    for (const phone of this.page.phones) {
      const here = lit !== null && phone.phone.chat === lit.chat;
      phone.element.classList.toggle("acting", here);
      if (here) found = phone;
    }
    if (found && lit.kind === "taps") this.lightKey(found, lit, status);
    if (!lit || lit.kind !== "messages") this.untype();
    return found;
  }

  lightKey(phone, step, status) {
    const message = phone.log.querySelector(`[data-id="${step.message}"]`);
    const key = [...(message?.querySelectorAll(".key") || [])].find((each) => each.dataset.label === step.words);
    key?.classList.add("about");
    if (status === "yours") key?.classList.add("yours");
    if (this.seen !== step.number) key?.scrollIntoView({ block: "nearest" });
    if (key) this.seen = step.number;
  }

  type(phone, step) {
    this.untype();
    const field = phone.compose.field;
    if (step.kind !== "messages" || document.activeElement === field || field.value) return;
    let shown = 0;
    const pause = Math.max((step.seconds * 700) / step.words.length, 8);
    this.typing = { field, timer: setInterval(() => {
      shown += 1;
      phone.compose.fill(step.words.slice(0, shown));
      if (shown >= step.words.length) clearInterval(this.typing?.timer);
    }, pause) };
    this.typing.compose = phone.compose;
  }

  untype() {
    if (!this.typing) return;
    clearInterval(this.typing.timer);
    this.typing.compose.fill("");
    this.typing = null;
  }
}
