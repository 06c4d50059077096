import {useEffect, useRef, useState} from "preact/hooks";

import {usePage} from "../page/page.ts";
import {lessonsOf} from "./lesson.ts";
import {LessonPage} from "./lesson-page.tsx";
import type {TeachState} from "./state.ts";

interface Props {
  state: TeachState;
  change(state: TeachState): void;
}

/** Teach: the list of lessons, or the one that is open. */
export function Teach({state, change}: Props) {
  const {t, language, data} = usePage();
  const lessons = lessonsOf(data);
  const [left, setLeft] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (left && state.lesson === null) head.current?.focus();
  }, [state.lesson]);
  const leave = () => {
    setLeft(true);
    change({lesson: null, settings: {}});
  };
  const open = lessons.find(({name}) => name === state.lesson);
  if (open) {
    return (
      <LessonPage
        key={open.name} lesson={open} settings={state.settings}
        change={(settings) => change({...state, settings})} leave={leave}
      />
    );
  }
  return (
    <section class="lessons">
      <h1 ref={head} tabIndex={-1}>{t("teach.title")}</h1>
      <p class="story">{t("teach.intro")}</p>
      {state.lesson !== null && <p role="alert">{t("teach.no_lesson", {name: state.lesson})}</p>}
      <ol>
        {lessons.map(({name, title, question, idea, minutes}) => (
          <li key={name}>
            <h2>
              <button type="button" onClick={() => change({lesson: name, settings: {}})}>{title[language]}</button>
            </h2>
            <p class="asks">{question[language]}</p>
            <p class="hint">
              {idea[language]} <span class="minutes">{t("teach.minutes", {minutes})}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
