// The levers of a lesson: sliders with unit and plain meaning. A slider moves freely; what is run is where it is let go.

import {useState} from "preact/hooks";

import {usePage} from "../page/page.ts";
import type {Lesson, Lever, LeverValue, LeverValues} from "./lesson.ts";
import {placesOf} from "./lesson.ts";
import {valueText} from "./words.ts";

interface Props {
  lesson: Lesson;
  start: LeverValues;
  values: LeverValues;
  change(values: LeverValues): void;
}

export function Levers({lesson, start, values, change}: Props) {
  const {t} = usePage();
  const set = (key: string, value: LeverValue) => {
    const {[key]: _, ...others} = values;
    change(value === start[key] ? others : {...others, [key]: value});
  };
  return (
    <div class="levers">
      {lesson.lever.map((lever) => {
        const from = start[lever.key];
        if (from === undefined) return null;
        const props = {lever, start: from, value: values[lever.key] ?? from, set: (value: LeverValue) => set(lever.key, value)};
        return lever.flag ? <Switch key={lever.key} {...props} /> : <Slider key={lever.key} {...props} />;
      })}
      <button type="button" disabled={Object.keys(values).length === 0} onClick={() => change({})}>{t("teach.reset")}</button>
    </div>
  );
}

interface LeverProps {
  lever: Lever;
  start: LeverValue;
  value: LeverValue;
  set(value: LeverValue): void;
}

function Slider({lever, start, value, set}: LeverProps) {
  const page = usePage();
  const {t, language} = page;
  const places = placesOf(lever, start);
  const settled = Math.max(0, places.indexOf(Number(value)));
  const [moving, setMoving] = useState<number | null>(null);
  const place = moving ?? settled;
  const id = `lever-${lever.key.replaceAll(".", "-")}`;
  const said = valueText(page, lever, places[place]!);
  return (
    <div class={value === start ? "one-lever" : "one-lever moved"}>
      <label for={id}>{lever.label[language]}</label>
      <output for={id}>{said}</output>
      <input
        id={id} type="range" min={0} max={places.length - 1} step={1} value={place} aria-valuetext={said} aria-describedby={`${id}-why`}
        onInput={(event) => setMoving(Number(event.currentTarget.value))}
        onChange={(event) => {
          setMoving(null);
          set(places[Number(event.currentTarget.value)]!);
        }}
      />
      <p id={`${id}-why`}>
        {lever.why[language]}{" "}
        {value !== start && <span class="from">{t("teach.starts_at", {value: valueText(page, lever, start)})}</span>}
      </p>
    </div>
  );
}

function Switch({lever, start, value, set}: LeverProps) {
  const {language} = usePage();
  const id = `lever-${lever.key.replaceAll(".", "-")}`;
  return (
    <div class={value === start ? "one-lever" : "one-lever moved"}>
      <label for={id}>
        <input id={id} type="checkbox" checked={value === true} aria-describedby={`${id}-why`} onChange={(event) => set(event.currentTarget.checked)} />{" "}
        {lever.label[language]}
      </label>
      <p id={`${id}-why`}>{lever.why[language]}</p>
    </div>
  );
}
