// Officers' pages: improvements only, every page works without this file.

// The queue: j and k move, n takes the next, / searches, ? shows the help. Only while the focus is in the list, or on the
// whole page for those who have asked for it; never while something is typed, never with another key held down.
const help = document.getElementById("queue-keys");
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
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    n: () => document.querySelector("form[data-next]")?.requestSubmit(),
    "/": () => document.getElementById("q")?.focus(),
    "?": () => { help.open = true; help.querySelector("summary").focus(); },
  };
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
  for (const sign of ["pointerdown", "keydown", "wheel"]) addEventListener(sign, () => { used = true; }, { passive: true });
  setInterval(async () => {
    if (document.hidden || !used) return;
    used = false;
    const body = new URLSearchParams({ csrf: presence.dataset.csrf });
    const answer = await fetch(presence.dataset.presence, { method: "POST", body, redirect: "manual" }).catch(() => null);
    const words = answer?.ok ? await answer.text() : presence.textContent;
    if (words !== presence.textContent) presence.textContent = words;
  }, 20000);
}
