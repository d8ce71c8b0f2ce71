// The map by Leaflet: it moves smoothly between the frames that the server draws.

import * as L from "leaflet";
import type { Feature, GeoJSON } from "./pictures.js";

type Frame = [number, number, number, number];

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const round = (x: number) => Math.round(x * 1000) / 1000;

// text makes an element whose words are words, whatever they hold.
function text(tag: string, name: string, words: string) {
  const el = document.createElement(tag);
  el.className = name;
  el.textContent = words;
  return el;
}

export class Chart {
  private readonly map: L.Map;
  private readonly ground: L.LayerGroup;
  private readonly spots: L.LayerGroup;
  private bands: { line: L.Polyline; km: number; lat: number }[] = [];
  private led = false; // the program moves the map, not the hand
  private fingers = new Set<number>();
  private later: GeoJSON | undefined;

  constructor(figure: HTMLElement, moved: (frame: string) => void) {
    const box = document.createElement("div");
    box.className = "chart";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Map of the places, to be moved with the arrow keys and zoomed with + and -; the places are listed below with their happenings");
    figure.prepend(box);
    document.documentElement.classList.add("charted");
    this.map = L.map(box, {
      zoomSnap: 0.25, minZoom: 1.5, maxZoom: 15, attributionControl: false, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
      maxBounds: [[-85, -240], [85, 240]], maxBoundsViscosity: 0.8, zoomControl: false,
    });
    L.control.zoom({ zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(this.map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
    this.ground = L.layerGroup().addTo(this.map);
    this.spots = L.layerGroup().addTo(this.map);
    // What a finger rests on must not be taken away: the rest of its movement would be lost.
    box.addEventListener("pointerdown", (event) => this.fingers.add(event.pointerId), true);
    for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, (event) => this.released(event.pointerId), true);
    this.map.on("moveend", () => {
      if (!this.led) moved(this.frame().join(","));
    });
    this.map.on("zoomend", () => this.widths());
  }

  // frame is what is in view: west, south, east, north.
  frame(): Frame {
    const b = this.map.getBounds();
    const cut = (x: number, most: number) => round(Math.max(-most, Math.min(most, x)));
    return [cut(b.getWest(), 180), cut(b.getSouth(), 85), cut(b.getEast(), 180), cut(b.getNorth(), 85)];
  }

  size(): [number, number] {
    const { x, y } = this.map.getSize();
    return [x, y];
  }

  // show moves to a frame without telling anybody.
  show(frame: number[]) {
    const [west = 0, south = 0, east = 0, north = 0] = frame;
    this.led = true;
    this.map.fitBounds([[Math.max(south, -84), west], [Math.min(north, 84), east]], { animate: false });
    this.led = false;
  }

  private released(id: number) {
    if (!this.fingers.delete(id) || this.fingers.size > 0 || !this.later) return;
    const drawn = this.later;
    window.setTimeout(() => this.draw(drawn));
  }

  draw(drawn: GeoJSON) {
    this.later = this.fingers.size > 0 ? drawn : undefined;
    if (this.later) return;
    const focused = document.activeElement?.closest<HTMLElement>(".spot")?.dataset.name;
    this.ground.clearLayers();
    this.spots.clearLayers();
    this.bands = [];
    for (const f of drawn.features) this.put(f);
    this.widths();
    if (focused) this.map.getContainer().querySelector<HTMLElement>(`.spot[data-name="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // put draws one feature.
  private put(f: Feature) {
    const p = f.properties;
    switch (p.kind) {
      case "ground":
        for (const chain of f.geometry.coordinates as [number, number][][]) this.line(chain, `ground ${p.is}`);
        break;
      case "land": {
        const ring = this.points((f.geometry.coordinates as [number, number][][])[0] ?? []);
        L.polygon(ring, { className: "land", interactive: true, weight: 1 }).bindTooltip(text("span", "", `${p.name}. ${p.note}`), { sticky: true }).addTo(this.ground);
        if (p.label) L.marker(L.latLngBounds(ring).getCenter(), { icon: L.divIcon({ className: "name land-name", html: text("span", "", p.label), iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(this.ground);
        break;
      }
      case "zone":
        this.zone(f);
        break;
      case "town":
        L.marker(this.point(f), { icon: L.divIcon({ className: "name town-name", html: text("span", "", p.name ?? ""), iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(this.ground);
        break;
      case "spot":
        this.spot(f);
    }
  }

  private point(f: Feature): L.LatLngTuple {
    const [lon = 0, lat = 0] = f.geometry.coordinates as [number, number];
    return [lat, lon];
  }

  private points(chain: [number, number][]): L.LatLngTuple[] {
    return chain.map(([lon, lat]) => [lat, lon]);
  }

  private line(chain: [number, number][], className: string) {
    return L.polyline(this.points(chain), { className, interactive: false, smoothFactor: 1, weight: 1 }).addTo(this.ground);
  }

  // zone draws a zone with a band as wide as its border is uncertain.
  private zone(f: Feature) {
    const p = f.properties;
    const closed = f.geometry.type === "Polygon";
    const chain = closed ? ((f.geometry.coordinates as [number, number][][])[0] ?? []) : (f.geometry.coordinates as [number, number][]);
    const band = this.line(closed ? [...chain, chain[0] ?? [0, 0]] : chain, "band");
    this.bands.push({ line: band, km: p.within_km ?? 0, lat: chain[0]?.[1] ?? 0 });
    const shape = closed ? L.polygon(this.points(chain), { className: "zone", weight: 1 }) : L.polyline(this.points(chain), { className: "zone line", weight: 1 });
    shape.bindTooltip(text("span", "", `${p.name}. ${p.note}`), { sticky: true }).addTo(this.ground);
  }

  // widths makes the bands as wide as their kilometres are.
  private widths() {
    for (const { line, km, lat } of this.bands) {
      const pixels = (2 * km * 1000 * 256 * 2 ** this.map.getZoom()) / (40075017 * Math.cos((lat * Math.PI) / 180));
      line.setStyle({ weight: Math.max(1, pixels) });
    }
  }

  // spot draws a place, or those that lie too close to be told apart: a link, like in the drawing.
  private spot(f: Feature) {
    const p = f.properties;
    const at = this.point(f);
    if (p.within_km) L.circle(at, { radius: p.within_km * 1000, className: "radius", interactive: false, weight: 1 }).addTo(this.ground);
    const link = document.createElement("a");
    link.className = `spot${p.many ? " many" : ""}${p.chosen ? " chosen" : ""}`;
    link.href = p.to ?? "";
    link.dataset.ids = p.ids ?? "";
    link.dataset.name = p.name ?? "";
    link.setAttribute("aria-label", `${p.name}: ${p.note}`);
    link.title = `${p.name}: ${p.note}`;
    const dot = text("span", "dot", "");
    if (p.counted) dot.dataset.count = String(p.count); // the link's name says it in words
    const size = 2 * (p.size ?? 6);
    dot.style.width = dot.style.height = `${size}px`;
    link.append(dot);
    if (p.label) {
      const place = text("span", "place", p.label);
      place.style.left = `${size / 2 + 3}px`;
      link.append(place);
    }
    link.draggable = false;
    L.marker(at, { icon: L.divIcon({ className: "pin", html: link, iconSize: [0, 0] }), keyboard: false, interactive: false, zIndexOffset: (p.count ?? 1) * 10 }).addTo(this.spots);
  }
}
