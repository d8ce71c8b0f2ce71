// Made from internal/web/front/src/room.ts by `make web`. Do not edit.
"use strict";
(() => {
  // src/room.ts
  var idsOf = (el) => (el.dataset.ids ?? el.dataset.id ?? "").split(/\s+/).filter(Boolean);
  var standing = "[data-id], [data-ids]";
  {
    const mark = (ids) => {
      for (const el of document.querySelectorAll(standing)) el.classList.toggle("sel", idsOf(el).some((id) => ids.includes(id)));
    };
    const of = (target) => target instanceof Element ? target.closest(standing) : null;
    let under = null;
    document.addEventListener("mouseover", (event) => {
      const el = of(event.target);
      if (el === under) return;
      under = el;
      const marked = el ?? of(document.activeElement);
      mark(marked ? idsOf(marked) : []);
    });
    document.addEventListener("focusin", (event) => {
      const el = of(event.target);
      mark(el ? idsOf(el) : []);
    });
    document.addEventListener("focusout", (event) => {
      if (!of(event.relatedTarget)) mark([]);
    });
  }
  var plain = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented);
  var within = (event, selector) => event.target instanceof Element && event.target.closest(selector) !== null;
  document.addEventListener("keydown", (event) => {
    if (within(event, "input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!plain(event) || event.repeat) return;
    const el = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!el) return;
    event.preventDefault();
    if (el.matches("input")) el.focus();
    else el.click();
  });
  {
    const known = Number(document.body.dataset.news);
    if (known || document.body.dataset.news === "0") {
      const bell = document.createElement("p");
      bell.className = "bell";
      bell.setAttribute("role", "status");
      document.body.append(bell);
      let news;
      const listen = () => {
        news?.close();
        news = void 0;
        if (document.visibilityState !== "visible") return;
        news = new EventSource(`/api/v1/live?since=${known}`);
        news.addEventListener("change", (event) => {
          const { changes } = JSON.parse(event.data);
          if (!changes || bell.dataset.changes === String(changes)) return;
          bell.dataset.changes = String(changes);
          const link = document.createElement("a");
          link.href = `/changes?since=${known}`;
          link.textContent = changes === 1 ? "1 change since you opened this page" : `${changes} changes since you opened this page`;
          bell.replaceChildren(link);
        });
      };
      document.addEventListener("visibilitychange", listen);
      window.addEventListener("pagehide", () => news?.close());
      window.addEventListener("pageshow", listen);
    }
  }
  document.addEventListener("keydown", (event) => {
    if (!plain(event) || within(event, "input, textarea, select")) return;
    if (event.key.startsWith("Arrow") && !within(event, "svg[data-frame]")) return;
    const link = document.querySelector(`[data-map-key="${CSS.escape(event.key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  var drawn = document.querySelector("svg[data-frame]");
  if (drawn) {
    const [west = 0, south = 0, east = 0, north = 0] = (drawn.dataset.frame ?? "").split(",").map(Number);
    const go = (w, s, e, n) => {
      const frame = [w, s, e, n].map((x) => Math.round(x * 1e3) / 1e3);
      if (w < -180 || e > 180 || s < -89 || n > 89) return;
      location.assign((drawn.dataset.to ?? "").replace("FRAME", encodeURIComponent(frame.join(","))));
    };
    let from;
    drawn.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.pointerType !== "touch") from = { x: event.clientX, y: event.clientY, dx: 0, dy: 0, moved: false };
    });
    drawn.addEventListener("pointermove", (event) => {
      if (!from) return;
      const box = drawn.getBoundingClientRect();
      const [x, y] = [(event.clientX - from.x) / box.width, (event.clientY - from.y) / box.height];
      from.dx = x * (east - west);
      from.dy = y * (north - south);
      from.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 6;
      if (!from.moved) return;
      drawn.classList.add("held");
      const { width, height } = drawn.viewBox.baseVal;
      drawn.setAttribute("viewBox", `${-x * width} ${-y * height} ${width} ${height}`);
    });
    window.addEventListener("pointerup", () => {
      if (from?.moved) go(west - from.dx, south + from.dy, east - from.dx, north + from.dy);
      from = void 0;
    });
    drawn.addEventListener("click", (event) => drawn.classList.contains("held") && event.preventDefault(), true);
    drawn.addEventListener("dragstart", (event) => event.preventDefault());
    drawn.addEventListener("dblclick", (event) => {
      if (within(event, "a")) return;
      const box = drawn.getBoundingClientRect();
      const x = west + (event.clientX - box.left) / box.width * (east - west);
      const y = north - (event.clientY - box.top) / box.height * (north - south);
      go(x - (east - west) / 4, y - (north - south) / 4, x + (east - west) / 4, y + (north - south) / 4);
    });
  }
})();
