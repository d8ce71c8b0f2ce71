// What the room gains from htmx, Leaflet and vis-timeline. The server's pages are the one
// truth: their filter, frame, days and selection are the address, and whatever is drawn
// here comes from that address.

import htmx from "htmx.org";

// Nothing is evaluated, nothing is kept in the browser, and no style is put in: the
// content security policy forbids the first and the last, and the second is nobody's business.
Object.assign(htmx.config, { allowEval: false, allowScriptTags: false, includeIndicatorStyles: false, historyCacheSize: 0, refreshOnHistoryMiss: true, selfRequestsOnly: true, scrollIntoViewOnBoost: false });

const said = document.querySelector<HTMLElement>("#said");

// say tells a screen reader what a page now shows.
export function say() {
  const lede = document.querySelector("main .lede");
  if (said && lede) said.textContent = (lede.textContent ?? "").split(". ")[0] ?? "";
}

// What had the focus is found again in the page that comes, by the part that it stands in and its words.
let focused: { part: string; words: string; name: string } | undefined;

export function keepFocus() {
  const el = document.activeElement;
  const part = el?.closest<HTMLElement>("[data-part]");
  focused = el instanceof HTMLElement && part ? { part: part.dataset.part ?? "", words: el.textContent ?? "", name: el.getAttribute("name") ?? "" } : undefined;
}

export function restoreFocus() {
  if (!focused || (document.activeElement && document.activeElement !== document.body)) return;
  const part = document.querySelector(`[data-part="${CSS.escape(focused.part)}"]`);
  const { words, name } = focused;
  const again = [...(part?.querySelectorAll<HTMLElement>("a, button, input, select, summary") ?? [])].find((el) => (name ? el.getAttribute("name") === name : el.textContent === words));
  (again ?? document.querySelector<HTMLElement>("#main"))?.focus({ preventScroll: true });
}

// Which parts of the filter are open stays as it was.
let open: string[] = [];
const folded = () => [...document.querySelectorAll<HTMLDetailsElement>("details[data-facet]")];

export function keepOpen() {
  open = folded().filter((d) => d.open).map((d) => d.dataset.facet ?? "");
}

export function restoreOpen() {
  for (const d of folded()) d.open = d.open || open.includes(d.dataset.facet ?? "");
}

document.addEventListener("htmx:beforeSwap", () => {
  keepFocus();
  keepOpen();
});
document.addEventListener("htmx:afterSettle", () => {
  restoreOpen();
  restoreFocus();
  say();
});
// A page that cannot be had this way is had the usual way.
for (const fault of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(fault, (event) => {
    const path = (event as CustomEvent<{ pathInfo: { finalRequestPath?: string; requestPath: string } }>).detail.pathInfo;
    location.assign(path.finalRequestPath ?? path.requestPath);
  });
}

// Who goes back twice before this script is there has the address of one page and the words of another.
const loaded = performance.getEntriesByType("navigation")[0]?.name;
if (loaded && new URL(loaded).pathname + new URL(loaded).search !== location.pathname + location.search) location.reload();

if (document.querySelector("#pictures")) void import("./pictures.js").then((p) => p.start());
