// Tests of the reading room in a browser: make e2e.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, openRoom, run, screens } from "./room.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
let room, browser, all;

before(async () => {
  room = await openRoom();
  browser = await openBrowser();
  const context = await browser.newContext();
  all = await screens(context.request, room.address);
  await context.close();
});

after(async () => {
  await browser?.close();
  await room?.close();
});

// visit opens a page and fails on any request off this machine and on any complaint
// of the browser, such as one about the content security policy.
async function visit(options, body) {
  const context = await browser.newContext({ baseURL: room.address, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (r) => r.url().startsWith(room.address) || faults.push(`a request to ${r.url()}`));
  page.on("pageerror", (e) => faults.push(`an error: ${e}`));
  page.on("console", (m) => m.type() === "error" && !m.text().includes("404") && faults.push(`the browser says: ${m.text()}`));
  try {
    await body(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
}

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
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${name} is ${width} pixels wide`);
    }
  });
});

test("the filter is the address, and the export is the table", async () => {
  await visit({}, async (page, context) => {
    await page.goto("/happenings");
    await page.locator(".facets a", { hasText: /^assault$/ }).click();
    assert.match(page.url(), /type=ASSAULT/);
    await page.fill(".facets input[name=q]", "السويداء");
    await page.click(".facets button");
    assert.match(page.url(), /type=ASSAULT/);
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
    const same = await browser.newContext({ baseURL: room.address });
    const other = await same.newPage();
    await other.goto(page.url());
    assert.equal(await other.locator("tr[data-id]").count(), ids.length);
    await same.close();
  });
});

test("a value leads to its sentence", async () => {
  await visit({}, async (page) => {
    await page.goto(all.happening);
    await page.locator(".matrix td a").first().click();
    assert.match(page.url(), /\/reports\/.*#text-/);
    const target = page.locator(":target");
    assert.equal(await target.count(), 1);
    assert.ok(await target.isVisible());
  });
});

test("what is selected in one picture is selected in all", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await visit({ javaScriptEnabled }, async (page) => {
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
      assert.equal(await page.locator(`li[data-id="${placed}"].chosen`).count(), 1);
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
      assert.ok((await page.locator(".chosen").count()) > 0);
      await page.getByText("List what is in this frame").click();
      assert.match(page.url(), /\/happenings\?.*frame=/);
    });
  }
});

test("the frame of the map is its address: links, keys, dragging", async () => {
  await visit({ viewport: { width: 1280, height: 900 } }, async (page) => {
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
  await visit({}, async (page, context) => {
    await page.goto("/happenings");
    await page.evaluate(() => window.scrollTo(0, 150));
    const at = await page.evaluate(() => window.scrollY);
    const other = await context.newPage();
    const names = (await (await context.request.get("/api/v1/events?limit=2")).json()).rows.map((e) => e.id);
    await other.goto(`/happenings/${names[0]}/merge?name=${names[1]}`);
    await other.locator(`.candidate input[value="${names[1]}"]`).check();
    await other.locator("button", { hasText: "These are one happening" }).click();
    await page.bringToFront();
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
