// The levers of a policy: searched, by table, each with meaning, unit, range, source and the scenario's own value.

import {useEffect, useMemo, useState} from "preact/hooks";

import type {Parameter} from "../core.mjs";
import type {Opened, Texts} from "../messages.ts";
import {Dialog} from "../page/dialog.tsx";
import type {Page} from "../page/page.ts";
import {usePage} from "../page/page.ts";
import {hasText} from "../texts.ts";
import {LeverRow} from "./lever_row.tsx";
import {Problems} from "./problems.tsx";
import {keyOf, withSetting, withoutSetting} from "./settings.ts";
import type {Policy, Settings} from "./state.ts";
import {dateText, meaningOf} from "./words.ts";

interface Props {
  policy: Policy;
  texts: Texts;
  change(settings: Settings): void;
  close(): void;
}

/** So many rows are drawn at once; who wants others, searches. */
const mostRows = 80;

function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** What a table holds: the page's words for those with levers, else the declaration's, which are in English. */
function groupText({t, language}: Page, {group, groupMeaning}: Parameter) {
  const key = `lever_group.${group}`;
  if (hasText(key)) return t(key);
  return <span lang={language === "en" ? undefined : "en"}>{groupMeaning || group}</span>;
}

export function Levers({policy, texts, change, close}: Props) {
  const page = usePage();
  const {t, runs, language} = page;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [wanted, setWanted] = useState("");
  const [everything, setEverything] = useState(false);
  const [month, setMonth] = useState(0);

  useEffect(() => {
    setOpened(null);
    runs.open({file: policy.file}, texts).then(setOpened, setError);
  }, [policy.file]);

  const found = useMemo(() => {
    const words = plain(wanted).split(/\s+/).filter(Boolean);
    return (opened?.parameters ?? []).filter((parameter) => {
      if (!everything && !parameter.lever) return false;
      const text = plain(`${parameter.path} ${parameter.meaning} ${meaningOf(page, parameter.path, parameter)} ${parameter.unit}`);
      return words.every((word) => text.includes(word));
    });
  }, [opened, wanted, everything, language]);
  const shown = found.slice(0, mostRows);
  const groups = [...new Set(shown.map(({group}) => group))];

  return (
    <Dialog title={t("lever.title", {name: policy.name})} close={close}>
      <div class="lever-tools">
        <label>
          {t("lever.search")}
          <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        </label>
        <label>
          {t("lever.holds_from")}
          <select value={month === 0 ? "start" : "later"} onChange={(event) => setMonth(event.currentTarget.value === "start" ? 0 : 36)}>
            <option value="start">{t("lever.the_start")}</option>
            <option value="later">{t("lever.a_month")}</option>
          </select>
        </label>
        {month > 0 && opened && (
          <label>
            {t("lever.month")}
            <input
              type="number" min={1} max={opened.facts.months - 1} value={month}
              onChange={(event) => setMonth(Math.min(opened.facts.months - 1, Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1)))}
            />
            <span class="quiet">{dateText(page, month, opened.facts)}</span>
          </label>
        )}
        <label class="check">
          <input type="checkbox" checked={everything} onChange={(event) => setEverything(event.currentTarget.checked)} />
          {t("lever.everything")}
        </label>
      </div>
      {error !== null && <Problems error={error} />}
      {!opened && error === null && <p>{t("explore.opening")}</p>}
      {opened && (
        <p class="quiet" role="status">
          {t("lever.found", {count: found.length})} {found.length > shown.length && t("lever.more", {shown: shown.length})}
        </p>
      )}
      {groups.map((group) => {
        const mine = shown.filter((parameter) => parameter.group === group);
        return (
          <section key={group} class="lever-group">
            <h3>{group ? <>{groupText(page, mine[0]!)} <code>{group}</code></> : t("lever.whole")}</h3>
            {mine.map((parameter) => (
              <LeverRow
                key={parameter.path} parameter={parameter} set={policy.settings[keyOf(parameter.path, month)]}
                fixed={month > 0 && parameter.fixedAtStart}
                change={(toml) => change(withSetting(policy.settings, parameter.path, month, toml))}
                reset={() => change(withoutSetting(policy.settings, keyOf(parameter.path, month)))}
              />
            ))}
          </section>
        );
      })}
    </Dialog>
  );
}
