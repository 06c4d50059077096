// A table of differences with their intervals drawn in: who wins and who loses, row by row, on one scale.

import {Fragment} from "preact";

import {usePage} from "../page/page.ts";
import {differenceParts, numberText} from "./numbers.ts";
import {downloadCsv} from "./saving.ts";
import {Swatch} from "./curves.tsx";

export interface Difference {
  mean: number | null;
  low: number | null;
  high: number | null;
}

export interface IntervalsProps {
  title: string;
  /** What the rows are: "region". */
  rowsAre: string;
  base: string;
  arms: string[];
  rows: {name: string; base: number | null; differences: Difference[]}[];
  unit: string;
  /** Of the file that is saved. */
  fileName: string;
}

/** Pixels of a drawn interval, narrower where three policies stand side by side. */
const markWidths = [96, 96, 72, 40];

export function Intervals({title, rowsAre, base, arms, rows, unit, fileName}: IntervalsProps) {
  const {t, language} = usePage();
  const all = rows.flatMap(({differences}) => differences.flatMap(({low, mean, high}) => [low, mean, high]));
  const reach = Math.max(0, ...all.map((value) => (value === null || Number.isNaN(value) ? 0 : Math.abs(value))));
  const width = markWidths[arms.length] ?? 40;
  const save = () => {
    const head = [rowsAre, base, ...arms.flatMap((arm) => [arm, `${arm} low`, `${arm} high`])];
    downloadCsv(fileName, head, rows.map((row) => [row.name, row.base, ...row.differences.flatMap(({mean, low, high}) => [mean, low, high])]), language);
  };
  return (
    <div class="intervals">
      <p class="quiet">{title}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{rowsAre}</th>
              <th scope="col">{base}</th>
              {arms.map((arm, k) => (
                <th key={k} scope="col" colSpan={2}>
                  <Swatch style={k + 1} /> {arm}
                  <small>{unit === "share" ? t("chart.difference_points") : t("chart.difference")}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{numberText(language, row.base, unit)}</td>
                {row.differences.map((difference, k) => (
                  <Fragment key={k}>
                    <td class="mark"><Mark {...difference} reach={reach} width={width} style={k + 1} /></td>
                    <Told {...difference} unit={unit} />
                  </Fragment>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="plain" onClick={save}>{t("chart.save_csv")}</button>
    </div>
  );
}

function Told({mean, low, high, unit}: Difference & {unit: string}) {
  const {language} = usePage();
  const [told, range] = differenceParts(language, mean, low, high, unit);
  return <td class={differs({mean, low, high}) ? "differs" : undefined}>{told}{range && <small>{range}</small>}</td>;
}

function differs({low, high}: Difference): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

function Mark({mean, low, high, reach, width, style}: Difference & {reach: number; width: number; style: number}) {
  if (mean === null || Number.isNaN(mean) || reach === 0) return null;
  const at = (value: number) => width / 2 + (value / reach) * (width / 2 - 5);
  const colour = `var(--arm-${style})`;
  return (
    <svg width={width} height="14" aria-hidden="true">
      <line x1={width / 2} x2={width / 2} y1="0" y2="14" stroke="var(--quiet)" stroke-width="1" />
      {low !== null && high !== null && <line x1={at(low)} x2={at(high)} y1="7" y2="7" stroke={colour} stroke-width="2" />}
      <circle cx={at(mean)} cy="7" r="3.5" fill={differs({mean, low, high}) ? colour : "var(--sheet)"} stroke={colour} stroke-width="1.5" />
    </svg>
  );
}
