// The stops of the Tab key: `next(backwards)` remembers which is next after what has the focus, `arrived()` tells where one is.
window.stops ??= (() => {
  const KINDS = "a[href], button, input:not([type=hidden]), select, textarea, details > summary:first-of-type, [tabindex]";
  const same = (a, b) => a.type === "radio" && b.type === "radio" && a.name === b.name && a.form === b.form;
  // Of a group of radio buttons one is a stop: the one with the focus, the chosen one, or the first on the way.
  const speaks = (radio, all, backwards) => {
    const group = all.filter((other) => same(radio, other));
    const first = backwards ? group.at(-1) : group[0];
    return radio === (group.find((one) => one === document.activeElement) ?? group.find((one) => one.checked) ?? first);
  };
  const list = (backwards) => {
    const all = [...document.querySelectorAll(KINDS)].filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
    return all.filter((e) => e.type !== "radio" || speaks(e, all, backwards));
  };
  const marked = (style) => style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  const words = (element) => {
    const copy = (element.labels?.[0] ?? element).cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
    return (element.getAttribute("aria-label") ?? copy.textContent).replace(/\s+/g, " ").trim();
  };
  let expected = null;
  return {
    next(backwards) {
      // Where nothing has the focus, one starts at what the address points to.
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const from = document.activeElement === document.body && target ? target : document.activeElement;
      const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
      const there = list(backwards).filter((e) => e !== from && (from.compareDocumentPosition(e) & side));
      expected = (backwards ? there.at(-1) : there[0]) ?? null;
      return expected !== null;
    },
    arrived() {
      const e = document.activeElement;
      const place = e.getBoundingClientRect();
      const wrong = [];
      if (e !== expected) wrong.push(`out of order, «${expected ? words(expected) : "nothing"}» was next`);
      if (!e.matches(":focus-visible") || !(marked(getComputedStyle(e)) || (e.labels?.[0] && marked(getComputedStyle(e.labels[0], "::before"))))) wrong.push("the focus is not marked");
      if (place.bottom <= 0 || place.top >= innerHeight || place.right <= 0 || place.left >= innerWidth) wrong.push("out of sight");
      return { words: words(e), wrong: wrong.join("; ") };
    },
  };
})();
