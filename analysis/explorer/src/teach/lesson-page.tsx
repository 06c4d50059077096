// One lesson: guess, change, look closer, and the sheet for the teacher.

import {useEffect, useRef, useState} from "preact/hooks";

import type {Opened} from "../messages.ts";
import {Network} from "../network/network.tsx";
import {usePage} from "../page/page.ts";
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
      <GuessStep key={lesson.name} lesson={lesson} course={course} revealed={revealed} reveal={() => setRevealed(true)} />
      {revealed && opened && <Experiment lesson={lesson} start={start} values={values} course={course} change={set} />}
      {revealed && opened && <Network source={sourceOf(lesson, values)} facts={opened.facts} />}
    </article>
  );
}

type StepProps = {lesson: Lesson; course: ReturnType<typeof useCourse>; revealed: boolean; reveal(): void};

/** The first step. What is shown over the guess is the case as it is, whatever the levers say later. */
function GuessStep({lesson, course, revealed, reveal}: StepProps) {
  const {t, language} = usePage();
  const [guess, setGuess] = useState(firstGuess);
  const [touched, setTouched] = useState(false);
  const truth = revealed ? course.start(0) : null;
  const title = lesson.guess[language];
  const yearly = truth && guess.map((_, k) => truth.mean[Math.min(k * monthsOfYear, truth.mean.length - 1)]!);
  const year = yearly ? furthest(guess, yearly) : 0;
  const of100 = (share: number) => Math.round(100 * share);
  return (
    <section class="sheet step">
      <h2>{t("teach.step_guess")}</h2>
      <p>{title}</p>
      {!revealed && <p class="hint">{t("teach.guess_hint")}</p>}
      <Guess
        title={title} guess={guess} touched={touched} truth={truth} told={course.look?.told ?? 0}
        change={(next) => {
          setGuess(next);
          setTouched(true);
        }}
      />
      {!revealed && (
        <p class="act">
          <button type="button" class="chief" disabled={!touched} onClick={reveal}>{t("teach.run")}</button>
          <button type="button" onClick={reveal}>{t("teach.skip_guess")}</button>
        </p>
      )}
      {revealed && touched && yearly && course.look && (
        <p class="verdict">
          {t("teach.guessed", {guessed: of100(guess[guess.length - 1]!), came: of100(yearly[yearly.length - 1]!)})}{" "}
          {year > 0 && t("teach.furthest", {year, guessed: of100(guess[year]!), came: of100(yearly[year]!)})}
        </p>
      )}
      <GuessTable title={title} guess={guess} truth={truth} />
    </section>
  );
}
