// What the tests of the page share: a Chromium that opens build/explorer/ayni.html from its file, and links.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {deflateRawSync} from "node:zlib";

import {root} from "./support.mjs";

export const file = process.env.AYNI_PAGE ?? join(root, "build/explorer/ayni.html");
export const explorer = join(root, "analysis/explorer");
/** The packages of the page are not those of the tests' folder. */
export const packages = createRequire(join(explorer, "package.json"));
const puppeteer = packages("puppeteer-core");
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Machines of continuous integration are slow and busy. */
export const patience = 60_000;

/** Modules of the page that need no browser, bundled as the page is, with all that they export. */
export async function modules(...names) {
  const contents = names.map((name) => `export * from "./src/${name}";`).join("\n");
  const bundled = await packages("esbuild").build({stdin: {contents, resolveDir: explorer, loader: "ts"}, bundle: true, write: false, format: "esm"});
  return import(`data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].text).toString("base64")}`);
}

export function haveBrowser() {
  assert.ok(existsSync(chromium), `${chromium} is there`);
  return puppeteer.launch({executablePath: chromium, args: ["--no-sandbox"], protocolTimeout: 2 * patience});
}

/** A small country, so that tests take seconds. */
export const classroom = (name = "classroom", settings = {}) => ({name, file: "scenarios/classroom.toml", settings});

export function stateWith(explore = {}, more = {}) {
  const policies = [classroom(), classroom("indexed", {"trade.indexation": "1"})];
  return {
    tab: "explore",
    language: "en",
    explore: {policies, shocks: {}, texts: {}, runs: 16, ...explore},
    teach: {lesson: null, settings: {}},
    ...more,
  };
}

export function linkOf(state, version = 1) {
  return `#${version}.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;
}

/** Opens the page. What it complains of, and what it asks of the network, is in `page.complaints`. */
export async function openPage(browser, {link = "", width = 1280, height = 900, languages = ["en"], features = []} = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || page.complaints.push(`asks for ${request.url()}`));
  page.setDefaultTimeout(patience);
  await page.evaluateOnNewDocument((all) => Object.defineProperty(navigator, "languages", {get: () => all}), languages);
  await page.setViewport({width, height, isMobile: width < 500, hasTouch: width < 500});
  await page.emulateMediaFeatures(features);
  await page.goto(pathToFileURL(file).href + link);
  return page;
}

/** Waits until the text of what is selected matches. */
export function waitForText(page, selector, pattern) {
  return page.waitForFunction(
    (where, source) => [...document.querySelectorAll(where)].some((element) => new RegExp(source, "s").test(element.textContent)),
    {timeout: patience}, selector, pattern.source);
}

export function textOf(page, selector) {
  return page.$eval(selector, (element) => element.textContent);
}

/** Clicks the button of that name, as it is read. */
export async function press(page, name, within = "body") {
  await page.waitForFunction(
    (wanted, where) => [...document.querySelectorAll(`${where} button`)].some((button) => button.textContent.trim() === wanted && !button.disabled),
    {timeout: patience}, name, within);
  await page.evaluate((wanted, where) => {
    [...document.querySelectorAll(`${where} button`)].find((button) => button.textContent.trim() === wanted && !button.disabled).click();
  }, name, within);
}

/** All runs are told. */
export function waitUntilOver(page, runs = 16) {
  return waitForText(page, ".runbar .told", new RegExp(`^${runs} (of|de) ${runs}$`));
}
