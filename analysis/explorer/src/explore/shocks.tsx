// Shocks that meet every policy alike: nobody decides them, so they are no part of a policy.

import {useState} from "preact/hooks";

import type {Facts} from "../core.mjs";
import {Dialog} from "../page/dialog.tsx";
import {usePage} from "../page/page.ts";
import type {Settings} from "./state.ts";
import {dateText, namesOfShocks, shockText} from "./words.ts";

/** By target the kinds there are beside the plain one, and the range of the size in percent. */
const targets: Record<string, {kinds: string[]; low: number; high: number; size: number}> = {
  price: {kinds: ["price", "boom", "import_surge", "export_ban"], low: -90, high: 300, size: -30},
  yield: {kinds: ["drought", "price"], low: -100, high: 100, size: -50},
  road: {kinds: ["price"], low: -100, high: 100, size: -100},
  buyer: {kinds: ["price"], low: -100, high: 100, size: -100},
  transfer: {kinds: ["price"], low: -100, high: 100, size: -50},
};
/** Kinds whose size is the share by which a price falls. */
const fallingKinds = ["import_surge", "export_ban"];
const withProduct = ["price", "yield", "buyer"];
const withRegion = ["yield", "road", "buyer", "transfer"];
const forGood = 10_000;

interface Props {
  shocks: Settings;
  facts: Facts | undefined;
  change(shocks: Settings): void;
}

export function Shocks({shocks, facts, change}: Props) {
  const page = usePage();
  const {t} = page;
  const [adding, setAdding] = useState(false);
  const names = namesOfShocks(shocks);
  const remove = (name: string) => change(Object.fromEntries(Object.entries(shocks).filter(([key]) => key.split(".")[1] !== name)));
  return (
    <section aria-labelledby="shocks">
      <h2 id="shocks">{t("shock.title")}</h2>
      <p class="quiet">{t("shock.lead")}</p>
      <ul class="settings">
        {names.map((name) => (
          <li key={name}>
            <span>{shockText(page, shocks, name)}</span>
            <button type="button" class="plain" aria-label={t("shock.remove")} onClick={() => remove(name)}>×</button>
          </li>
        ))}
      </ul>
      <button type="button" class="wide" disabled={!facts} onClick={() => setAdding(true)}>{t("shock.add")}</button>
      {adding && facts && (
        <NewShock
          name={freeShockName(names)} facts={facts} close={() => setAdding(false)}
          add={(settings) => {
            change({...shocks, ...settings});
            setAdding(false);
          }}
        />
      )}
    </section>
  );
}

function freeShockName(names: string[]): string {
  for (let n = 1; ; ++n) if (!names.includes(`page_${n}`)) return `page_${n}`;
}

interface NewProps {
  name: string;
  facts: Facts;
  close(): void;
  add(settings: Settings): void;
}

function NewShock({name, facts, close, add}: NewProps) {
  const page = usePage();
  const {t, term} = page;
  const [target, setTarget] = useState("yield");
  const [kind, setKind] = useState("drought");
  const [product, setProduct] = useState("");
  const [region, setRegion] = useState("");
  const [start, setStart] = useState(42);
  const [months, setMonths] = useState(12);
  const [size, setSize] = useState(-50);
  const of = targets[target]!;
  const falling = fallingKinds.includes(kind);
  const [low, high] = falling ? [0, 95] : [of.low, of.high];
  const choose = (chosen: string) => {
    setTarget(chosen);
    setKind(targets[chosen]!.kinds[0]!);
    setSize(targets[chosen]!.size);
    setProduct("");
    setRegion("");
  };
  const chooseKind = (chosen: string) => {
    setKind(chosen);
    setSize(fallingKinds.includes(chosen) ? 30 : of.size);
  };
  const put = (event: Event) => {
    event.preventDefault();
    const values: Record<string, unknown> = {target, kind, product, region, start_month: start, months, size: size / 100};
    add(Object.fromEntries(Object.entries(values).map(([key, value]) => [`shock.${name}.${key}`, JSON.stringify(value)])));
  };
  const whole = (set: (value: number) => void, least: number, most: number) => (event: {currentTarget: HTMLInputElement}) =>
    set(Math.min(most, Math.max(least, Math.round(event.currentTarget.valueAsNumber) || least)));
  return (
    <Dialog title={t("shock.add")} narrow close={close}>
      <form class="fields" onSubmit={put}>
        <label>
          {t("shock.target")}
          <select value={target} onChange={(event) => choose(event.currentTarget.value)}>
            {Object.keys(targets).map((one) => <option key={one} value={one}>{t(`report_change.${one}`)}</option>)}
          </select>
        </label>
        {of.kinds.length > 1 && (
          <label>
            {t("shock.kind")}
            <select value={kind} onChange={(event) => chooseKind(event.currentTarget.value)}>
              {of.kinds.map((one) => <option key={one} value={one}>{t(`shock.kind_${one}`)}</option>)}
            </select>
          </label>
        )}
        {withProduct.includes(target) && (
          <Choice
            label={t("shock.product")} all={t("shock.all_products")} section="product" names={facts.products}
            value={product} choose={setProduct}
          />
        )}
        {withRegion.includes(target) && (
          <Choice
            label={t("shock.region")} all={t("shock.all_regions")} section="region" names={facts.regions}
            value={region} choose={setRegion}
          />
        )}
        <label>
          {t("shock.start")}
          <span class="row">
            <input type="number" min={0} max={facts.months - 1} value={start} onChange={whole(setStart, 0, facts.months - 1)} />
            <span class="quiet">{dateText(page, start, facts)}</span>
          </span>
        </label>
        <label>
          {t("shock.months")}
          <input type="number" min={1} max={forGood} value={months} onChange={whole(setMonths, 1, forGood)} />
        </label>
        <label>
          {falling ? t("shock.fall") : t("shock.size")}
          <input type="number" min={low} max={high} value={size} onChange={whole(setSize, low, high)} />
        </label>
        <p class="quiet">{t("shock.what_it_does")}: {t(`shock.meaning_${target}`)}</p>
        <button type="submit" class="strong">{t("shock.put", {what: term("report_change", target)})}</button>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  section: string;
  names: string[];
  value: string;
  choose(value: string): void;
}

function Choice({label, all, section, names, value, choose}: ChoiceProps) {
  const {term} = usePage();
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {names.map((name) => <option key={name} value={name}>{term(section, name)}</option>)}
      </select>
    </label>
  );
}
