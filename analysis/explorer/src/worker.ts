// One core in a worker: answers requests one after the other. It knows nothing of the page, the pool or what is compared why.

import type {Comparison, Facts, Scenario, Source} from "./core.mjs";
import {BrokenInvariant, Core, InvalidInput, OutOfMemory} from "./core.mjs";
import type {Calls, Failure, Kind, Reply, Request, Texts} from "./messages.ts";

interface Kept {
  comparison: Comparison;
  /** How many were asked for. */
  curves: number;
}

let core: Core;
const comparisons = new Map<number, Kept>();

function put(texts: Texts | undefined) {
  for (const [name, text] of Object.entries(texts ?? {})) core.put(name, text);
}

/** Hands an open scenario to `act` and closes it. */
function within<T>({source, texts}: {source: Source; texts?: Texts}, act: (scenario: Scenario) => T): T {
  put(texts);
  const scenario = core.open(source);
  try {
    return act(scenario);
  } finally {
    scenario.close();
  }
}

function factsOf(scenario: Scenario): Facts {
  const {core: _core, source: _source, ...facts} = scenario;
  return facts;
}

function kept(number: number): Kept {
  const found = comparisons.get(number);
  if (!found) throw new Error(`there is no comparison ${number}`);
  return found;
}

function end(number: number) {
  const found = comparisons.get(number);
  if (!found) return;
  comparisons.delete(number);
  found.comparison.end();
  for (const arm of found.comparison.arms) arm.close();
}

type Answers = {[K in Kind]: (sent: Calls[K]["sent"]) => Calls[K]["back"] | Promise<Calls[K]["back"]>};

const answers: Answers = {
  async start({module, texts}) {
    core = await Core.create(module);
    put(texts);
    return core.about();
  },
  facts: (sent) => within(sent, factsOf),
  open: (sent) => within(sent, (scenario) => ({facts: factsOf(scenario), parameters: scenario.parameters()})),
  toml: (sent) => within(sent, (scenario) => scenario.toml()),
  begin({number, plan}) {
    put(plan.texts);
    const arms: Scenario[] = [];
    try {
      for (const {source} of plan.arms) arms.push(core.open(source));
      const {curves, outcomes, by} = plan;
      const request = {arms, names: plan.arms.map(({name}) => name), curves, ...(outcomes && {outcomes}), ...(by && {by})};
      const comparison = core.compare(request);
      comparisons.set(number, {comparison, curves: curves.length});
      return {names: comparison.names, facts: arms.map(factsOf)};
    } catch (error) {
      for (const arm of arms) arm.close();
      throw error;
    }
  },
  row({number, arm, replicate}) {
    const {comparison} = kept(number);
    comparison.arms[arm]!.run(replicate);
    return comparison.row();
  },
  add({number, arm, replicate, row}) {
    const {comparison} = kept(number);
    comparison.add(arm, replicate, row);
    return comparison.told;
  },
  look({number, language}) {
    const {comparison, curves} = kept(number);
    const told = comparison.told;
    return {
      told,
      curves: told > 0 ? Array.from({length: curves}, (_, n) => comparison.curve(n)) : [],
      report: language && told > 1 ? comparison.report(language) : null,
    };
  },
  end({number}) {
    end(number);
    return null;
  },
  film: (sent) =>
    within(sent, (scenario) => {
      const {run: _run, ...pictures} = scenario.film(sent.replicate);
      return pictures;
    }),
  story: (sent) => within(sent, (scenario) => scenario.story(sent.replicate, sent.group)),
  digest: (sent) => within(sent, (scenario) => scenario.run(sent.replicate).digest()),
};

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof InvalidInput) return {kind: "invalid", message, problems: error.problems};
  if (error instanceof BrokenInvariant) return {kind: "broken", message, problems: []};
  // A browser that gives no more memory throws a RangeError where the core would have run out.
  if (error instanceof OutOfMemory || error instanceof RangeError) return {kind: "memory", message, problems: []};
  return {kind: "other", message, problems: []};
}

self.onmessage = async ({data}: MessageEvent<Request>) => {
  let reply: Reply;
  try {
    const answer = answers[data.kind] as (sent: unknown) => unknown;
    reply = {id: data.id, back: await answer(data.sent)};
  } catch (error) {
    reply = {id: data.id, failure: failureOf(error)};
  }
  self.postMessage(reply);
};
