import {useEffect, useState} from "preact/hooks";

import {Curves} from "../charts/curves.tsx";
import type {Comparing} from "../comparing.ts";
import type {Look} from "../messages.ts";
import {usePage} from "../page/page.ts";
import type {ExploreState} from "./state.ts";
import {armOf} from "./state.ts";

/** Explore: two to four policies side by side. */
export function Explore({state}: {state: ExploreState; change: (state: ExploreState) => void}) {
  const {t, runs, language} = usePage();
  const [look, setLook] = useState<Look | null>(null);
  const [comparing, setComparing] = useState<Comparing | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    const plan = {arms: state.policies.map(armOf), texts: state.texts, runs: state.runs, curves: ["kaplan_meier_from_signing"]};
    const begun = runs.compare(plan, {language, look: setLook, failed: (error) => setFailure(error.message)});
    setComparing(begun);
    return () => begun.close();
  }, [state.policies]);
  useEffect(() => comparing?.speak(language), [language]);
  const curve = look?.curves[0];
  return (
    <section class="sheet">
      <h1>{t("explore.title")}</h1>
      {failure && <p role="alert">{failure}</p>}
      {look?.report?.sections[0]?.notes.map((note, k) => <p key={k}>{note}</p>)}
      <button type="button" onClick={() => comparing?.stop()}>{t("explore.stop")}</button> {look?.told}
      {curve && (
        <Curves
          title={curve.longName}
          x={curve.arms[0]!.mean.map((_, k) => k)}
          xLabel={curve.axis.meaning}
          unit={curve.unit}
          lines={curve.arms.map((arm, k) => ({...arm, name: state.policies[k]?.name ?? "", style: k}))}
          yMinimum={0}
          yMaximum={1}
        />
      )}
    </section>
  );
}
