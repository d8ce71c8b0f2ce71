// The map and the timeline of one page. Both show what the server drew for the address:
// its clusters, its bands, its selection. A move of the map is a new frame in the address,
// a move of the timeline new days; then everything on the page follows.

import { keepFocus, keepOpen, restoreFocus, restoreOpen, say } from "./bundle.js";
import { Chart } from "./map.js";
import { Days } from "./timeline.js";

// Drawn is what the server drew: /map/drawn.
export interface Drawn {
  frame: [number, number, number, number];
  map: GeoJSON;
  timeline: Timeline;
  list: string;
}

export interface GeoJSON {
  type: "FeatureCollection";
  features: Feature[];
}

export interface Feature {
  type: "Feature";
  geometry: { type: string; coordinates: unknown };
  properties: {
    kind: "ground" | "land" | "zone" | "town" | "spot";
    is?: string;
    name?: string;
    note?: string;
    label?: string;
    to?: string;
    ids?: string;
    count?: number;
    many?: boolean;
    counted?: boolean;
    chosen?: boolean;
    size?: number;
    within_km?: number;
  };
}

export interface Timeline {
  first: string;
  last: string;
  lanes: { name: string; bars: Bar[]; counts: Count[] }[];
}

export interface Bar {
  id: string;
  name: string;
  from: string;
  to: string;
  link: string;
  wide: boolean;
  chosen: boolean;
}

export interface Count {
  n: number;
  share: number;
  from: string;
  to: string;
  name: string;
  link: string;
}

// The parts of the page that follow the address.
const parts = ["#told", "#frames", "#drawn", "#drawn-note", "#days", "#drawn-days", "#days-note", "#listed", "#filters"];

const setting = (address: URL, key: string, value: string) => {
  if (value) address.searchParams.set(key, value);
  else address.searchParams.delete(key);
};

class Pictures {
  private readonly chart: Chart;
  private readonly days: Days | undefined;
  private asked = 0;
  private waiting: number | undefined;
  private address = new URL(location.href);
  private pressed: [number, number] = [0, 0];

  constructor(figure: HTMLElement, lines: HTMLElement | null) {
    this.chart = new Chart(figure, (frame) => this.moved("frame", frame));
    if (lines) this.days = new Days(lines, (from, to) => this.moved("days", `${from},${to}`));
    document.addEventListener("pointerdown", (event) => (this.pressed = [event.clientX, event.clientY]), true);
    document.addEventListener("click", (event) => this.dragged(event), true);
    document.addEventListener("click", (event) => this.follow(event));
    document.addEventListener("submit", (event) => this.filter(event));
    window.addEventListener("popstate", () => void this.show(new URL(location.href)));
  }

  // begin shows what the page that was loaded says.
  async begin() {
    this.chart.show(this.frameOfPage());
    await this.draw(true);
  }

  // dragged keeps a drag that begins on a dot or a bar from being taken for a click on it. A click by
  // the keyboard has no place.
  private dragged(event: MouseEvent) {
    const [x, y] = this.pressed;
    const inside = event.target instanceof Element && event.target.closest(".chart, .days");
    if (inside && event.detail > 0 && Math.hypot(event.clientX - x, event.clientY - y) > 6) event.preventDefault();
  }

  // follow takes links from this page to itself: another frame, other days, another selection or filter.
  private follow(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.getAttribute("href") ?? "", location.href);
    if (to.origin !== location.origin || to.pathname !== location.pathname || link.closest("header, footer, .skip")) return;
    if (to.hash && to.search === location.search && to.hash !== "#pictures") return;
    event.preventDefault();
    to.hash = "";
    history.pushState(null, "", to);
    void this.show(to);
  }

  private filter(event: SubmitEvent) {
    const form = event.target as HTMLFormElement;
    if (new URL(form.action).pathname !== location.pathname || form.method !== "get") return;
    event.preventDefault();
    const to = new URL(form.action);
    for (const [key, value] of new FormData(form)) if (value !== "") to.searchParams.append(key, String(value));
    history.pushState(null, "", to);
    void this.show(to);
  }

  // moved puts a frame or days that the hand chose in the address; the last of a movement counts.
  private moved(what: "frame" | "days", value: string) {
    if (what === "frame") setting(this.address, "frame", value);
    else {
      const [from = "", to = ""] = value.split(",");
      setting(this.address, "from", from);
      setting(this.address, "to", to);
    }
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      this.address.searchParams.delete("page");
      this.address.hash = "";
      history.replaceState(history.state, "", this.address);
      void this.refresh(false, what === "days");
    }, 150);
  }

  private async show(to: URL) {
    this.address = to;
    await this.refresh(true, true);
  }

  // refresh takes the parts of the page from the server, and draws.
  private async refresh(reframe: boolean, redate: boolean) {
    const turn = ++this.asked;
    document.querySelector("#pictures")?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== this.asked) return;
      if (!answer.ok || !page.querySelector("#drawn")) throw new Error(`status ${answer.status}`);
      keepFocus();
      keepOpen();
      for (const part of parts) {
        const [old, now] = [document.querySelector(part), page.querySelector(part)];
        if (old && now) old.replaceWith(document.adoptNode(now));
      }
      restoreOpen();
      restoreFocus();
      say();
      if (reframe) this.chart.show(this.frameOfPage());
      await this.draw(redate);
    } catch {
      if (turn === this.asked) location.assign(this.address);
    }
  }

  private frameOfPage() {
    return (document.querySelector<SVGSVGElement>("svg[data-frame]")?.dataset.frame ?? "").split(",").map(Number);
  }

  // draw asks for what is drawn in the frame that is in view.
  private async draw(redate: boolean) {
    const turn = this.asked;
    const url = new URL("/map/drawn", location.href);
    url.search = this.address.search;
    url.searchParams.set("view", this.chart.frame().join(","));
    url.searchParams.set("size", this.chart.size().join("x"));
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const drawn = (await answer.json()) as Drawn;
    if (turn !== this.asked) return;
    this.chart.draw(drawn.map);
    this.days?.draw(drawn.timeline, redate);
    const list = document.querySelector<HTMLAnchorElement>("#in-frame");
    if (list) list.href = drawn.list;
    const pictures = document.querySelector<HTMLElement>("#pictures");
    pictures?.removeAttribute("aria-busy");
    if (pictures) pictures.dataset.turn = String(turn);
  }
}

export function start() {
  const figure = document.querySelector<HTMLElement>("figure.map");
  if (!figure) return;
  void new Pictures(figure, document.querySelector<HTMLElement>("figure.time")).begin().catch(() => document.documentElement.classList.remove("charted"));
}
