// The timeline by vis-timeline: it moves smoothly between the days that the server draws.

import moment from "moment";
import { DataSet } from "vis-data/esnext";
import { Timeline as Lines } from "vis-timeline/esnext";
import type { Timeline } from "./pictures.js";

const day = 24 * 3600 * 1000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const after = (date: string) => Date.parse(date) + day;
// Columns stand beside each other, with a little between them.
const short = (from: string, to: string) => after(to) - (after(to) - Date.parse(from)) / 16;

interface Shown {
  id: string;
  group: string;
  start: number;
  end: number;
  content: string;
  className: string;
  link: string;
  name: string;
  of: string;
}

export class Days {
  private readonly lines: Lines;
  private readonly shown = new DataSet<Shown>();
  private readonly lanes = new DataSet<{ id: string; content: string }>();

  constructor(figure: HTMLElement, moved: (from: string, to: string) => void) {
    const box = document.createElement("div");
    box.className = "days";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Happenings by day; they are listed below");
    figure.prepend(box);
    document.documentElement.classList.add("dated");
    this.lines = new Lines(box, this.shown as never, this.lanes as never, {
      moment: (date: Date) => moment(date).utc(),
      stack: true, selectable: false, showTooltips: false, showCurrentTime: false, orientation: "bottom",
      zoomMin: 3 * day, zoomMax: 40 * 366 * day, zoomKey: "ctrlKey", horizontalScroll: false, verticalScroll: false,
      groupOrder: (a: { content: string }, b: { content: string }) => this.order.indexOf(a.content) - this.order.indexOf(b.content),
      template: (shown: Shown) => this.link(shown),
    } as never);
    this.lines.on("rangechanged", (event: { byUser: boolean; start: Date; end: Date }) => {
      if (event.byUser) moved(iso(event.start.getTime() + day / 2), iso(event.end.getTime() - day / 2));
    });
  }

  private order: string[] = [];

  // draw shows what the server drew; redate moves to its days.
  draw(drawn: Timeline, redate: boolean) {
    this.order = drawn.lanes.map((l) => l.name);
    const focused = document.activeElement?.closest<HTMLElement>(".days a")?.dataset.of;
    const shown = drawn.lanes.flatMap((lane): Shown[] => [
      ...lane.bars.map((b) => ({
        id: b.id, of: b.id, group: lane.name, start: Date.parse(b.from), end: after(b.to), content: "", name: b.name, link: b.link,
        className: `${lane.name}${b.wide ? " span" : ""}${b.chosen ? " chosen" : ""}`,
      })),
      ...lane.counts.map((c) => ({
        id: `${lane.name} ${c.from}`, of: "", group: lane.name, start: Date.parse(c.from), end: short(c.from, c.to), content: String(c.n), name: c.name, link: c.link,
        className: `${lane.name} counted${c.share < 0.5 ? " few" : ""}`,
      })),
    ]);
    this.lanes.update(drawn.lanes.map((l) => ({ id: l.name, content: l.name })));
    this.lanes.remove(this.lanes.getIds().filter((id) => !this.order.includes(String(id))));
    this.shown.clear();
    // Columns need no room of their own beside each other: they are drawn a little short.
    const columns = drawn.lanes.some((lane) => lane.counts.length > 0);
    this.lines.setOptions({ margin: { item: { horizontal: columns ? 0 : 2, vertical: 3 }, axis: 4 } });
    this.shown.add(shown);
    if (redate && drawn.first) {
      const [first, last] = [Date.parse(drawn.first), after(drawn.last)];
      const edge = day / 4 + (last - first) / 60; // a bar at the edge is seen whole
      this.lines.setWindow(first - edge, last + edge, { animation: false });
    }
    if (focused) document.querySelector<HTMLElement>(`.days a[data-of="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // link makes a bar a link with a name, like in the drawing.
  private link(shown: Shown) {
    const link = document.createElement("a");
    link.href = shown.link;
    link.dataset.of = shown.of;
    if (shown.of) link.dataset.id = shown.of;
    link.setAttribute("aria-label", shown.name);
    if (shown.className.includes("chosen")) link.setAttribute("aria-current", "true");
    link.title = shown.name;
    link.textContent = shown.content;
    link.draggable = false; // the hand moves the days, and not the link
    return link;
  }
}
