// Takes the pictures of docs/screens on the sample reports: make screenshots.
import { mkdirSync } from "node:fs";
import { openBrowser, openRoom, screens } from "./room.mjs";

const folder = new URL("../docs/screens/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const room = await openRoom();
const browser = await openBrowser();
const take = async (name, path, { at, ...options } = {}) => {
  const context = await browser.newContext({ baseURL: room.address, viewport: { width: 1280, height: 860 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(path);
  if (room.bundled && path.startsWith("/map")) await page.waitForFunction(() => document.querySelector("#pictures").dataset.turn === "0");
  if (at) await page.locator(at).evaluate((el) => el.scrollIntoView());
  await page.screenshot({ path: `${folder}${name}.png` });
  await context.close();
};
const context = await browser.newContext();
const all = await screens(context.request, room.address);
await context.close();
await take("today", all.today);
await take("table", "/happenings?kind=incident&kind=talks");
await take("happening", all.happening);
await take("toll", all.toll, { colorScheme: "dark" });
await take("map", "/map?frame=35.2,32.2,37.4,33.8");
await take("selected", `${all.selectedPlace}#pictures`);
await take("reader", all.reader);
await take("review", "/review?kind=talks");
await take("correct", all.correct);
await take("merge", all.merge);
await take("phone", "/happenings?kind=incident", { viewport: { width: 390, height: 860 } });
await take("phone-map", "/map?frame=35.2,32.2,37.4,33.8", { at: "#told", viewport: { width: 390, height: 860 }, colorScheme: "dark" });
await browser.close();
await room.close();
