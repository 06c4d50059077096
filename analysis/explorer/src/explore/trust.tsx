// How far to trust this: the evaluation's figures, whether the levers act as economics expects, mechanisms and limits.

import {numberText} from "../charts/numbers.ts";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {applies, countsOf, figuresOf} from "./evidence.ts";
import {figuresBehind} from "./outcomes.ts";
import {sectionOf, textAt} from "./report.ts";

const mechanisms = ["produced", "given", "paired"];
const limits = ["interval", "technology", "prices", "identified", "regions", "rules"];

export function Trust({compared}: {compared: Compared}) {
  const {t, data} = usePage();
  const isOfBolivia = applies(compared.facts[0]);
  return (
    <section class="sheet" id="trust" tabIndex={-1} aria-labelledby="trust-title">
      <h2 id="trust-title">{t("trust.title")}</h2>
      {isOfBolivia ? (
        <>
          <p>
            {t("trust.lead")} {t("report_text.evidence_calibrate", countsOf(data.evidence, "calibrate"))}{" "}
            {t("report_text.evidence_validate", countsOf(data.evidence, "validate"))}
          </p>
          <FiguresBehind />
        </>
      ) : (
        <p>{t("trust.elsewhere")}</p>
      )}
      <Signs compared={compared} />
      <ul>
        {mechanisms.map((name) => <li key={name}>{t(`report_mechanism.${name}`)}</li>)}
        {limits.map((name) => <li key={name}>{t(`report_limit.${name}`)}</li>)}
      </ul>
    </section>
  );
}

function FiguresBehind() {
  const {t, data, language} = usePage();
  const rows = Object.keys(figuresBehind).flatMap((finding) => figuresOf(data.evidence, finding).map((figure) => ({finding, ...figure})));
  const number = (value: number | null) => (value === null ? "–" : numberText(language, value));
  return (
    <details>
      <summary>{t("trust.figures", {count: rows.length})}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("report_table.figures")}>
        <table>
          <caption>{t("report_table.figures_note")}</caption>
          <thead>
            <tr>
              {["figure", "reported", "modelled", "distance", "verdict"].map((name) => <th key={name} scope="col">{t(`report_table.${name}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({finding, figure, report, model, z, verdict}) => (
              <tr key={finding + figure}>
                <th scope="row"><span class="quiet">{t(`summary.${finding}_subject`)}:</span> <code>{figure}</code></th>
                <td>{number(report)}</td>
                <td>{number(model)}</td>
                <td>{z === null ? "–" : numberText(language, Number(z.toFixed(1)))}</td>
                <td><span class={`badge ${verdict}`}>{t(`report_verdict.${verdict}`)}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** For each setting that a policy changes and that was tried as a lever. */
function Signs({compared}: {compared: Compared}) {
  const {t, data, term} = usePage();
  const changed = sectionOf(compared.look?.report ?? null, "changes")?.tables[0]?.rows ?? [];
  const paths = [...new Set(changed.map((row) => textAt(row, "changed").replace(/^change\.\w+\.set\./, "")))];
  const tried = paths.flatMap((path) => {
    const signs = data.leverSigns.filter(({lever}) => lever === path);
    return signs.length > 0 ? [{path, signs}] : [];
  });
  if (tried.length === 0) return null;
  return (
    <>
      <h3>{t("report_table.signs")}</h3>
      <p class="quiet">{t("report_table.levers")}. {t("report_table.levers_note")}</p>
      <dl>
        {tried.map(({path, signs}) => (
          <div key={path}>
            <dt>{term("report_parameter", path)}</dt>
            <dd>
              {signs.map(({outcome, verdict}) =>
                t("report_lever.told", {outcome: term("report_lever_outcome", outcome.split("[")[0]!), verdict: t(`report_lever.${verdict}`)})).join("; ")}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
