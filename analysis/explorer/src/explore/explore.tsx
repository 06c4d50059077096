import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {useComparison} from "./comparison.ts";
import {Courses} from "./courses.tsx";
import {Findings} from "./findings.tsx";
import {Opened} from "./opened.tsx";
import {Causes, Payers} from "./payers.tsx";
import {Policies} from "./policies.tsx";
import {Problems} from "./problems.tsx";
import {Share} from "./share.tsx";
import {Shocks} from "./shocks.tsx";
import type {ExploreState} from "./state.ts";
import {choicesOfRuns, mostRuns} from "./state.ts";
import {Trust} from "./trust.tsx";
import {Winners} from "./winners.tsx";

/** Explore: one to four policies side by side, under the same shocks. */
export function Explore({state, change}: {state: ExploreState; change(state: ExploreState): void}) {
  const {t} = usePage();
  const compared = useComparison(state);
  const facts = compared.facts[0];
  return (
    <div class="explore">
      <div class="rail">
        <Policies state={state} change={change} facts={compared.facts} />
        <Shocks shocks={state.shocks} facts={facts} change={(shocks) => change({...state, shocks})} />
        <Opened state={state} change={change} />
      </div>
      <div class={compared.stale ? "results stale" : "results"} aria-busy={compared.stage === "running"}>
        <section class="sheet lead" aria-labelledby="lead-title">
          <div class="head">
            <h1 id="lead-title">{t("explore.title")}</h1>
            <RunBar compared={compared} runs={state.runs} choose={(runs) => change({...state, runs})} />
          </div>
          {compared.stage === "failed" ? <Troubles compared={compared} state={state} /> : <Findings compared={compared} />}
        </section>
        {compared.stage !== "failed" && (
          <>
            <Courses compared={compared} />
            <Winners compared={compared} />
            <Payers compared={compared} />
            <Causes compared={compared} />
          </>
        )}
        <Trust compared={compared} />
        <Share state={state} />
      </div>
    </div>
  );
}

function RunBar({compared, runs, choose}: {compared: Compared; runs: number; choose(runs: number): void}) {
  const {t} = usePage();
  const {stage, look, stop, goOn} = compared;
  const told = Math.min(look && !compared.stale ? look.told : 0, runs);
  const choices = [...new Set([...choicesOfRuns, runs])].sort((a, b) => a - b);
  const running = stage === "running" || stage === "opening";
  return (
    <div class="runbar">
      <progress max={runs} value={told} aria-label={t("explore.progress")} />
      <span class="told">{t("explore.told", {told, runs})}</span>
      <label>
        <span class="heard">{t("explore.runs")}</span>
        <select value={runs} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {choices.map((one) => <option key={one} value={one}>{t("explore.runs_of_each", {runs: one})}</option>)}
        </select>
      </label>
      {stage !== "failed" && (
        <button type="button" onClick={running ? stop : stage === "over" ? () => choose(Math.min(2 * runs, mostRuns)) : goOn}>
          {t(running ? "explore.stop" : stage === "over" ? "explore.more_runs" : "explore.go_on")}
        </button>
      )}
    </div>
  );
}

function Troubles({compared, state}: {compared: Compared; state: ExploreState}) {
  const {t} = usePage();
  return (
    <div role="alert">
      <p><strong>{t("explore.cannot_run")}</strong></p>
      {compared.troubles.map(({policy, failure}, k) => (
        <div key={k}>
          {policy !== null && <h3>{state.policies[policy]?.name}</h3>}
          <Problems failure={failure} />
        </div>
      ))}
    </div>
  );
}
