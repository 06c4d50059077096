// The policies that are compared: each a scenario with what is set on top.

import {useState} from "preact/hooks";

import {Swatch} from "../charts/curves.tsx";
import {download} from "../charts/saving.ts";
import type {Facts} from "../core.mjs";
import {usePage} from "../page/page.ts";
import {Levers} from "./levers.tsx";
import {listOf, withoutSetting} from "./settings.ts";
import type {ExploreState, Policy} from "./state.ts";
import {armOf, freeName, mostPolicies, nameOfFile} from "./state.ts";
import {bolivia, dateText, meaningOf} from "./words.ts";

interface Props {
  state: ExploreState;
  change(state: ExploreState): void;
  facts: Facts[];
}

export function Policies({state, change, facts}: Props) {
  const {t} = usePage();
  const [levers, setLevers] = useState<number | null>(null);
  const {policies} = state;
  const replace = (place: number, policy: Policy) => change({...state, policies: policies.map((one, k) => (k === place ? policy : one))});
  const add = () => {
    const policy = {name: freeName(t("explore.new_policy"), policies), file: policies[0]!.file, settings: policies[0]!.settings};
    change({...state, policies: [...policies, policy]});
    setLevers(policies.length);
  };
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">{t("explore.policies")}</h2>
      <ol class="policies">
        {policies.map((_, k) => (
          <PolicyCard
            key={k} state={state} place={k} facts={facts.length === policies.length ? facts[k] : undefined}
            change={(changed) => replace(k, changed)} showLevers={() => setLevers(k)}
            remove={k > 0 ? () => change({...state, policies: without(policies, k)}) : null}
          />
        ))}
      </ol>
      {policies.length < mostPolicies && (
        <button type="button" class="wide" onClick={add}>{t("explore.add_policy")}</button>
      )}
      {levers !== null && policies[levers] && (
        <Levers
          policy={policies[levers]} texts={state.texts} close={() => setLevers(null)}
          change={(settings) => replace(levers, {...policies[levers]!, settings})}
        />
      )}
    </section>
  );
}

function without(policies: Policy[], place: number): Policy[] {
  return policies.filter((_, k) => k !== place);
}

interface CardProps {
  state: ExploreState;
  place: number;
  facts: Facts | undefined;
  change(policy: Policy): void;
  showLevers(): void;
  /** The base stays. */
  remove: (() => void) | null;
}

function PolicyCard({state, place, facts, change, showLevers, remove}: CardProps) {
  const {t, runs, language} = usePage();
  const policy = state.policies[place]!;
  const rename = (wanted: string) => {
    const name = wanted.trim();
    if (name) change({...policy, name: freeName(name, without(state.policies, place))});
  };
  const save = async () => {
    const {source} = armOf(policy, state.shocks);
    const named = {...source, settings: [...source.settings!, `name=${JSON.stringify(policy.name)}`]};
    download(`${policy.name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.toml`, [await runs.toml(named, state.texts)], "application/toml");
  };
  const choose = (file: string) => {
    const named = policy.name === nameOfFile(policy.file) ? freeName(nameOfFile(file), without(state.policies, place)) : policy.name;
    change({...policy, file, name: named});
  };
  const question = facts && (language === "es" ? facts.questionEs || facts.question : facts.question);
  return (
    <li class="card">
      <div class="head">
        <Swatch style={place} />
        <input
          class="policy-name" aria-label={t("explore.name_of_policy")} value={policy.name} maxLength={40}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        {place === 0 && <span class="tag">{t("explore.base")}</span>}
      </div>
      <label>
        <span class="quiet">{t("explore.scenario")}</span>
        <ScenarioChoice file={policy.file} opened={Object.keys(state.texts)} choose={choose} />
      </label>
      {question && <p class="question">{question}</p>}
      <SettingsList policy={policy} facts={facts} change={change} />
      <div class="actions">
        <button type="button" onClick={showLevers}>{t("explore.set_levers")}</button>
        <button type="button" class="plain" onClick={save} title={t("explore.toml_title")}>{t("explore.save_toml")}</button>
        {remove && (
          <button type="button" class="plain" onClick={remove} aria-label={t("explore.remove_policy", {name: policy.name})}>
            {t("explore.remove")}
          </button>
        )}
      </div>
    </li>
  );
}

function ScenarioChoice({file, opened, choose}: {file: string; opened: string[]; choose(file: string): void}) {
  const {t, data} = usePage();
  const own = data.scenarios.map((scenario) => scenario.file).filter((name) => name !== "scenarios/teaching/base.toml");
  const groups = [
    {label: t("explore.scenarios"), files: own.filter((name) => !name.includes("/teaching/"))},
    {label: t("explore.teaching_cases"), files: own.filter((name) => name.includes("/teaching/"))},
    {label: t("explore.opened_files"), files: opened},
  ];
  return (
    <select value={file} onChange={(event) => choose(event.currentTarget.value)}>
      {groups.filter(({files}) => files.length > 0).map(({label, files}) => (
        <optgroup key={label} label={label}>
          {files.map((name) => <option key={name} value={name}>{nameOfFile(name)}</option>)}
        </optgroup>
      ))}
      {!own.includes(file) && !opened.includes(file) && <option value={file}>{file}</option>}
    </select>
  );
}

function SettingsList({policy, facts, change}: {policy: Policy; facts: Facts | undefined; change(policy: Policy): void}) {
  const page = usePage();
  const {t} = page;
  const list = listOf(policy.settings);
  if (list.length === 0) return null;
  return (
    <ul class="settings">
      {list.map(({key, path, month, toml}) => (
        <li key={key}>
          <span>
            {month > 0 && `${t("explore.from", {date: dateText(page, month, facts ?? bolivia)})}: `}
            {meaningOf(page, path)}: <strong>{toml}</strong>
          </span>
          <button
            type="button" class="plain" aria-label={t("explore.remove_setting", {path})}
            onClick={() => change({...policy, settings: withoutSetting(policy.settings, key)})}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
