// The second step of a lesson: levers are moved, and curves of fifty replicates grow beside those of the setting before.

import type {ComponentChildren} from "preact";

import type {Line} from "../charts/curves.tsx";
import {Curves} from "../charts/curves.tsx";
import type {Curve, Estimates} from "../core.mjs";
import {usePage} from "../page/page.ts";
import type {Course} from "./course.ts";
import {changesTold, runsOfLesson} from "./course.ts";
import {monthsOfYear, yearsGuessed} from "./drawn.ts";
import {Goal} from "./goal.tsx";
import type {Lesson, LeverValues} from "./lesson.ts";
import {Levers} from "./levers.tsx";

interface Props {
  lesson: Lesson;
  start: LeverValues;
  values: LeverValues;
  course: Course;
  change(values: LeverValues): void;
}

export function Experiment({lesson, start, values, course, change}: Props) {
  const {t} = usePage();
  const sentences = course.changed && course.over ? changesTold(course.look?.report ?? null) : [];
  return (
    <section class="sheet step">
      <h2>{t("teach.step_change")}</h2>
      <p class="hint">{t("teach.change_hint")}</p>
      <div class="bench">
        <div class="setting">
          <Goal lesson={lesson} course={course} />
          <Levers lesson={lesson} start={start} values={values} change={change} />
        </div>
        <div class="result">
          <Progress course={course} />
          <CourseCurves lesson={lesson} course={course}>
            {sentences.length > 0 && (
              <div class="changes">
                <h3>{t("teach.against_start")}</h3>
                <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
              </div>
            )}
          </CourseCurves>
        </div>
      </div>
    </section>
  );
}

function Progress({course}: {course: Course}) {
  const {t} = usePage();
  const told = course.look?.told ?? 0;
  return (
    <div class="progress">
      <progress max={runsOfLesson} value={course.running && course.over ? 0 : told} aria-label={t("teach.replicates", {count: told})} />
      <span>{t("teach.replicates", {count: told})}</span>
      {course.running && <button type="button" onClick={course.stop}>{t("teach.stop")}</button>}
      {!course.running && !course.over && told > 0 && !course.failure && <button type="button" onClick={course.goOn}>{t("teach.go_on")}</button>}
      {course.failure && <p role="alert">{course.failure}</p>}
    </div>
  );
}

/** Positions at which any line has a value: what is sold twice a year has none in the months between. */
function positionsOf(lines: Estimates[], most: number): number[] {
  const length = Math.min(most, lines[0]?.mean.length ?? 0);
  return Array.from({length}, (_, k) => k).filter((k) => lines.some(({mean}) => !Number.isNaN(mean[k]!)));
}

const picked = (values: ArrayLike<number>, positions: number[]) => Float64Array.from(positions, (k) => values[k]!);

/** The curve of the goal, what is said of it, and curves of what lies behind it. */
function CourseCurves({lesson, course, children}: {lesson: Lesson; course: Course; children: ComponentChildren}) {
  const {t, language} = usePage();
  const curves = course.look?.curves ?? [];
  const shown = [{title: t("teach.curve"), share: true}, ...lesson.also.map(({percent, ...title}) => ({title: title[language], share: percent === true}))];
  const [first, ...others] = curves.map((curve, n) => <CourseCurve key={n} n={n} curve={curve} course={course} {...shown[n]!} />);
  return (
    <>
      {first}
      <p class="hint">{t("teach.same_shocks")}</p>
      {children}
      <div class="also">{others}</div>
    </>
  );
}

function CourseCurve({n, curve, title, share, course}: {n: number; curve: Curve; title: string; share: boolean; course: Course}) {
  const {t} = usePage();
  const now = course.now(n)!;
  const start = course.start(n)!;
  const former = course.former?.curves[n];
  const survival = n === 0;
  const estimates = [now, ...(former ? [former] : []), ...(course.changed ? [start] : [])];
  const positions = positionsOf(estimates, survival ? monthsOfYear * yearsGuessed : Infinity);
  const line = (name: string, {mean, low, high}: Estimates, style: number, wasHere: boolean, band: boolean): Line => ({
    name, style, former: wasHere, mean: picked(mean, positions), ...(band && {low: picked(low, positions), high: picked(high, positions)}),
  });
  const lines = [
    line(t(course.changed ? "teach.now" : "teach.as_it_is"), now, 0, false, true),
    ...(former ? [line(t("teach.before"), former, 1, true, false)] : []),
    ...(course.changed ? [line(t("teach.as_it_is"), start, 3, false, false)] : []),
  ];
  const xText = (years: number) => t("teach.after", {years: Math.floor(years + 1e-9), months: Math.round((years % 1) * monthsOfYear) % monthsOfYear});
  return (
    <div class={survival ? "main-curve" : "also-curve"}>
      <h3>{title}</h3>
      <Curves
        title={title} x={positions.map((k) => k / monthsOfYear)} xLabel={t(survival ? "teach.years_since_signing" : "teach.years_since_start")} xText={xText}
        unit={share ? "share" : curve.unit} lines={lines} height={survival ? 280 : 170} yMinimum={0} {...(share && {yMaximum: 1})}
      />
    </div>
  );
}
