// What a lesson has run: the case as it is and as it stands now, under the same shocks, and the setting before.

import {useEffect, useRef, useState} from "preact/hooks";

import type {Comparing} from "../comparing.ts";
import type {Curve, Estimates, Report} from "../core.mjs";
import type {Look, Plan} from "../messages.ts";
import {usePage} from "../page/page.ts";
import type {Condition, Lesson, LeverValues} from "./lesson.ts";
import {sourceOf} from "./lesson.ts";

/** Replicates of a lesson. */
export const runsOfLesson = 50;
/** Who goes from place to place with the keys does not want each of them run. */
const millisecondsBeforeRun = 200;

/** Curves of a setting that was. */
export interface Former {
  key: string;
  curves: Estimates[];
}

export interface Course {
  look: Look | null;
  /** Estimates of curve n as it stands now, and of the case as it is; the same where nothing is changed. */
  now(n: number): Estimates | null;
  start(n: number): Estimates | null;
  changed: boolean;
  former: Former | null;
  over: boolean;
  running: boolean;
  failure: string;
  stop(): void;
  goOn(): void;
}

function planOf(lesson: Lesson, values: LeverValues, names: [string, string]): Plan {
  const start = {name: names[0], source: sourceOf(lesson, {})};
  const now = {name: names[1], source: sourceOf(lesson, values)};
  return {
    arms: Object.keys(values).length > 0 ? [start, now] : [start],
    runs: runsOfLesson,
    curves: [lesson.curve, ...lesson.also.map(({outcome}) => outcome)],
    outcomes: [...new Set(lesson.goal.condition.map(({outcome}) => outcome))],
  };
}

const latest = (curve: Curve | undefined) => curve?.arms[curve.arms.length - 1] ?? null;

/** Runs the lesson whenever `values` change; null: not yet. */
export function useCourse(lesson: Lesson, values: LeverValues | null): Course {
  const {runs, language, t, say} = usePage();
  const [look, setLook] = useState<Look | null>(null);
  const [former, setFormer] = useState<Former | null>(null);
  const [state, setState] = useState({over: false, running: false, failure: ""});
  const comparing = useRef<Comparing | null>(null);
  const shown = useRef<Former | null>(null);
  const key = values && JSON.stringify(values);

  function compare(of: string, plan: Plan): Comparing {
    let latestLook: Look | null = null;
    const begun = runs.compare(plan, {
      language,
      look: (now) => setLook((latestLook = now)),
      over() {
        const over = begun.told >= plan.runs;
        setState({over, running: false, failure: ""});
        if (latestLook?.curves.length) shown.current = {key: of, curves: latestLook.curves.map((curve) => latest(curve)!)};
        if (over) say(t("teach.over", {runs: begun.told}));
      },
      failed: (error) => setState({over: false, running: false, failure: error.message}),
    });
    return begun;
  }

  useEffect(() => {
    if (!values || !key) return;
    setState({over: false, running: true, failure: ""});
    const begin = () => {
      setFormer(shown.current);
      comparing.current = compare(key, planOf(lesson, values, [t("teach.as_it_is"), t("teach.now")]));
    };
    const later = setTimeout(begin, look ? millisecondsBeforeRun : 0);
    return () => {
      clearTimeout(later);
      comparing.current?.close();
      comparing.current = null;
    };
  }, [lesson.name, key]);
  useEffect(() => comparing.current?.speak(language), [language]);

  return {
    look,
    now: (n) => latest(look?.curves[n]),
    start: (n) => look?.curves[n]?.arms[0] ?? null,
    changed: (look?.curves[0]?.arms.length ?? 1) > 1,
    // The case as it is has a line of its own.
    former: former && former.key !== key && former.key !== "{}" ? former : null,
    ...state,
    stop: () => comparing.current?.stop(),
    goOn() {
      setState({over: false, running: true, failure: ""});
      comparing.current?.goOn();
    },
  };
}

export interface Met {
  condition: Condition;
  value: number | null;
  met: boolean;
}

/** Each condition of the goal by what the report says of the setting as it stands. */
export function conditionsMet({condition}: Lesson["goal"], report: Report | null): Met[] {
  const tables = report?.sections.find(({name}) => name === "outcomes")?.tables ?? [];
  return condition.map((one) => {
    const rows = tables.find(({name}) => name === one.outcome)?.rows ?? [];
    const row = rows[rows.length - 1];
    const said = one.relative ? (rows.length > 1 ? row?.relative_difference : 0) : row?.mean;
    const value = typeof said === "number" ? said : null;
    const met = value !== null && value >= (one.at_least ?? -Infinity) && value <= (one.at_most ?? Infinity);
    return {condition: one, value, met};
  });
}

/** The sentences in which the report says what changed against the case as it is. */
export function changesTold(report: Report | null): string[] {
  const notes = report?.sections.find(({name}) => name === "summary")?.notes ?? [];
  const sentences: string[] = [];
  for (const note of notes) {
    // Lines of the arm are indented by two, what goes on by four.
    if (note.startsWith("    ")) sentences.push(`${sentences.pop() ?? ""} ${note.trim()}`);
    else if (note.startsWith("  ")) sentences.push(note.trim());
  }
  return sentences;
}
