// Explore in Chromium: links, levers, files, what is wrong, stopping; numbers equal to the program's.

import assert from "node:assert/strict";
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test} from "node:test";

import {classroom, haveBrowser, linkOf, openPage, patience, press, stateWith, textOf, waitForText, waitUntilOver} from "./explorer_support.mjs";
import {program} from "./support.mjs";

let browser;
let folder;
before(async () => {
  browser = await haveBrowser();
  folder = mkdtempSync(join(tmpdir(), "ayni-page-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true, force: true});
});

/** Waits for a download of that name and gives its path. */
async function downloaded(page, name, act) {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", {behavior: "allow", downloadPath: folder, browserContextId: page.browserContext().id});
  await act();
  for (let waited = 0; waited < patience; waited += 100) {
    if (readdirSync(folder).includes(name)) return join(folder, name);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${name} did not come; there is ${readdirSync(folder)}`);
}

function drop(page, name, text) {
  return page.evaluate((fileName, content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], fileName));
    dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
  }, name, text);
}

test("a link opens what was set when it was made, and the address follows what is set", async () => {
  const state = stateWith({shocks: {"shock.dry.target": '"yield"', "shock.dry.size": "-0.4", "shock.dry.start_month": "30", "shock.dry.months": "12"}});
  const page = await openPage(browser, {link: linkOf(state)});
  await waitUntilOver(page);
  assert.match(await textOf(page, "section[aria-labelledby=shocks]"), /harvests −40%.*July 2009 for 12 months/);
  const names = await page.$$eval(".policy-name", (all) => all.map((one) => one.value));
  assert.deepEqual(names, ["classroom", "indexed"]);
  const before = await page.$$eval(".findings li", (all) => all.map((one) => one.textContent));
  await page.select(".runbar select", "32");
  await waitUntilOver(page, 32);
  const address = await page.waitForFunction((old) => location.hash !== old && location.hash, {}, linkOf(state)).then((handle) => handle.jsonValue());
  const again = await openPage(browser, {link: address});
  await waitUntilOver(again, 32);
  const [first, second] = await Promise.all([page, again].map((one) => one.$$eval(".findings li", (all) => all.map((each) => each.textContent))));
  assert.deepEqual(second, first);
  assert.notDeepEqual(first, before);
  assert.deepEqual([...page.complaints, ...again.complaints], []);
});

for (const [what, link, words] of [
  ["of another version", linkOf(stateWith(), 2), /another version.*the link is as it was/i],
  ["that was cut off", linkOf(stateWith()).slice(0, 40), /damaged/],
  ["whose state is none", linkOf({tab: "explore", language: null, explore: {policies: 3}, teach: {}}), /damaged/],
]) {
  test(`a link ${what} is told in words and left in the address`, async () => {
    const page = await openPage(browser, {link});
    await waitForText(page, ".notice", words);
    await page.waitForSelector(".curves canvas");
    assert.ok(page.url().endsWith(link));
    await press(page, "Understood", ".notice");
    await page.waitForFunction((old) => location.hash !== old, {}, link);
    assert.deepEqual(page.complaints, []);
  });
}

test("runs can be stopped at any time, and go on from where they were", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({policies: [classroom("slow", {"scale.size": "1"}), classroom("other", {"scale.size": "1", "trade.indexation": "1"})], runs: 64}))});
  await waitForText(page, ".runbar .told", /^[1-9]\d* of 64$/);
  await press(page, "Stop");
  await waitForText(page, ".runbar button", /^Go on$/);
  const told = await textOf(page, ".runbar .told");
  await new Promise((done) => setTimeout(done, 1500));
  assert.equal(await textOf(page, ".runbar .told"), told);
  await press(page, "Go on");
  await page.waitForFunction((old) => document.querySelector(".runbar .told").textContent !== old, {timeout: patience}, told);
  assert.deepEqual(page.complaints, []);
});

test("a stop does not wait for a replicate that takes long: its worker is replaced, and the runs can go on", async () => {
  const large = {"scale.size": "3"};  // three Bolivias: seconds a replicate
  const page = await openPage(browser, {link: linkOf(stateWith({policies: [classroom("large", large), classroom("other", {...large, "trade.indexation": "1"})]}))});
  await waitForText(page, ".runbar button", /^Stop$/);
  await page.waitForFunction(() => document.querySelector(".results").ariaBusy === "true", {timeout: patience});
  await new Promise((done) => setTimeout(done, 1000));
  const before = page.workers();
  await press(page, "Stop");
  await waitForText(page, ".runbar button", /^Go on$/);
  await new Promise((done) => setTimeout(done, 1500));
  const after = page.workers();
  assert.ok(after.some((worker) => !before.includes(worker)), "a worker was replaced");
  assert.deepEqual(page.complaints, []);
});

test("levers are found in either language, set by keyboard alone, and undone", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({policies: [classroom()]}, {language: "es"}))});
  await waitForText(page, ".findings li", /\d/);
  await page.focus(".card .actions button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog .lever");
  await page.focus("dialog input[type=search]");
  await page.keyboard.type("plan que pagan los productores");
  await page.waitForFunction(() => document.querySelectorAll("dialog .lever").length === 1);
  assert.match(await textOf(page, "dialog .lever"), /parte del plan que pagan los productores.*project\.counterpart_share.*En este escenario: 0,3.*0,1 a 0,5/s);
  await page.focus("dialog .lever input[type=range]");
  await page.keyboard.press("ArrowLeft");
  await waitForText(page, "dialog .lever.is-set", /Deshacer/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", {hidden: true});
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Mover palancas");
  await waitForText(page, ".card .settings", /parte del plan que pagan los productores: 0\.295/);
  await waitUntilOver(page);
  await page.click(".card .settings button");
  await page.waitForSelector(".card .settings", {hidden: true});
  assert.deepEqual(page.complaints, []);
});

test("a rule can be made to change in a month", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({policies: [classroom()]}))});
  await waitForText(page, ".findings li", /\d/);
  await press(page, "Set levers");
  await page.waitForSelector("dialog .lever");
  await page.select(".lever-tools select", "later");
  await page.type("dialog input[type=search]", "trade.indexation");
  await page.waitForFunction(() => document.querySelectorAll("dialog .lever").length === 1);
  await page.focus("dialog .lever input[type=range]");
  await page.keyboard.press("End");
  await waitForText(page, ".card .settings", /from January 2010 on: how much of the contract price follows the market; 1: wholly: 1/);
  await waitUntilOver(page);
  assert.deepEqual(page.complaints, []);
});

test("all mistakes of a TOML that is opened are told at their lines; it is corrected here, and nothing set before is lost", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith())});
  await waitUntilOver(page);
  await drop(page, "mine.toml", 'extends = "classroom.toml"\nname = "mine"\n\n[trade]\nindexatoin = 1\n\n[project]\ncounterpart_share = 3\n');
  await waitForText(page, ".correction .problems", /mine\.toml:5:1.*Did you mean indexation\?.*mine\.toml:8:\d+.*too large/s);
  assert.equal((await page.$$(".card")).length, 2);
  await page.$eval(".correction textarea", (area) => {
    area.value = area.value.replace("indexatoin", "indexation").replace("= 3", "= 0.2");
    area.dispatchEvent(new Event("input", {bubbles: true}));
  });
  await press(page, "Try again");
  await page.waitForFunction(() => document.querySelectorAll(".card").length === 3);
  await waitForText(page, ".findings h2", /mine/);
  await waitUntilOver(page);
  assert.deepEqual(page.complaints, []);
});

test("a scenario too large for the page is refused before it runs, and settings that are wrong are named", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({policies: [classroom("huge", {"scale.size": "20"}), classroom("wrong", {"trade.indexatoin": "1"})]}))});
  await waitForText(page, ".lead [role=alert]", /huge.*households; the page has memory for 400,000.*wrong.*trade\.indexatoin.*is not a parameter/s);
  assert.equal(await page.$(".curves canvas"), null);
  const names = await page.$$eval(".policy-name", (all) => all.map((one) => one.value));
  assert.deepEqual(names, ["huge", "wrong"]);
  assert.deepEqual(page.complaints, []);
});

test("the TOML of each policy gives the program the page's numbers", async () => {
  const shocks = {"shock.dry.target": '"yield"', "shock.dry.size": "-0.4", "shock.dry.start_month": "30"};
  const policies = [classroom(), classroom("mine", {"trade.indexation": "0.5", "change.from_40.month": "40", "change.from_40.set.project.tranches": "1"})];
  const page = await openPage(browser, {link: linkOf(stateWith({policies, shocks}))});
  await waitUntilOver(page);
  const files = [];
  for (const [k, {name}] of policies.entries()) {
    files.push(await downloaded(page, `${name}.toml`, () => page.$$eval(".card .actions", (all, place) =>
      [...all[place].querySelectorAll("button")].find((button) => button.textContent === "Save TOML").click(), k)));
  }
  const output = join(folder, "same.h5");
  const {sections} = JSON.parse(program("compare", ...files, "-n", "16", "--json", "-o", output));
  const findings = sections.find(({name}) => name === "summary").tables[0].rows.filter(({finding_arm: arm}) => arm === "mine");
  const shown = await page.$$eval(".findings li", (all) => all.map((one) => one.children[1].textContent));
  assert.deepEqual(shown, findings.map(({finding_sentence: sentence}) => sentence));
  assert.equal(shown.length, 6);
});

test("curves are saved as table, SVG and PNG", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({}, {language: "es"}))});
  await waitUntilOver(page);
  const csv = readFileSync(await downloaded(page, "lasting-levels.csv", () => press(page, "Guardar tabla (CSV)", ".curves")), "utf8");
  assert.match(csv, /^\ufeffmeses desde la firma;classroom;classroom low;classroom high;indexed;indexed low;indexed high\r\n0;1;1;1;1;1;1\r\n/);
  assert.match(csv, /;0,\d+/);
  const svg = readFileSync(await downloaded(page, "lasting-levels.svg", () => press(page, "Guardar figura (SVG)", ".curves")), "utf8");
  assert.match(svg, /<polyline .*Una simulación de ayni/s);
  const png = readFileSync(await downloaded(page, "lasting-levels.png", () => press(page, "Guardar figura (PNG)", ".curves")));
  assert.deepEqual([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join(""), "PNG");
  assert.deepEqual(page.complaints, []);
});

test("every scenario of the page opens, and each part of the results can be shown", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith())});
  await waitUntilOver(page);
  for (const name of ["group", "fifth of income", "region", "product"]) {
    await press(page, name, ".choice");
    await page.waitForFunction((wanted) => document.querySelector("[aria-labelledby=winners-title] thead th").textContent === wanted, {}, name);
    const rows = await page.$$("[aria-labelledby=winners-title] tbody tr");
    assert.ok(rows.length >= 3, name);
  }
  await press(page, "Differences");
  await waitForText(page, ".curves", /indexed/);
  const courses = await page.$$eval("select[aria-labelledby=courses-title] option", (all) => all.map((one) => one.value));
  for (const course of courses) {
    await page.select("select[aria-labelledby=courses-title]", course);
    await page.waitForSelector(".curves canvas");
  }
  const files = await page.$$eval(".card select option", (all) => [...new Set(all.map((one) => one.value))]);
  assert.ok(files.length > 30, String(files.length));
  writeFileSync(join(folder, "scenarios.txt"), files.join("\n"));
  assert.deepEqual(page.complaints, []);
});

test("a gain has a price only where public money is seen to be more and the gain to be one", async () => {
  const policies = [classroom(), classroom("floor", {"trade.price_floor_share": "0.9"}), classroom("advice", {"assistance.topup_months": "24"})];
  const page = await openPage(browser, {link: linkOf(stateWith({policies}))});
  await waitUntilOver(page);
  await waitForText(page, ".costs td", /no more money/);
  const prices = await page.$$eval(".costs tbody tr", (rows) => rows.map((row) => row.lastElementChild.textContent));
  for (const price of prices) assert.match(price, /^(–|no more money|the gain may be none|[\d.,]+( million)? Bs)$/);
});
