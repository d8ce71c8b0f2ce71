// What is selected in one picture is selected in all: elements that stand for a
// happening carry its id. Everything works without this script.
"use strict";
(() => {
  const idsOf = (el) => (el.dataset.ids || el.dataset.id || "").trim().split(/\s+/).filter(Boolean);
  const marked = document.querySelectorAll("[data-id], [data-ids]");
  const select = (ids) => {
    for (const el of marked) el.classList.toggle("sel", idsOf(el).some((id) => ids.includes(id)));
  };
  for (const el of marked) {
    el.addEventListener("mouseenter", () => select(idsOf(el)));
    el.addEventListener("mouseleave", () => select([]));
    el.addEventListener("focusin", () => select(idsOf(el)));
    el.addEventListener("focusout", () => select([]));
  }
})();
