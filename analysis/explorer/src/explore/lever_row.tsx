import {useId, useState} from "preact/hooks";

import type {Parameter, Value} from "../core.mjs";
import type {Page} from "../page/page.ts";
import {usePage} from "../page/page.ts";
import type {Language} from "../texts.ts";
import {hasText} from "../texts.ts";
import {tomlOf, valueOf} from "./settings.ts";
import {meaningOf} from "./words.ts";

interface Props {
  parameter: Parameter;
  /** TOML of the policy's own setting, where it has one. */
  set: string | undefined;
  /** It cannot be set for the month that is chosen. */
  fixed: boolean;
  change(toml: string): void;
  reset(): void;
}

export function LeverRow({parameter, set, fixed, change, reset}: Props) {
  const page = usePage();
  const {t, language} = page;
  const id = useId();
  const meaning = meaningOf(page, parameter.path, parameter);
  const {unit, minimum, maximum, tryLow, tryHigh} = parameter;
  const value = set === undefined ? parameter.value : valueOf(set);
  const unitText = unit === "1" ? "" : hasText(`lever_unit.${unit}`) ? t(`lever_unit.${unit}`) : unit;
  const number = (one: number) => exactText(language, one);
  return (
    <div class={set === undefined ? "lever" : "lever is-set"}>
      <p class="meaning" id={id} lang={meaning === parameter.meaning && language !== "en" ? "en" : undefined}>
        {meaning} <code>{parameter.path}</code>
      </p>
      <div class="value">
        {fixed ? (
          <span class="quiet">{t("lever.fixed")}</span>
        ) : (
          <Control parameter={parameter} value={value} label={id} change={(next) => change(tomlOf(parameter.kind, next))} />
        )}
        <span class="quiet">{unitText}</span>
        {set !== undefined && (
          <button type="button" class="plain" onClick={reset} aria-describedby={id}>{t("lever.reset")}</button>
        )}
      </div>
      <p class="facts">
        {t("lever.here", {value: shownText(page, parameter), origin: originText(parameter.origin, t)})}
        {tryLow !== undefined && tryHigh !== undefined && <> · {t("lever.worth_trying", {low: number(tryLow), high: number(tryHigh)})}</>}
        {(minimum !== undefined || maximum !== undefined) && (
          <> · {t("lever.allowed", {low: number(minimum ?? -Infinity), high: number(maximum ?? Infinity)})}</>
        )}
        {parameter.source && <> · {t("lever.source")}: <span lang="en">{parameter.source}</span></>}
      </p>
    </div>
  );
}

/** Every digit that tells, with the language's comma. */
function exactText(language: Language, value: number): string {
  return new Intl.NumberFormat(language, {maximumSignificantDigits: 12}).format(value).replace("-", "−");
}

function shownText({language, t}: Page, {value, toml}: Parameter): string {
  if (typeof value === "boolean") return t(value ? "lever.yes" : "lever.no");
  return typeof value === "number" ? exactText(language, value) : toml;
}

function originText(origin: string, t: (key: string) => string): string {
  return origin === "default" ? t("lever.of_model") : origin;
}

interface ControlProps {
  parameter: Parameter;
  value: Value;
  /** Id of the element that says what is set. */
  label: string;
  change(value: Value): void;
}

function Control({parameter, value, label, change}: ControlProps) {
  const {t} = usePage();
  switch (parameter.kind) {
    case "true or false":
      return (
        <select aria-labelledby={label} value={String(value)} onChange={(event) => change(event.currentTarget.value === "true")}>
          <option value="true">{t("lever.yes")}</option>
          <option value="false">{t("lever.no")}</option>
        </select>
      );
    case "choice":
      return (
        <select aria-labelledby={label} value={String(value)} onChange={(event) => change(event.currentTarget.value)}>
          {parameter.choices!.map((choice) => <option key={choice} value={choice}>{choice.replaceAll("_", " ")}</option>)}
        </select>
      );
    case "number":
    case "whole number":
      return <NumberControl parameter={parameter} value={value} label={label} change={change} />;
    case "numbers":
      return <ListControl parameter={parameter} value={value} label={label} change={change} />;
    default:
      return <input aria-labelledby={label} value={String(value)} onChange={(event) => change(event.currentTarget.value)} />;
  }
}

/** Steps of a slider: about a hundred, round. */
function stepOf({kind, tryLow, tryHigh}: Parameter): number {
  if (kind === "whole number") return 1;
  const rough = (tryHigh! - tryLow!) / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => Number((n * power).toPrecision(1))).find((one) => one >= rough * 0.999)!;
}

function NumberControl({parameter, value, label, change}: ControlProps) {
  const {t, language} = usePage();
  const [wrong, setWrong] = useState("");
  const {kind, minimum = -Infinity, maximum = Infinity, tryLow, tryHigh} = parameter;
  const take = (text: string) => {
    const number = text.trim() === "" ? NaN : Number(text);
    const whole = kind !== "whole number" || Number.isInteger(number);
    if (Number.isFinite(number) && number >= minimum && number <= maximum && whole) {
      setWrong("");
      change(number);
    } else {
      setWrong(t(whole ? "lever.wrong" : "lever.wrong_whole", {low: exactText(language, minimum), high: exactText(language, maximum)}));
    }
  };
  return (
    <>
      {tryLow !== undefined && tryHigh !== undefined && (
        <input
          type="range" aria-labelledby={label} min={tryLow} max={tryHigh} step={stepOf(parameter)} value={Number(value)}
          onChange={(event) => take(event.currentTarget.value)}
        />
      )}
      <input
        type="number" step="any" aria-labelledby={label} aria-invalid={wrong !== ""} value={Number(value)}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {wrong && <span class="wrong" role="alert">{wrong}</span>}
    </>
  );
}

function ListControl({parameter, value, label, change}: ControlProps) {
  const {t} = usePage();
  const [wrong, setWrong] = useState(false);
  const take = (text: string) => {
    const numbers = text.split(/[;\s]+|,\s*/).filter(Boolean).map(Number);
    const right = numbers.length > 0 && numbers.every(Number.isFinite);
    setWrong(!right);
    if (right) change(numbers);
  };
  const written = (value as number[]).join(", ");
  return (
    <>
      <input class="list" aria-labelledby={label} aria-invalid={wrong} value={written} onChange={(event) => take(event.currentTarget.value)} />
      {parameter.tryLists?.map((list) => (
        <button key={list.join()} type="button" class="plain" onClick={() => change(list)}>{list.join(", ")}</button>
      ))}
      {wrong && <span class="wrong" role="alert">{t("lever.wrong_list")}</span>}
    </>
  );
}
