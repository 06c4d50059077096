// Who wins and who loses: by region, product, fifth of income and group of households.

import {useState} from "preact/hooks";

import {Intervals} from "../charts/intervals.tsx";
import type {Part} from "../core.mjs";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {numberAt, sectionOf, textAt} from "./report.ts";

const parts: readonly Part[] = ["group", "quintile", "region", "product"];
const sectionOfTerms: Record<Part, string> = {region: "region", product: "product", quintile: "quintile", group: "who"};

export function Winners({compared}: {compared: Compared}) {
  const {t, term} = usePage();
  const [part, setPart] = useState<Part>("group");
  const [chosen, setChosen] = useState<Partial<Record<Part, string>>>({});
  const {look, names} = compared;
  const section = sectionOf(look?.report ?? null, `by_${part}`);
  const table = section?.tables.find(({name}) => name === chosen[part]) ?? section?.tables[0];
  if (names.length < 2) return null;
  const [base = "", ...arms] = names;
  return (
    <section class="sheet" aria-labelledby="winners-title">
      <div class="head">
        <h2 id="winners-title">{t("explore.winners")}</h2>
        <div class="choice" role="group" aria-label={t("explore.by")}>
          {parts.map((one) => (
            <button key={one} type="button" aria-pressed={one === part} onClick={() => setPart(one)}>{t(`explore.by_${one}`)}</button>
          ))}
        </div>
        {section && section.tables.length > 1 && (
          <select aria-label={t("explore.of_what")} value={table!.name} onChange={(event) => setChosen({...chosen, [part]: event.currentTarget.value})}>
            {section.tables.map(({name, title}) => <option key={name} value={name}>{title}</option>)}
          </select>
        )}
      </div>
      {table ? (
        <Intervals
          title={table.title} rowsAre={t(`explore.by_${part}`)} base={base} arms={arms} fileName={`${part}-${table.name.split("[")[0]}`}
          unit={table.columns[1]?.kind === "share" ? "share" : "1"}
          rows={table.rows.map((row) => ({
            name: term(sectionOfTerms[part], textAt(row, part)),
            base: numberAt(row, base),
            differences: arms.map((arm) => ({mean: numberAt(row, arm), low: numberAt(row, `${arm}_low`), high: numberAt(row, `${arm}_high`)})),
          }))}
        />
      ) : (
        <p class="quiet">{t("explore.wait_for_words")}</p>
      )}
    </section>
  );
}
