// Choosing a group without a pointer: those whose agreement ended first, with date and cause.

import type {Facts} from "../core.mjs";
import type {Pictures} from "../messages.ts";
import {usePage} from "../page/page.ts";
import type {Ends} from "./frame.ts";
import {outletOf, takesPart} from "./frame.ts";
import {dateText} from "./moments.ts";

interface Props {
  film: Pictures;
  ends: Ends;
  facts: Facts;
  chosen: number | null;
  choose(group: number | null): void;
}

export function GroupChoice({film, ends, facts, chosen, choose}: Props) {
  const page = usePage();
  const {t, term} = page;
  const all = Array.from({length: film.groups}, (_, g) => g).filter((g) => takesPart(film, g));
  const ended = all.filter((g) => ends.month[g] !== null).sort((a, b) => ends.month[a]! - ends.month[b]!);
  const others = all.filter((g) => ends.month[g] === null);
  const end = (g: number) => t("network.group_ended", {group: g + 1, date: dateText(page, facts, ends.month[g]!), cause: term("cause", film.causeNames[ends.cause[g]!]!)});
  const now = (g: number) => t("network.group_now", {group: g + 1, outlet: t(`network.${outletOf(film, film.months - 1, g)}`)});
  return (
    <p class="group-choice">
      <label>
        {t("network.choose")}{" "}
        <select value={chosen ?? ""} onChange={({currentTarget}) => choose(currentTarget.value === "" ? null : Number(currentTarget.value))}>
          <option value="">{t("network.none")}</option>
          <optgroup label={t("network.ended")}>{ended.map((g) => <option key={g} value={g}>{end(g)}</option>)}</optgroup>
          <optgroup label={t("network.not_ended")}>{others.map((g) => <option key={g} value={g}>{now(g)}</option>)}</optgroup>
        </select>
      </label>
    </p>
  );
}
