// Opens the reading room on the sample reports, and a browser, for tests and pictures.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("..", import.meta.url).pathname;
const program = join(root, "bin/trucewatch");

// run runs the program to its end. Status 3 says that something was left out: one
// sample is hostile on purpose.
export function run(...args) {
  return new Promise((resolve, reject) => {
    const p = spawn(program, args, { cwd: root });
    let out = "";
    p.stdout.on("data", (b) => (out += b));
    p.on("exit", (code) => (code === 0 || code === 3 ? resolve(out) : reject(new Error(`trucewatch ${args.join(" ")}: status ${code}`))));
  });
}

// openRoom reads the samples into a project of its own and serves it; plain is the room
// as a program has it that was built without npm.
export async function openRoom({ plain = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "trucewatch-"));
  const db = join(folder, "room.db");
  const arabic = join(folder, "arabic.txt");
  writeFileSync(arabic, "قالت وزارة الخارجية إن المحادثات بدأت يوم الثلاثاء.\n\nنفى المتحدث ذلك.\n");
  await run("read", "--quiet", "--db", db, "samples/reports", arabic);
  const server = spawn(program, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--as", "Ana Analyst", ...(plain ? ["--plain"] : [])], { cwd: root });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (b) => {
      said += b;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`serve ended with status ${code}: ${said}`)));
  });
  const close = () =>
    new Promise((resolve) => {
      server.on("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      server.kill("SIGINT");
    });
  const bundled = (await fetch(`${address}/assets/bundle.js`)).ok;
  return { address, db, bundled, close };
}

// openBrowser starts the Chromium of this machine.
export function openBrowser() {
  const found = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
  if (!found) throw new Error("no Chromium on this machine: install chromium, or name it in CHROMIUM");
  return chromium.launch({ executablePath: found, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"] });
}

// screens lists an address of every screen.
export async function screens(request, address) {
  const list = async (name, query) => (await (await request.get(`${address}/api/v1/${name}?${query}`)).json()).rows;
  const told = (rows) => rows.sort((a, b) => b.reports - a.reports)[0].id; // by most reports
  const talks = told(await list("search", "kind=talks"));
  const toll = told(await list("search", "kind=toll"));
  const reports = await list("reports", "");
  const arabic = reports.find((r) => r.file === "arabic.txt").id;
  const claim = (await (await request.get(`${address}/review?kind=talks`)).text()).match(/\/review\/correct\?claim=([0-9a-f-]+)/)[1];
  const actor = (await list("actors", "")).find((a) => a.roles.length > 0).id;
  const place = (await list("places", "")).find((p) => p.lat !== null).id;
  const events = await list("events", "");
  const placed = new Set((await list("places", "limit=500")).filter((p) => p.lat !== null).map((p) => p.id));
  const busiest = [...placed].sort((a, b) => events.filter((e) => e.place === b).length - events.filter((e) => e.place === a).length)[0];
  return {
    today: "/", table: "/happenings", filtered: "/happenings?type=ASSAULT&sort=place", happening: `/happenings/${talks}`, toll: `/happenings/${toll}`,
    changes: "/changes?since=week", correct: `/review/correct?claim=${claim}`, merge: `/happenings/${talks}/merge`, split: `/happenings/${talks}/split`,
    mergeActor: `/actors/${actor}/merge`, splitActor: `/actors/${actor}/split`, mergePlace: `/places/${place}/merge`, splitPlace: `/places/${place}/split`, copies: `/reports/${reports[0].id}/copies`,
    map: "/map", selected: `/map?sel=e:${toll}`, reports: "/reports", reader: `/reports/${reports[0].id}`, arabic: `/reports/${arabic}`, actors: "/actors", actor: `/actors/${actor}`,
    selectedPlace: `/map?sel=p:${busiest}`, places: "/places", place: `/places/${place}`, agreements: "/agreements", differences: "/disagreements", review: "/review", bulk: "/review/bulk",
    decisions: "/decisions", about: "/about", api: "/api", missing: "/happenings/e-gone",
  };
}
