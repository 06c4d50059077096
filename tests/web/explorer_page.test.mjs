// The page opened in Chromium from its file: frame, languages, sizes, proof of sameness. `tools/check --web` builds it and runs this.

import assert from "node:assert/strict";
import {statSync} from "node:fs";
import {after, before, test} from "node:test";

import {file, haveBrowser, linkOf, openPage, press, stateWith, textOf, waitForText, waitUntilOver} from "./explorer_support.mjs";
import {natively} from "./support.mjs";

let browser;
before(async () => (browser = await haveBrowser()));
after(() => browser?.close());

test("the page is one file that is small enough to be sent", () => {
  const kilobytes = statSync(file).size / 1000;
  console.log(`ayni.html: ${kilobytes.toFixed(0)} KB`);
  assert.ok(kilobytes <= 1100, `${kilobytes} KB`);
});

test("it opens on Bolivia and a policy, and draws a first curve without a complaint or a request", async () => {
  const begin = Date.now();
  const page = await openPage(browser);
  await page.waitForSelector(".curves canvas");
  console.log(`first curve after ${Date.now() - begin} ms`);
  await waitForText(page, ".findings li", /last|lasting/i);
  assert.deepEqual(page.complaints, []);
});

test("its numbers are the program's to the last bit, and it says so only after it has computed them", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith())});
  await page.waitForSelector(".curves canvas");
  assert.equal(await page.$("[data-same]"), null);
  await page.waitForSelector("[data-same]");
  assert.equal(await page.$eval("[data-same]", (element) => element.dataset.same), "true");
  const [{digest}] = natively([{file: "scenarios/bolivia.toml"}]);
  assert.equal(await textOf(page, "[data-same] code"), digest.all);
  assert.deepEqual(page.complaints, []);
});

for (const [languages, expected, heading] of [[["es-BO", "en"], "es", "Qué hacen las políticas"], [["qu", "en-GB"], "en", "What the policies do"]]) {
  test(`a browser that asks for ${languages} is answered in ${expected}, and a button changes that`, async () => {
    const page = await openPage(browser, {languages});
    await waitForText(page, "h1", new RegExp(heading));
    assert.equal(await page.$eval("html", (html) => html.lang), expected);
    await press(page, expected === "es" ? "English" : "Español");
    const other = expected === "es" ? "en" : "es";
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, other);
    await waitForText(page, ".findings li", other === "es" ? /alianzas|Duración/ : /lliances|Lasting/);
    assert.deepEqual(page.complaints, []);
  });
}

for (const language of ["en", "es"]) {
  test(`on a phone of 360 pixels nothing hangs over the edge (${language})`, async () => {
    const page = await openPage(browser, {link: linkOf(stateWith({}, {language})), width: 360, height: 740});
    await waitUntilOver(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(page.complaints, []);
  });
}

test("a browser without SIMD or DecompressionStream is told so in both languages, and the link is kept", async () => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(() => {
    delete globalThis.DecompressionStream;
    WebAssembly.validate = () => false;
  });
  const link = linkOf(stateWith());
  await page.goto(`file://${file}${link}`);
  await page.waitForSelector("#unable:not([hidden])");
  const told = await page.$$eval("#unable p:not([hidden])", (all) => all.map((one) => one.innerText).join(" "));
  assert.match(told, /SIMD.*Le falta SIMD.*DecompressionStream.*No puede desempaquetar/s);
  assert.ok(page.url().endsWith(link));
});

test("every control has a name, headings step down one at a time, and text has contrast in light and dark", async () => {
  for (const scheme of ["light", "dark"]) {
    const page = await openPage(browser, {link: linkOf(stateWith()), features: [{name: "prefers-color-scheme", value: scheme}]});
    await waitUntilOver(page);
    const wrong = await page.evaluate(() => {
      const found = [];
      const named = (element) =>
        element.textContent.trim() || element.ariaLabel || element.getAttribute("aria-labelledby") || element.closest("label")?.textContent.trim();
      for (const control of document.querySelectorAll("button, select, input:not([hidden]), textarea, a, summary")) {
        if (!named(control)) found.push(`no name: ${control.outerHTML.slice(0, 80)}`);
      }
      let level = 1;
      for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
        const next = Number(heading.tagName[1]);
        if (next > level + 1) found.push(`heading after level ${level}: ${heading.textContent}`);
        level = next;
      }
      const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
      const luminance = ([r, g, b]) => {
        const linear = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = channels(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest("button:disabled, .heard, option")) continue;
        const [a, b] = [luminance(channels(getComputedStyle(element).color)), luminance(ground(element))].sort((x, y) => y - x);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < 4.5) found.push(`contrast ${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 80)}`);
      }
      return found;
    });
    assert.deepEqual(wrong, [], scheme);
  }
});

test("input is answered within a tenth of a second while runs go on", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({runs: 256}))});
  await waitForText(page, ".findings li", /lliances/);
  await press(page, "Set levers");
  await page.waitForSelector("dialog .lever");
  await page.evaluate(() => {
    globalThis.seen = [];
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((one) => one.name === "keydown" && seen.push(one.duration)));
    observer.observe({type: "event", durationThreshold: 16});
  });
  await page.focus("dialog input[type=search]");
  for (const letter of "counterpart") await page.keyboard.press(letter, {delay: 60});
  await new Promise((done) => setTimeout(done, 500));
  const durations = await page.evaluate(() => seen.sort((a, b) => a - b));
  const median = durations[Math.floor(durations.length / 2)] ?? 0;
  console.log(`keys to paint, ms: ${durations.join(", ")}`);
  assert.ok(median < 100, `${median} ms`);
  assert.match(await textOf(page, "dialog [role=status]"), /[1-9]\d* found/);
});
