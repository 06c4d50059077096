// The comparison of what is set: opens each policy, says what is wrong before anything runs, and follows the runs.

import {useEffect, useRef, useState} from "preact/hooks";

import type {Comparing} from "../comparing.ts";
import type {Facts} from "../core.mjs";
import type {Failure, Look, Plan} from "../messages.ts";
import {CoreError} from "../messages.ts";
import {usePage} from "../page/page.ts";
import type {Runs} from "../runs.ts";
import type {Fill} from "../texts.ts";
import {askedCurves, mostHouseholds} from "./outcomes.ts";
import type {ExploreState} from "./state.ts";
import {armOf} from "./state.ts";

export type Stage = "opening" | "running" | "stopped" | "over" | "failed";

export interface Trouble {
  /** Place of the policy; null where it is of all. */
  policy: number | null;
  failure: Failure | {kind: "too_large"; households: number};
}

export interface Compared {
  stage: Stage;
  /** Of the latest settings, or of those before until the first replicates are there: then `stale`. */
  look: Look | null;
  stale: boolean;
  /** Names of the policies that the look is of. */
  names: string[];
  facts: Facts[];
  troubles: Trouble[];
  stop(): void;
  goOn(): void;
}

type Seen = Omit<Compared, "stop" | "goOn">;

function failureOf(error: unknown): Failure {
  return error instanceof CoreError ? error.failure : {kind: "other", message: String(error), problems: []};
}

function tooLarge({households}: Facts, policy: number): Trouble[] {
  return households > mostHouseholds ? [{policy, failure: {kind: "too_large", households}}] : [];
}

/** What is wrong with each policy, and not with the first alone. */
async function troublesOf(runs: Runs, {arms, texts}: Plan, error: Error): Promise<Trouble[]> {
  const opened = await Promise.allSettled(arms.map(({source}) => runs.facts(source, texts)));
  const troubles = opened.flatMap((one, policy) =>
    one.status === "fulfilled" ? tooLarge(one.value, policy) : [{policy, failure: failureOf(one.reason)}]);
  return troubles.length > 0 ? troubles : [{policy: null, failure: failureOf(error)}];
}

export function useComparison(state: ExploreState): Compared {
  const page = usePage();
  const {runs, language} = page;
  const now = useRef(page);  // what comes later is told in the language of then
  now.current = page;
  const hear = (key: string, fill?: Fill) => now.current.say(now.current.t(key, fill));
  const comparing = useRef<Comparing | null>(null);
  const [seen, setSeen] = useState<Seen>({stage: "opening", look: null, stale: false, names: [], facts: [], troubles: []});
  const see = (change: Partial<Seen>) => setSeen((before) => ({...before, ...change}));
  const {policies, shocks, texts} = state;
  const what = JSON.stringify([policies, shocks, texts]);

  useEffect(() => {
    let left = false;
    const arms = policies.map((policy) => armOf(policy, shocks));
    const fail = (troubles: Trouble[]) => {
      see({stage: "failed", troubles, look: null, stale: false});
      hear("explore.heard_failed");
    };
    const refuseLarge = (facts: Facts[]): boolean => {
      see({facts});
      const troubles = facts.flatMap(tooLarge);
      if (troubles.length > 0) fail(troubles);
      else if (begun.running) see({stage: "running"});
      return troubles.length === 0;
    };
    see({stage: "opening", stale: true, troubles: []});
    const plan: Plan = {arms, texts, runs: state.runs, curves: askedCurves, by: ["region", "product", "quintile", "group"]};
    const begun = runs.compare(plan, {
      language: now.current.language,
      opened: refuseLarge,
      look: (look) => see({look, stale: false, names: arms.map(({name}) => name)}),
      over: () => {
        const stage = begun.told < begun.plan.runs ? "stopped" : "over";
        see({stage});
        hear(`explore.heard_${stage}`, {told: begun.told});
      },
      failed: async (error) => {
        const troubles = await troublesOf(runs, plan, error);
        if (!left) fail(troubles);
      },
    });
    comparing.current = begun;
    hear("explore.heard_running");
    return () => {
      left = true;
      begun.close();
      comparing.current = null;
    };
  }, [what]);

  useEffect(() => comparing.current?.speak(language), [language]);
  useEffect(() => {
    const at = comparing.current;
    if (!at || at.plan.runs === state.runs) return;
    at.goOn(state.runs);
    see({stage: at.running ? "running" : "over"});
  }, [state.runs]);

  return {
    ...seen,
    stop: () => comparing.current?.stop(),
    goOn: () => {
      comparing.current?.goOn();
      see({stage: "running"});
    },
  };
}
