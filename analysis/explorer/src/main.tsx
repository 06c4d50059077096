// What boot.ts runs: the core and the texts are unpacked, workers start, and the page is drawn.

import {render} from "preact";

import {unpackCore, unpackData} from "./data.ts";
import {firstState, stateOf} from "./link.ts";
import {App} from "./page/app.tsx";
import {Runs} from "./runs.ts";
import {setTexts} from "./texts.ts";

async function begin() {
  const [module, data, linked] = await Promise.all([unpackCore(), unpackData(), stateOf(location.hash)]);
  setTexts(data.texts);
  const texts = Object.fromEntries(data.scenarios.map(({file, text}) => [file, text]));
  const runs = new Runs({module, texts});
  const problem = typeof linked === "string" ? linked : null;
  const state = problem || linked === null || typeof linked === "string" ? firstState : linked;
  render(<App runs={runs} data={data} first={state} linkProblem={problem} />, document.getElementById("page")!);
}

begin().catch((error: unknown) => {
  document.getElementById("failure")!.textContent = String(error);
  document.getElementById("unable")!.hidden = false;
});
