// The goal of a lesson, and whether the setting as it stands has reached it.

import {usePage} from "../page/page.ts";
import type {Course} from "./course.ts";
import {conditionsMet} from "./course.ts";
import type {Lesson} from "./lesson.ts";
import {conditionText} from "./words.ts";

export function Goal({lesson, course}: {lesson: Lesson; course: Course}) {
  const {t, language} = usePage();
  const all = conditionsMet(lesson.goal, course.look?.report ?? null);
  const known = course.over && all.every(({value}) => value !== null);
  const reached = known && all.every(({met}) => met);
  const state = !known ? "open" : reached ? "reached" : "not_yet";
  return (
    <div class={`goal ${state}`}>
      <p>
        <strong>{t("teach.goal")}</strong> {lesson.goal[language]}
      </p>
      <p class="verdict">
        <span class="standing">{state === "reached" ? "✓ " : ""}{t(`teach.goal_${state}`)}</span>{" "}
        {all.map(({condition, value}, k) => value !== null && (
          <span key={k} class="measured">
            {condition[language]}: {t(condition.at_least !== undefined ? "teach.wanted_least" : "teach.wanted_most", {
              value: conditionText(language, condition, value),
              wanted: conditionText(language, condition, condition.at_least ?? condition.at_most!),
            })}
          </span>
        ))}
      </p>
    </div>
  );
}
