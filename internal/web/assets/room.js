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

// Says what is new since the page was made. It moves nothing: the reader asks for it.
(() => {
  const known = Number(document.body.dataset.news);
  if (!known && document.body.dataset.news !== "0") return;
  const bell = document.createElement("p");
  bell.className = "bell";
  bell.setAttribute("role", "status");
  document.body.append(bell);
  let source;
  const listen = () => {
    source?.close();
    source = undefined;
    if (document.visibilityState !== "visible") return;
    source = new EventSource(`/api/v1/live?since=${known}`);
    source.addEventListener("change", (event) => {
      const { changes } = JSON.parse(event.data);
      if (!changes || bell.dataset.changes === String(changes)) return;
      bell.dataset.changes = changes;
      const link = document.createElement("a");
      link.href = `/changes?since=${known}`;
      link.textContent = changes === 1 ? "1 change since you opened this page" : `${changes} changes since you opened this page`;
      bell.replaceChildren(link);
    });
  };
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", listen);
})();
