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

// The map: drag it to another frame, double-click to come closer; the keys + - 0, and the
// arrows where something on the map has the focus. Each frame has its address and is drawn by the program.
(() => {
  const map = document.querySelector("svg[data-frame]");
  if (!map) return;
  const [west, south, east, north] = map.dataset.frame.split(",").map(Number);
  const go = (w, s, e, n) => {
    const frame = [w, s, e, n].map((x) => Math.round(x * 1000) / 1000);
    if (frame[0] < -180 || frame[2] > 180 || frame[1] < -89 || frame[3] > 89) return;
    location.assign(map.dataset.to.replace("FRAME", encodeURIComponent(frame.join(","))));
  };
  let from;
  map.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") from = { x: event.clientX, y: event.clientY, moved: false };
  });
  map.addEventListener("pointermove", (event) => {
    if (!from) return;
    const box = map.getBoundingClientRect();
    from.dx = ((event.clientX - from.x) / box.width) * (east - west);
    from.dy = ((event.clientY - from.y) / box.height) * (north - south);
    from.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 6;
    if (!from.moved) return;
    map.classList.add("held");
    const { width, height } = map.viewBox.baseVal;
    map.setAttribute("viewBox", `${(-(event.clientX - from.x) / box.width) * width} ${(-(event.clientY - from.y) / box.height) * height} ${width} ${height}`);
  });
  window.addEventListener("pointerup", () => {
    if (from?.moved) go(west - from.dx, south + from.dy, east - from.dx, north + from.dy);
    from = undefined;
  });
  map.addEventListener("click", (event) => map.classList.contains("held") && event.preventDefault(), true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("dblclick", (event) => {
    if (event.target.closest("a")) return;
    const box = map.getBoundingClientRect();
    const x = west + ((event.clientX - box.left) / box.width) * (east - west);
    const y = north - ((event.clientY - box.top) / box.height) * (north - south);
    go(x - (east - west) / 4, y - (north - south) / 4, x + (east - west) / 4, y + (north - south) / 4);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    if (event.key.startsWith("Arrow") && !event.target.closest("svg[data-frame]")) return; // they scroll the page
    const link = document.querySelector(`[data-map-key="${CSS.escape(event.key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
