// The comparison of what is set: opens each policy, says what is wrong before anything runs, and follows the runs.

import {useEffect, useRef, useState} from "preact/hooks";

import type {Comparing} from "../comparing.ts";
import type {Facts} from "../core.mjs";
import type {Failure, Look} from "../messages.ts";
import {CoreError} from "../messages.ts";
import {usePage} from "../page/page.ts";
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
      see({stage: "failed", troubles, look: null});
      hear("explore.heard_failed");
    };
    const begin = async () => {
      see({stage: "opening", stale: true, troubles: []});
      const opened = await Promise.allSettled(arms.map(({source}) => runs.facts(source, texts)));
      if (left) return;
      const facts = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const troubles = opened.flatMap((one, policy): Trouble[] => {
        if (one.status === "rejected") return [{policy, failure: failureOf(one.reason)}];
        const {households} = one.value;
        return households > mostHouseholds ? [{policy, failure: {kind: "too_large", households}}] : [];
      });
      see({facts});
      if (troubles.length > 0) return fail(troubles);
      const plan = {arms, texts, runs: state.runs, curves: askedCurves, by: ["region", "product", "quintile", "group"] as const};
      comparing.current = runs.compare({...plan, by: [...plan.by]}, {
        language: now.current.language,
        look: (look) => see({look, stale: false, names: arms.map(({name}) => name)}),
        over: () => {
          const stage = comparing.current!.told < comparing.current!.plan.runs ? "stopped" : "over";
          see({stage});
          hear(`explore.heard_${stage}`, {told: comparing.current!.told});
        },
        failed: (error) => fail([{policy: null, failure: failureOf(error)}]),
      });
      see({stage: "running"});
      hear("explore.heard_running");
    };
    begin();
    return () => {
      left = true;
      comparing.current?.close();
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
