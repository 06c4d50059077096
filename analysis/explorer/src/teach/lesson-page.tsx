// One lesson: guess, change, look closer, and the sheet for the teacher.

import {useEffect, useRef, useState} from "preact/hooks";

import type {Opened} from "../messages.ts";
import {Network} from "../network/network.tsx";
import {usePage} from "../page/page.ts";
import type {Course} from "./course.ts";
import {useCourse} from "./course.ts";
import {firstGuess, furthest, monthsOfYear} from "./drawn.ts";
import {Experiment} from "./experiment.tsx";
import {Guess, GuessTable} from "./guess.tsx";
import type {Lesson, LeverValues} from "./lesson.ts";
import {sourceOf, startOf, valuesFrom} from "./lesson.ts";
import {Sheet} from "./sheet.tsx";

interface Props {
  lesson: Lesson;
  settings: Record<string, string>;
  change(settings: Record<string, string>): void;
  leave(): void;
}

const none: LeverValues = {};

export function LessonPage({lesson, settings, change, leave}: Props) {
  const {t, language, runs} = usePage();
  const values = valuesFrom(lesson, settings);
  const moved = Object.keys(values).length > 0;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState("");
  const [sheet, setSheet] = useState(false);
  // Null until somebody draws.
  const [guess, setGuess] = useState<number[] | null>(null);
  // Who comes with a setting has guessed before, or wants to see that setting.
  const [revealed, setRevealed] = useState(moved);
  const course = useCourse(lesson, revealed ? values : null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    runs.open(sourceOf(lesson, none)).then(setOpened, (error: Error) => setFailure(error.message));
    title.current?.focus({preventScroll: true});
    scrollTo(0, 0);
  }, [lesson.name]);

  const start = opened ? startOf(lesson, opened.parameters) : none;
  const set = (next: LeverValues) => change(Object.fromEntries(Object.entries(next).map(([key, value]) => [key, String(value)])));
  if (sheet && opened) return <Sheet lesson={lesson} start={start} facts={opened.facts} leave={() => setSheet(false)} />;
  return (
    <article class="lesson">
      <nav class="way" aria-label={t("teach.way")}>
        <button type="button" onClick={leave}>← {t("teach.all_lessons")}</button>
        <button type="button" onClick={() => setSheet(true)} disabled={!opened}>{t("teach.sheet")}</button>
      </nav>
      <header>
        <h1 ref={title} tabIndex={-1}>{lesson.title[language]}</h1>
        <p class="asks">{lesson.question[language]}</p>
        <p class="story">{lesson.story[language]}</p>
      </header>
      {failure && <p role="alert">{failure}</p>}
      <GuessStep lesson={lesson} course={course} drawn={guess} draw={setGuess} revealed={revealed} reveal={() => setRevealed(true)} />
      {revealed && opened && <Experiment lesson={lesson} start={start} values={values} course={course} change={set} />}
      {revealed && opened && <Network source={sourceOf(lesson, values)} facts={opened.facts} />}
    </article>
  );
}

interface StepProps {
  lesson: Lesson;
  course: Course;
  drawn: number[] | null;
  draw(guess: number[]): void;
  revealed: boolean;
  reveal(): void;
}

/** The first step. What is shown over the guess is the case as it is, whatever the levers say later. */
function GuessStep({lesson, course, drawn, draw, revealed, reveal}: StepProps) {
  const {t, language} = usePage();
  const guess = drawn ?? firstGuess;
  const touched = drawn !== null;
  const head = useRef<HTMLHeadingElement>(null);
  const truth = revealed ? course.start(0) : null;
  const title = lesson.guess[language];
  const yearly = truth && guess.map((_, k) => truth.mean[Math.min(k * monthsOfYear, truth.mean.length - 1)]!);
  const year = yearly ? furthest(guess, yearly) : 0;
  // The button that was pressed goes away; who uses the keys goes on from here.
  const show = () => {
    reveal();
    head.current!.focus({preventScroll: true});
  };
  const of100 = (share: number) => Math.round(100 * share);
  return (
    <section class="sheet step">
      <h2 ref={head} tabIndex={-1}>{t("teach.step_guess")}</h2>
      <p>{title}</p>
      {!revealed && <p class="hint">{t("teach.guess_hint")}</p>}
      <Guess title={title} guess={guess} touched={touched} truth={truth} told={course.look?.told ?? 0} change={draw} />
      {!revealed && (
        <p class="act">
          <button type="button" class="chief" disabled={!touched} onClick={show}>{t("teach.run")}</button>
          <button type="button" onClick={show}>{t("teach.skip_guess")}</button>
        </p>
      )}
      {revealed && touched && yearly && course.look && (
        <p class="verdict">
          {t("teach.guessed", {guessed: of100(guess[guess.length - 1]!), came: of100(yearly[yearly.length - 1]!)})}{" "}
          {year > 0 && t("teach.furthest", {year, guessed: of100(guess[year]!), came: of100(yearly[year]!)})}
        </p>
      )}
      <GuessTable title={title} guess={guess} truth={truth} touched={touched} />
    </section>
  );
}
