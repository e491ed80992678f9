// What stands in each chat now, from the feed of the world.

const chats = new Map();
const watchers = new Map();

export function chat(id) {
  if (!chats.has(id)) chats.set(id, { id, messages: new Map(), keyboard: [], placeholder: "", replyTo: null });
  return chats.get(id);
}

export function watch(id, watcher) {
  watchers.set(id, watcher);
}

// The whole past is told at once when a page opens: nothing of it is announced.
export function take(events) {
  const past = events.length > 1 && chats.size === 0;
  for (const event of events) takeOne(event, past);
}

function takeOne(event, past) {
  const here = chat(event.chat_id);
  const watcher = watchers.get(event.chat_id);
  if (event.message) keep(here, event);
  if (event.kind === "member") here.blocked = event.details.after === "kicked";
  watcher?.(event, past);
}

function keep(here, event) {
  const message = event.message;
  if (event.kind === "delete") {
    here.messages.delete(message.id);
    return;
  }
  here.messages.set(message.id, message);
  if (event.kind === "message" && message.from_bot) askedFor(here, message);
}

// Reply keyboards and forced replies belong to the input field, until another message changes them.
function askedFor(here, message) {
  if (message.keyboard.length) here.keyboard = message.keyboard;
  if (message.keyboard_removed) here.keyboard = [];
  here.replyTo = message.force_reply ? message.id : null;
  here.placeholder = message.placeholder || "";
}
