// Teach in Chromium: every lesson in both languages, the guess by pointer and by keys, levers and goals, network, stories, the sheet.

import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";

import {explorer, haveBrowser, linkOf, openPage, packages, patience, press, stateWith, textOf, waitForText} from "./explorer_support.mjs";
import {coreWithScenarios} from "./support.mjs";

const {parse} = packages("smol-toml");
const folder = join(explorer, "lessons");
const lessons = readdirSync(folder).filter((name) => name.endsWith(".toml")).map((name) => parse(readFileSync(join(folder, name), "utf8"))).sort((a, b) => a.order - b.order);
const lessonNamed = (wanted) => lessons.find(({name}) => name === wanted);
const runs = 50;

let browser;
before(async () => (browser = await haveBrowser()));
after(() => browser?.close());

/** Opens a lesson by link. */
function openLesson(lesson, {settings = {}, language = "en", ...more} = {}) {
  const link = linkOf(stateWith({}, {tab: "teach", language, teach: {lesson, settings}}));
  return openPage(browser, {link, ...more});
}

async function waitUntilRun(page) {
  await page.waitForFunction((all) => document.querySelector(".progress progress")?.value === all, {timeout: patience}, runs);
  await page.waitForFunction(() => !document.querySelector(".progress button"), {timeout: patience});
}

/** Skips the guess. */
async function reveal(page) {
  await page.waitForSelector(".act button");
  await page.evaluate(() => document.querySelectorAll(".act button")[1].click());
  await waitUntilRun(page);
}

/** Mean of an outcome over the runs of a lesson, as the core in Node has it. */
async function meanOf(lesson, settings, outcome) {
  const core = await coreWithScenarios();
  const arm = core.open({file: lesson.scenario, settings: [...(lesson.settings ?? []), ...settings]});
  const comparison = core.compare({arms: [arm], names: ["now"], outcomes: [outcome]});
  for (let replicate = 0; replicate < runs; ++replicate) {
    arm.run(replicate);
    comparison.add(0, replicate, comparison.row());
  }
  return comparison.report("en").sections.find(({name}) => name === "outcomes").tables[0].rows[0].mean;
}

const guessed = (page) => page.$$eval(".guess .point[data-year]", (points) => points.map((point) => Number(point.getAttribute("aria-valuenow"))));

/** Presses keys on the n-th slider until nothing runs any more. */
async function moveLever(page, n, ...keys) {
  const sliders = await page.$$(".one-lever input[type=range]");
  await sliders[n].focus();
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelector(".one-lever.moved"));
  await page.waitForFunction(() => document.querySelector(".progress button"), {timeout: 2000}).catch(() => {});
  await waitUntilRun(page);
}

test("the list has every lesson, in its order and in both languages", async () => {
  const page = await openPage(browser, {link: linkOf(stateWith({}, {tab: "teach"}))});
  for (const [language, other] of [["en", "Español"], ["es", "English"]]) {
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, language);
    const titles = await page.$$eval(".lessons h2", (all) => all.map((one) => one.textContent));
    assert.deepEqual(titles, lessons.map(({title}) => title[language]));
    await press(page, other);
  }
  assert.deepEqual(page.complaints, []);
});

for (const lesson of lessons) {
  test(`${lesson.name} runs in both languages, on a phone too, without a complaint`, async () => {
    const page = await openLesson(lesson.name, {width: 360, height: 740});
    await waitForText(page, ".lesson h1", new RegExp(lesson.title.en));
    await reveal(page);
    await page.waitForSelector(".picture canvas");
    assert.equal((await page.$$(".one-lever")).length, lesson.lever.length, "each lever is there");
    for (const language of ["en", "es"]) {
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, language);
      await waitForText(page, ".lesson h1", new RegExp(lesson.title[language]));
      const said = await textOf(page, "main");
      for (const text of [lesson.question, lesson.story, lesson.goal, ...lesson.also, ...lesson.lever.map(({label}) => label)]) {
        assert.ok(said.includes(text[language]), text[language]);
      }
      assert.doesNotMatch(said, /\b(teach|network|story|reason|chart)\.[a-z_]+\b/, "a text that is not there shows its key");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, "nothing hangs over the edge");
      if (language === "en") await press(page, "Español");
    }
    assert.deepEqual(page.complaints, []);
  });
}

test("the guess is drawn with keys alone, never rises, and what came out is drawn over it", async () => {
  const page = await openLesson("late-payment");
  await page.waitForSelector(".guess .point");
  assert.equal(await page.$eval(".act .chief", (button) => button.disabled), true, "nothing is guessed yet");
  for (let tabs = 0; tabs < 30 && !(await page.evaluate(() => document.activeElement.matches(".point"))); ++tabs) await page.keyboard.press("Tab");
  for (const key of ["PageDown", "PageDown", "ArrowRight", "ArrowRight", "PageDown", "ArrowDown"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-valuetext") === "69 of 100");
  assert.deepEqual(await guessed(page), [80, 80, 69, 69, 69, 69, 69]);
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-valuenow") === "100");
  assert.deepEqual(await guessed(page), [100, 100, 100, 69, 69, 69, 69]);
  for (const key of ["Tab", "Enter"]) await page.keyboard.press(key);
  await waitUntilRun(page);
  await page.waitForSelector(".guess polyline.truth");
  await waitForText(page, ".verdict", /you guessed 69 of 100; \d+ came out/);
  assert.equal(await page.evaluate(() => document.activeElement.matches(".step h2")), true, "the keys go on from here");
  await page.keyboard.press("PageDown");
  assert.deepEqual(await guessed(page), [100, 100, 100, 69, 69, 69, 69], "afterwards it stays");
  await press(page, "Sheet for the teacher");
  await press(page, "← Back to the lesson");
  await page.waitForSelector(".guess .point");
  assert.deepEqual(await guessed(page), [100, 100, 100, 69, 69, 69, 69], "and outlives a look at the sheet");
  assert.deepEqual(page.complaints, []);
});

test("the guess is drawn with a pointer in one stroke", async () => {
  const page = await openLesson("first-year");
  await page.waitForSelector(".guess .point");
  const box = await (await page.$(".guess > svg")).boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + 70);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 20, box.y + 200, {steps: 10});
  await page.mouse.up();
  const values = await guessed(page);
  assert.ok(values[0] < 100 && values[6] < 50, String(values));
  values.slice(1).forEach((value, k) => assert.ok(value <= values[k], String(values)));
  assert.equal(await page.$eval(".act .chief", (button) => button.disabled), false);
});

test("with the keyboard alone the goal is reached, with the program's number; the setting before stays as a dashed line", async () => {
  const lesson = lessonNamed("quinoa-boom");
  const page = await openLesson(lesson.name);
  await reveal(page);
  await waitForText(page, ".goal", /Not reached yet/);
  const heard = await page.evaluate(() => {
    window.heard = [];
    new MutationObserver(() => window.heard.push(document.querySelector("[role=status]").textContent)).observe(document.querySelector("[role=status]"), {childList: true, characterData: true, subtree: true});
    return window.heard.length;
  });
  assert.equal(heard, 0);
  await moveLever(page, 0, "ArrowRight", "ArrowRight");
  assert.equal(await page.$eval(".one-lever output", (output) => output.textContent), "50%");
  assert.equal(await page.evaluate(() => document.querySelector(".main-curve .legend").textContent.includes("the setting before")), false);
  const half = await textOf(page, ".main-curve .legend output");
  await moveLever(page, 0, "End");
  await waitForText(page, ".goal.reached", /Reached/);
  const legend = await page.$$eval(".main-curve .legend > span", (spans) => spans.map((span) => span.textContent));
  assert.match(legend[1], /the setting before/);
  assert.ok(legend[1].includes(half), `${legend[1]} is ${half}`);
  const mean = await meanOf(lesson, ["trade.indexation=1"], lesson.goal.condition[0].outcome);
  await waitForText(page, ".goal", new RegExp(`now ${Math.round(100 * mean)}%`));
  assert.ok((await page.evaluate(() => window.heard)).length <= 3, "who hears the page hears the end of runs, not each replicate");
  assert.deepEqual(page.complaints, []);
});

test("the address holds lesson and levers, and opens them again; what a link should not hold is left out", async () => {
  const page = await openLesson("one-dairy");
  await reveal(page);
  await moveLever(page, 1, "End");
  const link = await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(location.hash), 600))).then((handle) => handle.jsonValue());
  const again = await openPage(browser, {link});
  await waitUntilRun(again);
  assert.equal(await again.$$eval(".one-lever output", (outputs) => outputs[1].textContent), "80%");
  assert.equal(await textOf(again, ".goal"), await textOf(page, ".goal"));

  const settings = {"trade.indexation": "7", "project.enabled": "false", "shock.boom.size": "0.5"};
  const odd = await openLesson("quinoa-boom", {settings});
  await waitUntilRun(odd);
  assert.deepEqual(await odd.$$eval(".one-lever.moved label", (labels) => labels.map((one) => one.textContent)), [lessonNamed("quinoa-boom").lever.find(({key}) => key === "shock.boom.size").label.en]);

  const unknown = await openLesson("no-such-lesson");
  await waitForText(unknown, "[role=alert]", /no-such-lesson/);
  assert.equal((await unknown.$$(".lessons li")).length, lessons.length);
  assert.deepEqual([...page.complaints, ...again.complaints, ...odd.complaints, ...unknown.complaints], []);
});

test("all levers go back to where they were", async () => {
  const page = await openLesson("frontier-town", {settings: {"product.rice.alternative_crops": "0", "trade.contract_enforcement": "1"}});
  await waitUntilRun(page);
  assert.equal((await page.$$(".one-lever.moved")).length, 2);
  await press(page, "All levers as they were");
  await page.waitForFunction(() => !document.querySelector(".one-lever.moved"));
  await waitUntilRun(page);
  await waitForText(page, ".main-curve .legend", /the case as it is/);
});

/** What a film says of the last month, in Node. */
async function filmInNode(lesson) {
  const core = await coreWithScenarios();
  const scenario = core.open({file: lesson.scenario, settings: lesson.settings ?? []});
  return {scenario, film: scenario.film(0)};
}

test("the network counts what the film of the same run has, in each month that is chosen", async () => {
  const lesson = lessonNamed("first-year");
  const page = await openLesson(lesson.name);
  await reveal(page);
  await page.waitForSelector(".network-legend td");
  const {film} = await filmInNode(lesson);
  const firstBuyers = (month) => {
    let count = 0;
    for (let group = 0; group < film.groups; ++group) {
      const part = film.group.values.control[group] === 0;
      if (part && film.outletNames[film.outlet[month * film.groups + group]] === "first_buyer") ++count;
    }
    return String(count);
  };
  const shown = () => page.$eval(".network-legend td", (cell) => cell.textContent);
  assert.equal(await shown(), firstBuyers(film.months - 1));
  await page.focus(".player input");
  await page.keyboard.press("Home");
  for (let k = 0; k < 14; ++k) await page.keyboard.press("ArrowRight");
  await waitForText(page, ".player .date", /March 2013/);
  assert.equal(await shown(), firstBuyers(14));
  await page.click(".player button:nth-of-type(2)");
  await waitForText(page, ".player .date", /February 2013/);
  assert.deepEqual(page.complaints, []);
});

for (const [motion, date] of [["no-preference", /(January|February|March|April|May) 2012/], ["reduce", /January 2013/]]) {
  test(`the network plays by ${motion === "reduce" ? "years where less motion is asked for" : "months"}, and pauses`, async () => {
    const page = await openLesson("one-dairy", {features: [{name: "prefers-reduced-motion", value: motion}]});
    await reveal(page);
    await page.waitForSelector(".player");
    await press(page, "Play", ".player");
    await page.waitForFunction(() => document.querySelector(".player .date").textContent !== "January 2012" && document.querySelector(".player input").value > 0 && document.querySelector(".player input").value < 80);
    await press(page, "Pause", ".player");
    assert.match(await textOf(page, ".player .date"), date);
    const paused = await page.$eval(".player input", (input) => input.value);
    await new Promise((done) => setTimeout(done, 500));
    assert.equal(await page.$eval(".player input", (input) => input.value), paused);
  });
}

test("the story of a group that is chosen in the list tells its end with date, cause, prices and trust", async () => {
  const lesson = lessonNamed("quinoa-boom");
  const page = await openLesson(lesson.name);
  await reveal(page);
  await page.waitForSelector(".group-choice optgroup option");
  const {scenario, film} = await filmInNode(lesson);
  const group = Number(await page.$eval(".group-choice optgroup option", (option) => option.value));
  await page.select(".group-choice select", String(group));
  await page.waitForSelector(".story-of li.end");
  const story = scenario.story(0, group);
  const end = story.events.find(({kind}) => kind === "agreement_ended");
  const year = 2012 + Math.floor(end.month / 12);
  const told = await textOf(page, ".story-of li.end");
  assert.match(told, new RegExp(`${year}.*buyer ${end.buyer + 1} ends`));
  assert.match(told, /Trust before: \d+% of the group, \d+% of the buyer\. The market pays [\d,]+ Bs a unit, the agreement [\d,]+ Bs/);
  assert.ok(told.includes(`${Math.round(100 * story.months.trust[end.month - 1])}% of the group`));
  assert.equal((await page.$$(".story-of .plot")).length, 2);
  assert.ok(film.groups > group);
  await press(page, "Español");
  await waitForText(page, ".story-of li.end", /Termina el acuerdo con el comprador .* Confianza antes/);
  assert.deepEqual(page.complaints, []);
});

test("a group is chosen in the picture, too", async () => {
  const page = await openLesson("dry-valley");
  await reveal(page);
  const canvas = await page.waitForSelector(".picture canvas");
  await canvas.scrollIntoView();
  const {width, height} = await canvas.boundingBox();
  for (let x = 10; x < width && !(await page.$(".story-of")); x += 22) {
    for (let y = 10; y < height && !(await page.$(".story-of")); y += 22) await canvas.click({offset: {x, y}});
  }
  await page.waitForSelector(".story-of li");
});

test("the sheet has levers, a way to the goal and every expected answer, in both languages, and prints without the page around it", async () => {
  const lesson = lessonNamed("late-payment");
  const page = await openLesson(lesson.name);
  await press(page, "Sheet for the teacher");
  for (const language of ["en", "es"]) {
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, language);
    const sheet = await textOf(page, ".paper");
    for (const text of [lesson.idea, lesson.goal, ...lesson.answer, ...lesson.note, ...lesson.lever.map(({label}) => label)]) assert.ok(sheet.includes(text[language]), text[language]);
    if (language === "en") await press(page, "Español");
  }
  await page.emulateMediaType("print");
  const hidden = await page.$$eval(".top, footer, .way", (all) => all.map((one) => getComputedStyle(one).display));
  assert.deepEqual([...new Set(hidden)], ["none"]);
  const pdf = Buffer.from(await page.pdf({preferCSSPageSize: true})).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 2 && pages <= 4, `${pages} pages`);
  assert.match(pdf, /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/, "A4");
  assert.deepEqual(page.complaints, []);
});

test("runs can be stopped and gone on with", async () => {
  const page = await openLesson("small-bolivia");
  await page.waitForSelector(".act button");
  await page.evaluate(() => {
    document.querySelectorAll(".act button")[1].click();
    const stop = () => {
      const button = document.querySelector(".progress button");
      const told = document.querySelector(".progress progress")?.value ?? 0;
      if (button && told >= 3) button.click();
      else requestAnimationFrame(stop);
    };
    stop();
  });
  await waitForText(page, ".progress button", /Go on/);
  const told = await page.$eval(".progress progress", (progress) => progress.value);
  assert.ok(told < runs, `${told}`);
  await press(page, "Go on", ".progress");
  await waitUntilRun(page);
});
