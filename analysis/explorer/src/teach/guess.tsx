// A curve drawn by hand before the run, with pointer or keys; then what the replicates say is drawn over it.

import {useEffect, useRef, useState} from "preact/hooks";

import {numberText} from "../charts/numbers.ts";
import type {Estimates} from "../core.mjs";
import {usePage} from "../page/page.ts";
import {monthsOfYear, yearsGuessed} from "./drawn.ts";
import {drawn, steps} from "./drawn.ts";

interface Props {
  title: string;
  /** Shares by year from 0. */
  guess: number[];
  touched: boolean;
  change(guess: number[]): void;
  /** What came out so far, by month; null before the run. */
  truth: Estimates | null;
  told: number;
}

const height = 280;
const left = 48;
const right = 14;
const top = 12;
const bottom = 40;

export function Guess({title, guess, touched, change, truth, told}: Props) {
  const {t, language} = usePage();
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [year, setYear] = useState(1);
  const held = useRef<{year: number; share: number} | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(240, entry!.contentRect.width)));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);

  const x = (years: number) => left + (years / yearsGuessed) * (width - left - right);
  const y = (share: number) => top + (1 - share) * (height - top - bottom);
  const at = (event: PointerEvent) => {
    const box = place.current!.getBoundingClientRect();
    const years = ((event.clientX - box.left - left) / (width - left - right)) * yearsGuessed;
    const share = 1 - (event.clientY - box.top - top) / (height - top - bottom);
    return {year: Math.max(1, Math.min(yearsGuessed, Math.round(years))), share: Math.max(0, Math.min(1, share))};
  };
  const draw = (event: PointerEvent) => {
    const to = at(event);
    change(drawn(guess, held.current ?? to, to));
    held.current = to;
    setYear(to.year);
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const move = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (step === undefined && move === undefined) return;
    event.preventDefault();
    if (move !== undefined) {
      const next = Math.max(1, Math.min(yearsGuessed, year + move));
      setYear(next);
      place.current!.querySelector<SVGElement>(`[data-year="${next}"]`)?.focus();
    } else if (step !== undefined) {
      const share = Math.max(0, Math.min(1, Math.round(100 * (guess[year]! + step)) / 100));
      change(drawn(guess, {year, share}, {year, share}));
    }
  };

  // Who skipped the guess has none.
  const shown = touched || !truth;
  const line = (points: [number, number][]) => points.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(" ");
  const months = Array.from({length: monthsOfYear * yearsGuessed + 1}, (_, k) => k).filter((k) => !Number.isNaN(truth?.mean[k] ?? NaN));
  const known = (values: Float64Array) => months.map((k): [number, number] => [x(k / monthsOfYear), y(values[k]!)]);
  const band = truth && months.every((k) => !Number.isNaN(truth.low[k]!)) ? [...known(truth.low), ...known(truth.high).reverse()] : [];

  return (
    <div ref={place} class="guess">
      <svg
        width={width} height={height} class={truth ? "" : "open"}
        onPointerDown={(event) => {
          if (truth) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = null;
          draw(event);
        }}
        onPointerMove={(event) => !truth && held.current && draw(event)}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
        role="group" aria-label={title}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share} aria-hidden="true">
            <line class="grid" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
            <text class="tick" x={left - 8} y={y(share) + 4} text-anchor="end">{numberText(language, share, "share", 0)}</text>
          </g>
        ))}
        {guess.map((_, k) => (
          <text key={k} class="tick" x={x(k)} y={height - bottom + 18} text-anchor="middle" aria-hidden="true">{k}</text>
        ))}
        <text class="tick" x={(left + width - right) / 2} y={height - 4} text-anchor="middle" aria-hidden="true">{t("teach.years_since_signing")}</text>
        {band.length > 0 && <polygon class="truth-band" points={line(band)} />}
        {truth && <polyline class="truth" points={line(known(truth.mean))} />}
        {shown && <polyline class={touched ? "drawn" : "drawn undrawn"} points={line(guess.map((share, k) => [x(k), y(share)]))} />}
        {shown && guess.slice(1).map((share, k) => (
          <rect
            key={k} class="point" data-year={k + 1} x={x(k + 1) - 5} y={y(share) - 5} width="10" height="10"
            role="slider" tabindex={truth ? -1 : year === k + 1 ? 0 : -1} aria-disabled={truth !== null}
            aria-label={t("teach.year", {year: k + 1})} aria-orientation="vertical" aria-valuemin={0} aria-valuemax={100}
            aria-valuenow={Math.round(100 * share)} aria-valuetext={t("teach.of_100", {count: Math.round(100 * share)})}
            onFocus={() => setYear(k + 1)} onKeyDown={truth ? undefined : press}
          />
        ))}
        {!truth && touched && (
          <text class="reading" x={x(year)} y={y(guess[year]!) - 12} text-anchor={year >= yearsGuessed - 1 ? "end" : "middle"} aria-hidden="true">
            {Math.round(100 * guess[year]!)}
          </text>
        )}
      </svg>
      <p class="key" aria-hidden="true">
        {shown && <span><svg width="28" height="10"><line class="drawn" x1="0" x2="28" y1="5" y2="5" /><rect class="point" x="9" y="0" width="10" height="10" /></svg> {t("teach.your_guess")}</span>}
        {truth && <span><svg width="28" height="10"><line class="truth" x1="0" x2="28" y1="5" y2="5" /></svg> {t("teach.replicates", {count: told})}</span>}
      </p>
    </div>
  );
}

/** The guess beside what came out, year by year. */
export function GuessTable({title, guess, truth, touched}: Pick<Props, "title" | "guess" | "truth" | "touched">) {
  const {t, language} = usePage();
  return (
    <details class="behind">
      <summary>{t("chart.table")}</summary>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("teach.years_since_signing")}</th>
            {(touched || !truth) && <th scope="col">{t("teach.your_guess")}</th>}
            {truth && <th scope="col">{t("teach.came_out")}</th>}
          </tr>
        </thead>
        <tbody>
          {guess.map((share, k) => (
            <tr key={k}>
              <th scope="row">{k}</th>
              {(touched || !truth) && <td>{numberText(language, share, "share", 0)}</td>}
              {truth && <td>{numberText(language, truth.mean[Math.min(k * monthsOfYear, truth.mean.length - 1)], "share", 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
