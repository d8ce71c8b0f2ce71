// What is selected in one picture is selected in all: elements that stand for a
// happening carry its id. Everything works without this script.
"use strict";
(() => {
  const idsOf = (el) => (el.dataset.ids || el.dataset.id || "").trim().split(/\s+/).filter(Boolean);
  const marked = document.querySelectorAll("[data-id], [data-ids]");
  const select = (ids) => {
    for (const el of marked) el.classList.toggle("sel", idsOf(el).some((id) => ids.includes(id)));
  };
  // Where the pointer leaves, what has the focus stays selected.
  const rest = () => {
    const focused = document.activeElement.closest("[data-id], [data-ids]");
    select(focused ? idsOf(focused) : []);
  };
  for (const el of marked) {
    el.addEventListener("mouseenter", () => select(idsOf(el)));
    el.addEventListener("mouseleave", rest);
    el.addEventListener("focusin", () => select(idsOf(el)));
    el.addEventListener("focusout", () => select([]));
  }
})();

// Keys of the review queue: each belongs to a link, a button or a field of the page.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const el = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!el) return;
  event.preventDefault();
  if (el.matches("input")) el.focus();
  else el.click();
});
