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

test("what is selected on the map is selected in timeline and list", async () => {
  await visit({}, async (page) => {
    await page.goto("/map");
    await page.locator(".time a[data-id]").first().hover();
    const id = await page.locator(".time a[data-id]").first().getAttribute("data-id");
    assert.equal(await page.locator(`li[data-id="${id}"].sel`).count(), 1);
    await page.locator(".spot").last().focus();
    assert.ok((await page.locator("li.sel").count()) > 0);
    await page.getByText("List what is in this frame").click();
    assert.match(page.url(), /\/happenings\?frame=/);
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
