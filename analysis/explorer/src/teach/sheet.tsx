// The sheet for the teacher: what to do in the hour, and the expected answers. It prints on A4; its last page is for the class.

import {useEffect, useRef} from "preact/hooks";

import {numberText} from "../charts/numbers.ts";
import type {Facts} from "../core.mjs";
import {usePage} from "../page/page.ts";
import {yearsGuessed} from "./drawn.ts";
import type {Lesson, LeverValues} from "./lesson.ts";
import {settingText, valueText} from "./words.ts";

interface Props {
  lesson: Lesson;
  start: LeverValues;
  facts: Facts;
  leave(): void;
}

const hour = ["guess", "change", "look", "talk"] as const;

export function Sheet({lesson, start, facts, leave}: Props) {
  const page = usePage();
  const {t, language} = page;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current!.focus({preventScroll: true});
    scrollTo(0, 0);
  }, []);
  return (
    <article class="paper sheet">
      <nav class="way">
        <button type="button" onClick={leave}>← {t("teach.back")}</button>
        <button type="button" class="chief" onClick={() => print()}>{t("teach.print")}</button>
      </nav>
      <h1 ref={head} tabIndex={-1}>{lesson.title[language]} <small>{t("teach.for_teacher")}</small></h1>
      <p class="asks">{lesson.question[language]}</p>
      <p><strong>{t("teach.idea")}</strong> {lesson.idea[language]}</p>
      <p><strong>{t("teach.case")}</strong> {lesson.story[language]} {t("teach.size", {groups: Math.round(facts.groups), years: facts.months / 12})}</p>
      <h2>{t("teach.plan", {minutes: lesson.minutes})}</h2>
      <ol>{hour.map((part) => <li key={part}>{t(`teach.plan_${part}`)}</li>)}</ol>
      <h2>{t("teach.levers")}</h2>
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">{t("teach.lever")}</th>
            <th scope="col">{t("teach.range")}</th>
            <th scope="col">{t("teach.starts")}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.lever.map((lever) => (
            <tr key={lever.key}>
              <th scope="row">{lever.label[language]}<br /><small>{lever.why[language]}</small></th>
              <td>{lever.flag ? t("teach.on_or_off") : t("chart.range", {low: valueText(page, {...lever, unit: undefined}, lever.low!), high: valueText(page, lever, lever.high!)})}</td>
              <td>{start[lever.key] !== undefined && valueText(page, lever, start[lever.key]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t("teach.goal_head")}</h2>
      <p>{lesson.goal[language]} {t("teach.one_way", {setting: settingText(page, lesson, lesson.goal.reached_by)})}</p>
      <h2>{t("teach.expected")}</h2>
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">{t("teach.setting")}</th>
            <th scope="col">{t("teach.answer")}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.answer.map((answer, k) => (
            <tr key={k}>
              <th scope="row">{lesson.answer[k - 1]?.setting.join() === answer.setting.join() ? t("teach.same_setting") : settingText(page, lesson, answer.setting)}</th>
              <td><span class="trend">{t(`teach.sign_${answer.sign}`)}</span> {answer[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{t("teach.checked")}</p>
      <h2>{t("teach.notes")}</h2>
      <ul>{lesson.note.map((note, k) => <li key={k}>{note[language]}</li>)}</ul>
      <section class="class-page">
        <h1>{lesson.title[language]}</h1>
        <p class="asks">{lesson.question[language]}</p>
        <p>{lesson.story[language]}</p>
        <p><strong>{t("teach.your_guess")}.</strong> {lesson.guess[language]}</p>
        <Grid />
        <p><strong>{t("teach.goal")}</strong> {lesson.goal[language]}</p>
        <p>{t("teach.write_setting")}</p>
        <p class="write" /><p class="write" />
        <p>{t("teach.write_why")}</p>
        <p class="write" /><p class="write" /><p class="write" />
      </section>
    </article>
  );
}

/** Empty, to be drawn on with a pencil. */
function Grid() {
  const {t, language} = usePage();
  const x = (year: number) => 40 + year * 80;
  const y = (share: number) => 10 + (1 - share) * 200;
  const shares = Array.from({length: 11}, (_, k) => k / 10);
  const years = Array.from({length: yearsGuessed + 1}, (_, k) => k);
  return (
    <svg class="paper-grid" viewBox="0 0 620 250" role="img" aria-label={t("teach.empty_grid")}>
      {shares.map((share) => <line key={share} x1={x(0)} x2={x(yearsGuessed)} y1={y(share)} y2={y(share)} />)}
      {years.map((year) => <line key={year} x1={x(year)} x2={x(year)} y1={y(0)} y2={y(1)} />)}
      {[0, 0.5, 1].map((share) => <text key={share} x={x(0) - 6} y={y(share) + 4} text-anchor="end">{numberText(language, 100 * share)}</text>)}
      {years.map((year) => <text key={year} x={x(year)} y={y(0) + 16} text-anchor="middle">{year}</text>)}
      <text x={x(yearsGuessed / 2)} y={y(0) + 34} text-anchor="middle">{t("teach.years_since_signing")}</text>
    </svg>
  );
}
