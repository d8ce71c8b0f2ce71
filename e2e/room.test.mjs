// Tests of the reading room in a browser: make e2e.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test as timed } from "node:test";
import { openBrowser, openRoom, run, screens } from "./room.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
let room, plain, browser, all;

// No test waits for ever: what hangs fails, by name.
const test = (name, body) => timed(name, { timeout: 240_000 }, body);

before(async () => {
  room = await openRoom();
  plain = await openRoom({ plain: true }); // the room of a program that was built without npm
  browser = await openBrowser();
  const context = await browser.newContext();
  all = await screens(context.request, room.address);
  await context.close();
});

after(async () => {
  await browser?.close();
  await room?.close();
  await plain?.close();
});

// visit opens a page and fails on any request off this machine and on any complaint
// of the browser, such as one about the content security policy.
async function visit({ at = room, ...options }, body) {
  const context = await browser.newContext({ baseURL: at.address, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (r) => r.url().startsWith(at.address) || faults.push(`a request to ${r.url()}`));
  page.on("pageerror", (e) => faults.push(`an error: ${e}`));
  page.on("console", (m) => m.type() === "error" && !m.text().includes("404") && faults.push(`the browser says: ${m.text()}`));
  try {
    await body(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
}

// settled waits until the map and the timeline that move under the hand show the address.
const settled = async (page, turn = 0) => {
  if (!room.bundled || !page.url().includes("/map")) return;
  await page.waitForFunction((t) => Number(document.querySelector("#pictures")?.dataset.turn ?? -1) >= t && !document.querySelector("#pictures").ariaBusy, turn);
};

const seriousFaults = async (page, rules) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((r) => window.axe.run(document, r ? { runOnly: r } : {}), rules);
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
};

test("every screen, light and dark: accessible, nothing from elsewhere", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit({ colorScheme }, async (page) => {
      for (const [name, path] of Object.entries(all)) {
        const answer = await page.goto(path);
        assert.equal(answer.status(), name === "missing" ? 404 : 200, path);
        await settled(page);
        const faults = await seriousFaults(page, colorScheme === "dark" ? ["color-contrast"] : null);
        assert.deepEqual(faults, [], `${name}, ${colorScheme}`);
      }
    });
  }
});

test("every screen fits 390 pixels", async () => {
  await visit({ viewport: { width: 390, height: 800 } }, async (page) => {
    for (const [name, path] of Object.entries(all)) {
      await page.goto(path);
      await settled(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${name} is ${width} pixels wide`);
    }
  });
});

test("no page jumps while it appears", async () => {
  for (const width of [1280, 390]) {
    await visit({ viewport: { width, height: 860 } }, async (page) => {
      await page.addInitScript(() => {
        window.jumps = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.jumps += e.value))).observe({ type: "layout-shift", buffered: true });
      });
      for (const name of ["today", "table", "happening", "map", "selected", "review", "reader"]) {
        await page.goto(all[name]);
        await settled(page);
        await page.waitForTimeout(300);
        assert.ok((await page.evaluate(() => window.jumps)) < 0.02, `${name} at ${width} pixels jumps by ${await page.evaluate(() => window.jumps)}`);
      }
    });
  }
});

for (const way of ["with the bundle", "with the program's own script", "without scripts"]) test(`the filter is the address, and the export is the table, ${way}`, async () => {
  await visit({ at: way === "with the bundle" ? room : plain, javaScriptEnabled: way !== "without scripts" }, async (page, context) => {
    await page.goto("/happenings");
    await page.locator(".facets a", { hasText: /^assault$/ }).click();
    await page.waitForURL(/type=ASSAULT/);
    await page.fill(".facets input[name=q]", "السويداء");
    await page.click(".facets button");
    await page.waitForURL(/type=ASSAULT.*q=|q=.*type=ASSAULT/);
    const ids = await page.locator("tr[data-id]").evaluateAll((rows) => rows.map((r) => r.dataset.id));
    assert.ok(ids.length > 0, "nothing is found under an Arabic name");
    await page.reload();
    assert.deepEqual(await page.locator("tr[data-id]").evaluateAll((rows) => rows.map((r) => r.dataset.id)), ids);
    const link = await page.locator(".exports a").first().getAttribute("href");
    const csv = await (await context.request.get(link)).text();
    assert.deepEqual(csv.trim().split("\r\n").slice(1).map((l) => l.split(",")[0]), ids);
    for (const name of ["XLSX", "GeoJSON", "record (JSON)", "CSV, exact"]) {
      const answer = await context.request.get(await page.locator(".exports a", { hasText: name }).last().getAttribute("href"));
      assert.equal(answer.headers()["trucewatch-rows"], String(ids.length), name);
    }
    const same = await browser.newContext({ baseURL: new URL(page.url()).origin });
    const other = await same.newPage();
    await other.goto(page.url());
    assert.equal(await other.locator("tr[data-id]").count(), ids.length);
    await same.close();
  });
});

test("filter and pages come without a blink: htmx, with history, focus and word for who cannot see it", async (t) => {
  if (!room.bundled) return t.skip("built without npm");
  await visit({}, async (page) => {
    await page.goto("/happenings");
    const all = await page.locator("main .lede").textContent();
    await page.evaluate(() => (window.here = true));
    const link = page.locator(".facets a", { hasText: /^assault$/ });
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/type=ASSAULT/);
    await page.waitForFunction(() => document.querySelector("#said").textContent !== "");
    assert.equal(await page.evaluate(() => window.here), true, "the page was loaded anew");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "assault");
    const fewer = await page.locator("main .lede").textContent();
    assert.notEqual(fewer, all);
    assert.ok(fewer.startsWith(await page.locator("#said").textContent()));
    await page.locator(".facets details", { hasText: "outlet" }).locator("summary").click();
    await page.locator("thead a").first().click();
    await page.waitForURL(/sort=/);
    assert.ok(await page.locator('.facets details[data-facet="outlet"]').evaluate((d) => d.open), "what was unfolded stays so");
    // Going back loads the page of that address anew: the words are looked at in the page
    // that came, not in the one that is about to go.
    const back = async (search, words) => {
      await page.evaluate(() => (window.here = true));
      await page.goBack({ waitUntil: "commit" }).catch(() => {}); // the loading ends the going back
      await page.waitForFunction((to) => !window.here && document.readyState === "complete" && location.search === to, search);
      assert.equal(await page.locator("main .lede").textContent(), words);
    };
    await back("?type=ASSAULT", fewer);
    await back("", all);
  });
});

test("a value leads to its sentence", async () => {
  await visit({}, async (page) => {
    await page.goto(all.happening);
    await page.locator(".matrix td a").first().click();
    assert.match(page.url(), /\/reports\/.*#text-/);
    const target = page.locator(":target");
    await target.first().waitFor(); // the address changes before the page is there
    assert.equal(await target.count(), 1);
    assert.ok(await target.isVisible());
  });
});

test("the drawings: what is selected in one picture is selected in all", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await visit({ at: plain, javaScriptEnabled }, async (page) => {
      await page.goto("/map");
      if (javaScriptEnabled) {
        await page.locator(".time a[data-id]").first().hover();
        const id = await page.locator(".time a[data-id]").first().getAttribute("data-id");
        assert.equal(await page.locator(`li[data-id="${id}"].sel`).count(), 1);
        await page.locator(".spot").last().focus();
        assert.ok((await page.locator("li.sel").count()) > 0);
      }
      // A bar of the timeline selects its dot and its line of the list.
      const placed = await page.locator("li[data-id]", { has: page.locator('a[href^="/places/"]') }).first().getAttribute("data-id");
      await page.locator(`.time a[data-id="${placed}"]`).first().click({ force: true });
      assert.match(page.url(), /sel=e%3A/);
      const chosen = page.locator(`li[data-id="${placed}"].chosen`);
      await chosen.first().waitFor({ state: "attached" });
      assert.equal(await chosen.count(), 1);
      assert.ok((await page.locator(".spot.chosen").count()) <= 1);
      // A dot selects its bars; the table keeps the selection.
      await page.goto("/map");
      const spot = page.locator(".spot:not(.many)").last();
      const name = await spot.getAttribute("aria-label");
      await spot.click({ force: true });
      assert.match(page.url(), /sel=p%3A/);
      assert.ok((await page.locator(".selected").textContent()).includes(name.split(":")[0]));
      await page.getByText("only these, as a table").click();
      assert.match(page.url(), /\/happenings\?.*place=/);
      // A place in the table leads to the map with the row selected.
      await page.locator("td.c-place a").first().click();
      assert.match(page.url(), /\/map\?.*sel=e%3A/);
      await page.locator(".chosen").first().waitFor({ state: "attached" });
      await page.getByText("List what is in this frame").click();
      assert.match(page.url(), /\/happenings\?.*frame=/);
    });
  }
});

test("the drawn map: its frame is its address, by links, keys and dragging", async () => {
  await visit({ at: plain, viewport: { width: 1280, height: 900 } }, async (page) => {
    const frame = async () => (await page.locator("svg[data-frame]").getAttribute("data-frame")).split(",").map(Number);
    await page.goto("/map");
    const [west, south, east, north] = await frame();
    await page.getByText("Zoom in", { exact: true }).click();
    const closer = await frame();
    assert.ok(closer[2] - closer[0] < east - west && closer[3] - closer[1] < north - south);
    await press(page, "-");
    const wider = await frame();
    assert.ok(wider[2] - wider[0] > closer[2] - closer[0]);
    const box = await page.locator("svg[data-frame]").boundingBox();
    await page.mouse.move(box.x + 20, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 220, box.y + 40, { steps: 5 });
    await Promise.all([page.waitForNavigation(), page.mouse.up()]);
    assert.ok((await frame())[0] < wider[0], "dragging to the right shows what lies west");
    await page.getByText("All places").click();
    assert.deepEqual(await frame(), [west, south, east, north]);
    await page.locator(".spot").last().focus();
    await press(page, "ArrowRight");
    assert.ok((await frame())[0] > west);
    await page.getByText("Fewer days").click();
    assert.match(page.url(), /from=.*to=/);
  });
});

test("the map that moves: wheel, drag, keys, pinch; the address, the list and the days keep step", async (t) => {
  if (!room.bundled) return t.skip("built without npm");
  await visit({ viewport: { width: 1280, height: 900 }, hasTouch: true, reducedMotion: "reduce" }, async (page, context) => {
    await page.goto("/map?frame=35.2,32.2,37.4,33.8");
    await settled(page);
    assert.ok(await page.locator(".chart").isVisible());
    assert.ok(!(await page.locator("svg[data-frame]").isVisible()), "the drawing gives way to the map");
    for (const what of ["path.ground.coast", "path.ground.border", "path.ground.disputed", "path.land", "path.zone", "path.band", "path.radius", ".town-name", ".spot"]) {
      assert.ok((await page.locator(`.chart ${what}`).count()) > 0, what);
    }
    const names = (where) => page.locator(`${where} .spot`).evaluateAll((all) => all.map((el) => el.getAttribute("aria-label").split(":")[0]).sort());
    const drawn = await (await context.request.get(`/map/drawn?view=35.2,32.2,37.4,33.8&size=960x600`)).json();
    assert.deepEqual(drawn.map.features.filter((f) => f.properties.kind === "spot").map((f) => f.properties.name).sort(), await names("svg"), "one set of positions");
    const band = Number(await page.locator(".chart path.band").first().getAttribute("stroke-width"));
    const frame = () => new URL(page.url()).searchParams.get("frame")?.split(",").map(Number);
    const wide = ([w, , e]) => e - w;
    const box = await page.locator(".chart").boundingBox();
    const first = frame();
    let turn = 0;
    const moved = async (act) => {
      const before = page.url();
      await act();
      await page.waitForURL((u) => u.href !== before);
      await settled(page, ++turn);
    };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await moved(() => page.mouse.wheel(0, -240));
    const closer = frame();
    assert.ok(wide(closer) < wide(first), `${closer} is no closer than ${first}`);
    assert.ok(Number(await page.locator(".chart path.band").first().getAttribute("stroke-width")) > band, "the band has not grown with the map");
    const list = await page.locator("#in-frame").getAttribute("href");
    assert.equal(new URL(list, room.address).searchParams.get("frame"), closer.join(","));
    await moved(async () => {
      await page.mouse.move(box.x + 300, box.y + 300);
      await page.mouse.down();
      await page.mouse.move(box.x + 500, box.y + 320, { steps: 6 });
      await page.mouse.up();
    });
    assert.ok(frame()[0] < closer[0], "dragging to the right shows what lies west");
    const west = frame();
    await page.locator(".chart").focus();
    await moved(() => page.keyboard.press("ArrowRight"));
    assert.ok(frame()[0] > west[0]);
    const before = wide(frame());
    await moved(() => page.keyboard.press("-"));
    assert.ok(wide(frame()) > before);
    // Two fingers.
    const touch = await context.newCDPSession(page);
    const spread = wide(frame());
    const [x, y] = [box.x + 400, box.y + 250];
    const fingers = (d) => [{ x: x - d, y, id: 1 }, { x: x + d, y, id: 2 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(40) });
    for (const d of [60, 80, 100, 120]) {
      await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(d) });
      await page.waitForTimeout(50);
    }
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForURL((u) => wide(u.searchParams.get("frame").split(",").map(Number)) < spread / 1.5); // spreading two fingers comes closer
    await page.waitForTimeout(500);
    const kept = page.url();
    await page.reload();
    await settled(page);
    assert.equal(page.url(), kept, "a page loaded anew keeps its address");
    await page.getByText("All places").click();
    await page.waitForURL((u) => !u.search.includes("frame="));
    await settled(page, 1);
    await page.goBack();
    await page.waitForURL(kept);
  });
});

test("the map and the timeline that move: what is selected in one is selected in all", async (t) => {
  if (!room.bundled) return t.skip("built without npm");
  await visit({ viewport: { width: 1280, height: 1400 }, reducedMotion: "reduce" }, async (page) => {
    await page.goto("/map?frame=35.2,32.2,37.4,33.8");
    await settled(page);
    await page.evaluate(() => (window.here = true));
    // Every bar and every dot is reached by Tab and has a name.
    const bars = page.locator(".days a[data-id]");
    assert.ok((await bars.count()) > 0);
    assert.ok((await bars.evaluateAll((all) => all.every((a) => a.getAttribute("aria-label") && a.tabIndex === 0))) && (await page.locator(".chart .spot").evaluateAll((all) => all.every((a) => a.getAttribute("aria-label") && a.tabIndex === 0))));
    const id = await bars.first().getAttribute("data-id");
    await bars.first().focus();
    assert.equal(await page.locator(`li[data-id="${id}"].sel`).count(), 1, "what has the focus is marked in the list");
    await page.keyboard.press("Enter");
    await page.waitForURL(/sel=e%3A|sel=e:/);
    await settled(page, 1);
    assert.equal(await page.locator(`li[data-id="${id}"].chosen`).count(), 1);
    assert.equal(await page.locator(`.days .vis-item.chosen a[data-id="${id}"]`).count(), 1);
    assert.equal(await page.evaluate(() => window.here), true, "the page was loaded anew");
    const spot = page.locator(".chart .spot:not(.many)").last();
    const name = await spot.getAttribute("data-name");
    await spot.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/sel=p/);
    await settled(page, 2);
    assert.ok((await page.locator(".selected").textContent()).includes(name));
    assert.equal(await page.locator(".chart .spot.chosen").getAttribute("data-name"), name);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), name, "the focus stays where it was");
    // Days chosen by the hand are days of the filter, also where the hand takes hold of a bar.
    const lines = await page.locator(".days .vis-item").first().boundingBox();
    const turn = Number(await page.locator("#pictures").getAttribute("data-turn"));
    await page.mouse.move(lines.x + lines.width / 2, lines.y + lines.height / 2);
    await page.mouse.down();
    await page.mouse.move(lines.x + lines.width / 2 - 90, lines.y + lines.height / 2, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/from=.*to=/);
    await settled(page, turn + 1);
    const at = new URL(page.url()).searchParams;
    assert.equal(await page.inputValue(".facets input[name=from]"), at.get("from"));
    assert.ok(at.get("sel").startsWith("p:"), "a drag that begins on a bar is no click on it");
    // A filter keeps the map.
    await page.goto("/map");
    await settled(page);
    await page.evaluate(() => (window.here = true));
    await page.locator(".facets a", { hasText: /^assault$/ }).click();
    await page.waitForURL(/type=ASSAULT/);
    await settled(page, 1);
    assert.equal(await page.evaluate(() => window.here), true);
    await page.getByText("List what is in this frame").click();
    await page.waitForURL(/\/happenings\?.*frame=/);
  });
});

const openClaims = async (page) => Number((await page.locator(".lede").textContent()).match(/(\d+) of \d+ claims open/)[1]);
const claim = (page) => page.locator("#h-claim").textContent();

test("each key of the review queue", async () => {
  await visit({}, async (page) => {
    await page.goto("/review");
    const total = await openClaims(page);
    const first = await claim(page);
    await press(page, "j");
    assert.notEqual(await claim(page), first);
    await press(page, "k");
    assert.equal(await claim(page), first);
    for (const [n, key] of ["a", "x", "u"].entries()) {
      await press(page, key);
      await page.goto("/review");
      assert.equal(await openClaims(page), total - n - 1, key);
    }
    await press(page, "z");
    await page.goto("/review");
    assert.equal(await openClaims(page), total - 2);
    await page.keyboard.press("?");
    assert.ok(await page.locator(".keys dl").isVisible());
    await page.keyboard.press("c");
    await page.keyboard.type("ajx: who says so?");
    assert.equal(await page.inputValue("input[name=why]"), "ajx: who says so?");
    await page.keyboard.press("Escape");
    assert.equal(await openClaims(page), total - 2);
    await page.locator("button", { hasText: "Comment" }).last().click();
    await page.goto("/decisions");
    const log = await page.locator("main").textContent();
    for (const words of ["accepted", "rejected", "unsure", "undone", "ajx: who says so?", "Ana Analyst"]) assert.ok(log.includes(words), words);
  });
  const exported = (await run("decisions", "export", "--db", room.db)).trim().split("\n");
  assert.equal(exported.length, 5);
});

const digest = async (context) => (await (await context.request.get("/api/v1/ledger")).json()).digest;

for (const javaScriptEnabled of [true, false]) {
  test(`correct, merge and split change the record, and undoing brings it back, ${javaScriptEnabled ? "with the keys e, m, s" : "without scripts"}`, async () => {
    await visit({ javaScriptEnabled }, async (page, context) => {
      const before = await digest(context);
      const open = async (key, words) => {
        await page.goto("/review?kind=incident");
        if (javaScriptEnabled) await press(page, key);
        else await page.locator(`[data-key="${key}"]`).click();
        assert.ok((await page.locator("main").textContent()).includes(words), words);
      };
      const undo = async () => {
        await page.goto("/decisions");
        await page.locator("button", { hasText: "Undo" }).first().click();
        assert.equal(await digest(context), before);
      };
      await open("e", "Correct a claim");
      await page.fill("input[name=set-date]", "2019-02-03");
      await page.fill("input[name=why]", "as the sentence has it");
      await page.locator("button", { hasText: "Correct it" }).click();
      assert.notEqual(await digest(context), before);
      assert.ok((await page.locator("main").textContent()).includes("3 Feb 2019"));
      await undo();
      await open("m", "What is it the same as?");
      if ((await page.locator(".candidate input").count()) === 0) {
        await page.fill(".results input[name=name], main input[name=name]", "a");
      }
      await page.locator(".candidate input").first().check();
      await page.locator("button", { hasText: "These are one happening" }).click();
      assert.notEqual(await digest(context), before);
      await undo();
      const many = (await (await context.request.get("/api/v1/events?limit=500")).json()).rows.find((e) => new Set(e.mentions.map((m) => m.report)).size > 1 && e.mentions.length > 1).id;
      await page.goto(`/happenings/${many}/split`);
      await page.locator(".candidate input").first().check();
      await page.locator("button", { hasText: "Split them" }).click();
      assert.notEqual(await digest(context), before);
      await undo();
      await open("s", "Split what is not one");
      const names = (await (await context.request.get("/api/v1/actors?limit=500")).json()).rows.filter((a) => a.kind !== "state");
      await page.goto(`/actors/${names[0].id}/merge?name=${encodeURIComponent(names[1].name)}`);
      await page.locator(`.candidate input[value="${names[1].id}"]`).check();
      await page.locator("button", { hasText: "These are one actor" }).click();
      assert.notEqual(await digest(context), before);
      await page.goto(`/actors/${names[1].id}`);
      assert.ok(page.url().endsWith(`/actors/${names[0].id}`), "who was merged leads to the other");
      await undo();
    });
  });
}

test("a page says that something changed, and does not move", async () => {
  // The one who decides has a window of their own: a page behind another is drawn late, or never.
  const theirs = await browser.newContext({ baseURL: room.address });
  await visit({}, async (page, context) => {
    await page.goto("/happenings");
    await page.evaluate(() => window.scrollTo(0, 150));
    const at = await page.evaluate(() => window.scrollY);
    const other = await theirs.newPage();
    const names = (await (await context.request.get("/api/v1/events?limit=2")).json()).rows.map((e) => e.id);
    await other.goto(`/happenings/${names[0]}/merge?name=${names[1]}`);
    await other.locator(`.candidate input[value="${names[1]}"]`).check();
    await other.locator("button", { hasText: "These are one happening" }).click();
    await theirs.close();
    await page.locator(".bell a").waitFor({ timeout: 15000 });
    assert.equal(await page.evaluate(() => window.scrollY), at);
    await page.locator(".bell a").click();
    const main = await page.locator("main").textContent();
    assert.ok(main.includes("merged") && main.includes("now part of"), main);
    await page.goto("/");
    await page.locator("button", { hasText: "I have seen all this" }).click();
    assert.ok((await page.locator("main").textContent()).includes("Nothing changed since you said that you had seen it all"));
    await page.goto("/decisions");
    await page.locator("button", { hasText: "Undo" }).first().click();
  });
});

async function press(page, key) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
}

test("without scripts: reading and deciding", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    for (const path of Object.values(all)) {
      await page.goto(path);
      assert.ok((await page.locator("main").textContent()).length > 40, path);
    }
    await page.goto("/review");
    const before = await openClaims(page);
    await page.fill("input[name=why]", "the sentence says so");
    await page.locator("button", { hasText: "Accept" }).click();
    await page.goto("/review");
    assert.equal(await openClaims(page), before - 1);
  });
});

test("text from the right runs from the right", async () => {
  await visit({}, async (page) => {
    await page.goto(all.arabic);
    assert.equal(await page.locator("article.text").evaluate((el) => getComputedStyle(el).direction), "rtl");
  });
});

test("with the keyboard alone: skip to the page, and every link shows the focus", async () => {
  await visit({}, async (page) => {
    await page.goto("/happenings");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the page");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  });
});
