// Officers' pages: improvements only, every page works without this file.

// The queue: j and k move, n takes the next, / searches, ? shows the help. A case: its help says which key goes where. Only
// while the focus is in the list, or on the whole page for those who have asked for it, which holds for both; never while
// something is typed, never with another key held down.
const help = document.getElementById("queue-keys") ?? document.getElementById("case-keys");
const list = document.querySelector("[data-queue]");
if (help) {
  const KEY = "queue-keys";
  const offer = help.querySelector("[data-keys]");
  const button = offer.querySelector("button");
  let everywhere = false;
  try { everywhere = localStorage.getItem(KEY) === "yes"; } catch { /* not allowed: asked for again on each page */ }
  button.setAttribute("aria-pressed", everywhere);
  offer.hidden = false;
  button.addEventListener("click", () => {
    everywhere = !everywhere;
    button.setAttribute("aria-pressed", everywhere);
    try { localStorage.setItem(KEY, everywhere ? "yes" : "no"); } catch { /* as above */ }
  });
  const links = list ? [...list.querySelectorAll("tbody th a")] : [];
  const move = (step) => {
    const row = document.activeElement.closest("tbody tr");
    const place = row ? links.findIndex((link) => row.contains(link)) : -1;
    links[Math.min(Math.max(place + step, 0), links.length - 1)]?.focus();
  };
  // From one part of the case to the next; to the first of several places that is there.
  const go = (target) => {
    if (!target) return;
    if (!target.matches("a, button, input, textarea, select, summary, [tabindex]")) target.tabIndex = -1;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  const parts = [...document.querySelectorAll(".case__main h2")];
  const step = (by) => {
    const before = parts.findLastIndex((part) => part.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
    const place = parts.indexOf(document.activeElement);
    go(parts[place >= 0 ? place + by : by > 0 ? before + 1 : before]);
  };
  const keys = list || !parts.length ? {
    j: () => move(1),
    k: () => move(-1),
    n: () => document.querySelector("form[data-next]")?.requestSubmit(),
    "/": () => document.getElementById("q")?.focus(),
    "?": () => { help.open = true; help.querySelector("summary").focus(); },
  } : { "?": () => { help.open = true; help.querySelector("summary").focus(); } };
  for (const { dataset } of help.querySelectorAll("[data-key]")) {
    keys[dataset.key] = dataset.step ? () => step(Number(dataset.step)) : () => {
      const target = dataset.go.split(", ").map((place) => document.querySelector(place)).find(Boolean);
      if (target?.matches("a")) target.click(); else go(target);
    };
  }
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!Object.hasOwn(keys, key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && key === "n") return;
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    if (!everywhere && !list?.contains(target)) return;
    event.preventDefault();
    keys[key]();
  });
}

// Back at the queue, the focus is on the entry that one comes from; where its verb stands no more, on its link.
const place = location.hash.slice(1);
if (help && /^(entry|row)-/.test(place) && !document.getElementById(place)) {
  (document.getElementById(place.replace("entry", "row")) ?? document.getElementById("results")).focus();
}

// Who else has the case open: asked again while somebody is at this one. A page left alone does not keep its session alive.
const presence = document.querySelector("[data-presence]");
if (presence) {
  let used = false;
  const body = () => new URLSearchParams({ csrf: presence.dataset.csrf, seen: presence.dataset.seen });
  for (const sign of ["pointerdown", "keydown", "wheel"]) addEventListener(sign, () => { used = true; }, { passive: true });
  setInterval(async () => {
    if (document.hidden || !used) return;
    used = false;
    const answer = await fetch(presence.dataset.presence, { method: "POST", body: body(), redirect: "manual" }).catch(() => null);
    const words = answer?.ok ? await answer.text() : presence.textContent;
    presence.dataset.seen = answer?.headers.get("etag") ?? presence.dataset.seen;
    if (words !== presence.textContent) presence.textContent = words;
  }, 20000);
  // Left: the others are told at once. Come back to by the browser's history, it is there again.
  addEventListener("pagehide", () => navigator.sendBeacon(`${presence.dataset.presence}/end`, body()));
  addEventListener("pageshow", (event) => { used ||= event.persisted; });
}
