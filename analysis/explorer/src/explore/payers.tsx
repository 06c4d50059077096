// Who pays: what each class of accounts paid and received, the project's spending, why alliances end; and what a gain costs.

import type {Difference} from "../charts/intervals.tsx";
import {Intervals} from "../charts/intervals.tsx";
import {numberText} from "../charts/numbers.ts";
import {downloadCsv} from "../charts/saving.ts";
import type {Curve, Estimates} from "../core.mjs";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import type {Breakdown} from "./outcomes.ts";
import {placeOfBreakdown} from "./outcomes.ts";
import type {Row} from "./report.ts";
import {numberAt, sectionOf, textAt} from "./report.ts";

/** What is gained, in the order of the report's tables, by key of the terms. */
const gains = ["alliance", "income", "person"];

function number(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function at({mean, low, high}: Estimates, k: number): Difference {
  return {mean: number(mean[k]), low: number(low[k]), high: number(high[k])};
}

interface BrokenProps {
  compared: Compared;
  of: Breakdown;
  title: string;
  rowsAre: string;
  terms: string;
}

/** A curve along names as a table of differences. */
function Broken({compared, of, title, rowsAre, terms}: BrokenProps) {
  const {term} = usePage();
  const {look, names} = compared;
  const curve: Curve | undefined = look?.curves[placeOfBreakdown(of)];
  if (!curve) return null;
  const rows = curve.axis.labels.map((label, k) => ({
    name: term(terms, label),
    base: at(curve.arms[0]!, k).mean,
    differences: curve.differences.map((difference) => at(difference, k)),
  }));
  const seen = rows.filter(({base, differences}) => base !== 0 || differences.some(({mean}) => mean !== 0 && mean !== null));
  return <Intervals title={title} rowsAre={rowsAre} base={names[0] ?? ""} arms={names.slice(1)} rows={seen} unit={curve.unit} fileName={of} />;
}

export function Payers({compared}: {compared: Compared}) {
  const {t} = usePage();
  return (
    <section class="sheet" aria-labelledby="payers-title">
      <h2 id="payers-title">{t("explore.payers")}</h2>
      <Costs compared={compared} />
      <Broken compared={compared} of="spent" title={t("explore.spent")} rowsAre={t("explore.component")} terms="component" />
      <details>
        <summary>{t("explore.ledger")}</summary>
        <p class="quiet">{t("report_table.payers_note")}</p>
        <Broken compared={compared} of="paid" title={t("explore.paid")} rowsAre={t("explore.who_pays")} terms="account" />
        <Broken compared={compared} of="received" title={t("explore.received")} rowsAre={t("explore.who_receives")} terms="account" />
      </details>
    </section>
  );
}

export function Causes({compared}: {compared: Compared}) {
  const {t} = usePage();
  return (
    <section class="sheet" aria-labelledby="causes-title">
      <h2 id="causes-title">{t("explore.causes")}</h2>
      <Broken compared={compared} of="causes" title={t("explore.ended_by")} rowsAre={t("explore.cause")} terms="cause" />
    </section>
  );
}

/** What a unit gained costs, in words where a price would mislead: money that may be none buys nothing. */
function eachText(t: (key: string) => string, row: Row, price: string): string {
  if (numberAt(row, "money_per_gain") === null) return "–";
  if (!((numberAt(row, "money_low") ?? 0) > 0)) return t("explore.no_money");
  return (numberAt(row, "gain_low") ?? 0) > 0 ? price : t("explore.no_sure_gain");
}

/** Public money beyond the base's, and what each unit gained with it costs. */
function Costs({compared}: {compared: Compared}) {
  const {t, term, language} = usePage();
  const section = sectionOf(compared.look?.report ?? null, "public_money");
  if (!section) return null;
  const rows = section.tables.flatMap((table, k) => table.rows.map((row) => ({gained: gains[k] ?? table.name, row})));
  const money = (value: number | null) => (value === null ? "–" : `${numberText(language, value)} Bs`);
  const heads = ["gain", "policy", "more_money", "gained", "each"].map((name) => t(`explore.${name}`));
  const save = () => downloadCsv("costs", heads, rows.map(({gained, row}) =>
    [term("gained", gained), textAt(row, "arm"), numberAt(row, "money"), numberAt(row, "gain"), numberAt(row, "money_per_gain")]), language);
  return (
    <div class="costs">
      <div class="scroll" tabIndex={0} role="region" aria-label={section.title}>
        <table>
          <caption>{section.title}</caption>
          <thead>
            <tr>
              {heads.map((head) => <th key={head} scope="col">{head}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({gained, row}) => (
              <tr key={gained + textAt(row, "arm")}>
                <th scope="row">{term("gained", gained)}</th>
                <td>{textAt(row, "arm")}</td>
                <td>{money(numberAt(row, "money"))}</td>
                <td>{numberText(language, numberAt(row, "gain"))}</td>
                <td>{eachText(t, row, money(numberAt(row, "money_per_gain")))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="plain" onClick={save}>{t("chart.save_csv")}</button>
    </div>
  );
}
