// The course of an outcome over time under each policy, or its difference from the base.

import {useState} from "preact/hooks";

import type {Line} from "../charts/curves.tsx";
import {Curves} from "../charts/curves.tsx";
import type {Curve, Estimates} from "../core.mjs";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {courses} from "./outcomes.ts";
import {dateText} from "./words.ts";

type What = "levels" | "differences";

/** Positions of a curve; those at the end that no run has are left out. */
function positionsOf(curve: Curve): number {
  let size = curve.axis.size;
  while (size > 1 && curve.arms.every(({count}) => count[size - 1] === 0)) --size;
  return size;
}

function lineOf(estimates: Estimates, name: string, style: number, size: number): Line {
  const {mean, low, high} = estimates;
  return {name, style, mean: mean.subarray(0, size), low: low.subarray(0, size), high: high.subarray(0, size)};
}

export function Courses({compared}: {compared: Compared}) {
  const page = usePage();
  const {t} = page;
  const [chosen, setChosen] = useState(courses[0]!.name);
  const [what, setWhat] = useState<What>("levels");
  const {look, names, facts} = compared;
  const place = courses.findIndex(({name}) => name === chosen);
  const curve = look?.curves[place];
  const alone = names.length < 2;
  const shown: What = alone ? "levels" : what;
  const course = courses[place]!;
  return (
    <section class="sheet" aria-labelledby="courses-title">
      <div class="head">
        <h2 id="courses-title">{t("explore.courses")}</h2>
        <select aria-labelledby="courses-title" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {courses.map(({name}) => <option key={name} value={name}>{t(`course.${name}`)}</option>)}
        </select>
        {!alone && (
          <div class="choice" role="group" aria-label={t("explore.shown")}>
            {(["levels", "differences"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === what} onClick={() => setWhat(one)}>{t(`explore.${one}`)}</button>
            ))}
          </div>
        )}
      </div>
      {curve && facts[0] && (
        <CourseCurves key={shown} curve={curve} names={names} shown={shown} start={facts[0]} title={titleOf()} course={course} />
      )}
      {!curve && <p class="quiet">{t("explore.opening")}</p>}
    </section>
  );

  function titleOf(): string {
    const title = t(`course.${chosen}`);
    if (shown === "levels") return title;
    return t(curve!.unit === "share" ? "explore.points_of" : "explore.difference_of", {title, base: names[0]!});
  }
}

interface CourseProps {
  curve: Curve;
  names: string[];
  shown: What;
  start: {startYear: number; startMonth: number};
  title: string;
  course: (typeof courses)[number];
}

function CourseCurves({curve, names, shown, start, title, course}: CourseProps) {
  const page = usePage();
  const {t} = page;
  const size = positionsOf(curve);
  const yearly = curve.axis.name === "season";
  const dated = curve.axis.name === "time";
  const x = Array.from({length: size}, (_, k) => (yearly ? k + 1 : k));
  const lines = shown === "levels"
    ? curve.arms.map((arm, k) => lineOf(arm, names[k] ?? "", k, size))
    : curve.differences.map((arm, k) => lineOf(arm, names[k + 1] ?? "", k + 1, size));
  const bounds = shown === "levels"
    ? {...(course.minimum !== undefined && {yMinimum: course.minimum}), ...(course.maximum !== undefined && {yMaximum: course.maximum})}
    : {zero: true};
  return (
    <Curves
      title={title} x={x} unit={shown === "differences" && curve.unit === "share" ? "points" : curve.unit} lines={lines} height={320} {...bounds}
      xLabel={t(yearly ? "explore.years" : dated ? "explore.months" : `explore.since_${course.name}`)}
      fileName={`${course.name}-${shown}`}
      {...(dated && {xText: (month: number) => dateText(page, month, start)})}
    />
  );
}
