// What pages do with a script and nothing else: marks, keys, news, and the drawn map
// under the hand. It is made into ../assets/room.js, which is kept with the program, so
// that a build without npm has it. Everything works without it, by links and forms.

const idsOf = (el: HTMLElement | SVGElement) => (el.dataset.ids ?? el.dataset.id ?? "").split(/\s+/).filter(Boolean);
const standing = "[data-id], [data-ids]";

// What is selected in one picture is marked in all: elements that stand for a happening carry its id.
{
  const mark = (ids: string[]) => {
    for (const el of document.querySelectorAll<HTMLElement>(standing)) el.classList.toggle("sel", idsOf(el).some((id) => ids.includes(id)));
  };
  const of = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>(standing) : null);
  let under: HTMLElement | null = null;
  document.addEventListener("mouseover", (event) => {
    const el = of(event.target);
    if (el === under) return;
    under = el;
    // Where the pointer leaves, what has the focus stays marked.
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

const plain = (event: KeyboardEvent) => !(event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented);
const within = (event: Event, selector: string) => event.target instanceof Element && event.target.closest(selector) !== null;

// Keys of the review queue: each belongs to a link, a button or a field of the page.
document.addEventListener("keydown", (event) => {
  if (within(event, "input, textarea, select")) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  if (!plain(event) || event.repeat) return;
  const el = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (!el) return;
  event.preventDefault();
  if (el.matches("input")) el.focus();
  else el.click();
});

// Says what is new since the page was made. It moves nothing: the reader asks for it.
{
  const known = Number(document.body.dataset.news);
  if (known || document.body.dataset.news === "0") {
    const bell = document.createElement("p");
    bell.className = "bell";
    bell.setAttribute("role", "status");
    document.body.append(bell);
    let news: EventSource | undefined;
    const listen = () => {
      news?.close();
      news = undefined;
      if (document.visibilityState !== "visible") return;
      news = new EventSource(`/api/v1/live?since=${known}`);
      news.addEventListener("change", (event: MessageEvent<string>) => {
        const { changes } = JSON.parse(event.data) as { changes: number };
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

// The keys of the map belong to its links: + - 0, and the arrows where something on the map has the focus.
document.addEventListener("keydown", (event) => {
  if (!plain(event) || within(event, "input, textarea, select")) return;
  if (event.key.startsWith("Arrow") && !within(event, "svg[data-frame]")) return; // they scroll the page
  const link = document.querySelector<HTMLElement>(`[data-map-key="${CSS.escape(event.key)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// The drawn map: drag it to another frame, double-click to come closer. Each frame has its address.
const drawn = document.querySelector<SVGSVGElement>("svg[data-frame]");
if (drawn) {
  const [west = 0, south = 0, east = 0, north = 0] = (drawn.dataset.frame ?? "").split(",").map(Number);
  const go = (w: number, s: number, e: number, n: number) => {
    const frame = [w, s, e, n].map((x) => Math.round(x * 1000) / 1000);
    if (w < -180 || e > 180 || s < -89 || n > 89) return;
    location.assign((drawn.dataset.to ?? "").replace("FRAME", encodeURIComponent(frame.join(","))));
  };
  let from: { x: number; y: number; dx: number; dy: number; moved: boolean } | undefined;
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
    from = undefined;
  });
  drawn.addEventListener("click", (event) => drawn.classList.contains("held") && event.preventDefault(), true);
  drawn.addEventListener("dragstart", (event) => event.preventDefault());
  drawn.addEventListener("dblclick", (event) => {
    if (within(event, "a")) return;
    const box = drawn.getBoundingClientRect();
    const x = west + ((event.clientX - box.left) / box.width) * (east - west);
    const y = north - ((event.clientY - box.top) / box.height) * (north - south);
    go(x - (east - west) / 4, y - (north - south) / 4, x + (east - west) / 4, y + (north - south) / 4);
  });
}

export {};
