// The page's own server: orders as JSON, news as server-sent events.
import { tell } from "./elements.js";

export async function ask(path) {
  return answered(await fetch(`/play${path}`));
}

export async function order(path, wanted = {}) {
  const body = JSON.stringify(wanted);
  return answered(await fetch(`/play${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

export async function send(path, file) {
  const body = new FormData();
  body.append("file", file);
  return answered(await fetch(`/play${path}`, { method: "POST", body }));
}

async function answered(response) {
  const told = await response.json().catch(() => ({}));
  if (response.ok) return told;
  tell(plain(told.impossible) || "Tidak berhasil. Coba sekali lagi.");
  throw new Error(told.impossible || response.status);
}

// The simulator says in English why a person could not do it; the part after the address is the reason.
function plain(reason = "") {
  if (reason.includes("has blocked the bot")) return "Bot sedang diblokir di HP ini. Buka blokirnya dulu.";
  return reason.replace(/^\w+ \S+: /, "").replace(/^\{"impossible":"(.*)"\}$/, "$1");
}

export function listen(topics) {
  const stream = new EventSource("/play/stream");
  for (const [topic, heard] of Object.entries(topics)) {
    stream.addEventListener(topic, (event) => heard(JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => document.body.classList.add("away"));
  stream.addEventListener("open", () => document.body.classList.remove("away"));
}
