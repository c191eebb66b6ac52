// Improvements only: every page works without this file.
const all = (selector) => document.querySelectorAll(selector);

// Folded where the screen is narrow, open where it is wide; for browsers whose style sheet cannot do it alone.
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => all("[data-open-wide]").forEach((details) => { details.open = wide.matches; });
  wide.addEventListener("change", fold);
  fold();
}

// The error summary is what to read first; its links, and those of a list of warnings, put the cursor into the field.
document.querySelector("[data-focus]")?.focus();
all(".error-summary a[href^='#'], .notice a[href^='#']").forEach((link) => link.addEventListener("click", (event) => {
  const field = document.getElementById(link.hash.slice(1)) ?? document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
}));

// Characters left: shown at once, read out when the typing pauses.
all("textarea[data-count]").forEach((area) => {
  const shown = document.getElementById(`${area.id}-count`);
  const read = document.getElementById(`${area.id}-count-live`);
  let pause;
  const count = () => {
    const left = Number(area.dataset.count) - [...area.value].length;
    const text = (left < 0 ? area.dataset.countOver : area.dataset.countLeft).replace("%n", Math.abs(left));
    shown.textContent = text;
    shown.classList.toggle("count--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => { read.textContent = text; }, 1000);
  };
  area.addEventListener("input", count);
});

// A date may be picked from the browser's own calendar; what is picked is typed into the field.
all("input[data-picker]").forEach((field) => {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  const native = Object.assign(document.createElement("input"), { type: "date", className: "date__native", tabIndex: -1, ariaHidden: "true" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: field.dataset.picker });
  button.addEventListener("click", () => {
    const [day, month, year] = field.value.trim().split(".");
    native.value = year ? `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
    native.showPicker();
  });
  native.addEventListener("change", () => {
    if (!native.value) return;
    field.value = native.value.split("-").reverse().map(Number).join(".");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  field.after(native, button);
});

// A text to be sent elsewhere is copied by a button; without it, it is selected and copied by hand.
all("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    const copied = await navigator.clipboard.writeText(text.value).then(() => true, () => false);
    if (!copied) text.select();
    document.getElementById(`${text.id}-copied`).textContent = copied ? button.dataset.copied : "";
  });
});

// Ask before leaving a form that has been changed and not saved.
let changed = false;
all("form[data-warn]").forEach((form) => {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
});
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

// A form is sent once. The server is right without this too; it only spares a needless request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.target === "_blank") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  changed = false;
  for (const button of form.elements) if (button.type === "submit") button.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    for (const button of form.elements) button.removeAttribute("aria-disabled");
  });
});

// The session ends after a while without a request: warn five minutes before, offer to go on. All tabs share one clock.
const session = document.querySelector("[data-session]");
if (session) {
  const KEY = "session-used";
  const { idleSeconds, minutes, lastMinute, ended } = session.dataset;
  const text = session.querySelector(".session__text");
  const live = document.getElementById("session-live");
  const form = session.querySelector("form");
  let used = Date.now();
  let over = false;
  const store = () => { used = Date.now(); try { localStorage.setItem(KEY, used); } catch { /* not allowed: this tab's own clock */ } };
  const latest = () => { try { return Math.max(used, Number(localStorage.getItem(KEY)) || 0); } catch { return used; } };
  const say = (words) => { if (text.textContent !== words) text.textContent = live.textContent = words; };
  const tick = () => {
    const left = over ? 0 : Number(idleSeconds) - (Date.now() - latest()) / 1000;
    session.hidden = left > 300;
    if (session.hidden) { text.textContent = live.textContent = ""; return; }
    form.hidden = left <= 0;
    say(left <= 0 ? ended : left < 60 ? lastMinute : minutes.replace("%n", Math.floor(left / 60)));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.dataset.extendUrl, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" }).catch(() => null);
    if (answer?.ok) store(); else if (answer) over = true;
    tick();
  });
  store();
  tick();
  setInterval(tick, 1000);
}
