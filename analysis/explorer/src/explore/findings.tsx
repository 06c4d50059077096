// What the policies do, in words: the sentences of the program's own summary, and how far the evidence bears each out.

import {Swatch} from "../charts/curves.tsx";
import type {Facts} from "../core.mjs";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {verdictOf} from "./evidence.ts";
import type {Row} from "./report.ts";
import {findingsOf, sectionOf, textAt} from "./report.ts";
import {listOf} from "./settings.ts";
import {bolivia, dateText, meaningOf, namesOfShocks, shockText} from "./words.ts";

const signs: Record<string, string> = {more: "▲", less: "▼", "no difference": "="};

export function Findings({compared}: {compared: Compared}) {
  const {t} = usePage();
  const {look, names} = compared;
  const report = look?.report ?? null;
  if (!report) return <p class="quiet">{t("explore.wait_for_words")}</p>;
  const alone = names.length === 1;
  const told = (alone ? names : names.slice(1)).map((name, k) => ({name, style: alone ? 0 : k + 1, rows: findingsOf(report, name)}));
  const changes = sectionOf(report, "changes")?.tables[0]?.rows ?? [];
  return (
    <>
      <p class="quiet">
        {t(alone ? "explore.alone" : "explore.against", {base: names[0]!, runs: look!.told})}
      </p>
      {told.map(({name, style, rows}) => (
        <section key={name} class="findings">
          <h2><Swatch style={style} /> {name}</h2>
          <ul>
            {rows.map((row) => (
              <li key={textAt(row, "finding")} class={row.finding_sign === "no difference" ? "unsure" : undefined}>
                <span class="sign" aria-hidden="true">{signs[textAt(row, "finding_sign")] ?? "·"}</span>
                <span>{textAt(row, "finding_sentence")}</span>
                <EvidenceBadge finding={textAt(row, "finding")} compared={compared} />
              </li>
            ))}
          </ul>
          <Changes rows={changes.filter((row) => row.changed_in === name)} facts={compared.facts[0]} />
        </section>
      ))}
      <p class="quiet">{t("summary.producers")} {t("explore.interval")}</p>
    </>
  );
}

function EvidenceBadge({finding, compared}: {finding: string; compared: Compared}) {
  const {t, data} = usePage();
  const verdict = verdictOf(data.evidence, finding, compared.facts[0]);
  if (!verdict) return null;
  return <a class={`badge ${verdict}`} href="#trust" onClick={showTrust}>{t("report_verdict.beside", {verdict: t(`report_verdict.${verdict}`)})}</a>;
}

function showTrust(event: Event) {
  event.preventDefault();  // the address holds the state, not a place in the page
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = document.getElementById("trust")!;
  place.scrollIntoView({behavior: calm ? "auto" : "smooth"});
  place.focus({preventScroll: true});
}

/** What a policy changes: settings, rules that change in a month, shocks of its own. */
function Changes({rows, facts}: {rows: Row[]; facts: Facts | undefined}) {
  const page = usePage();
  const {t} = page;
  const now = Object.fromEntries(rows.map((row) => [textAt(row, "changed"), textAt(row, "changed_to")]));
  const before = Object.fromEntries(rows.map((row) => [textAt(row, "changed"), textAt(row, "changed_from")]));
  const shocks = Object.fromEntries(Object.entries(now).filter(([key]) => key.startsWith("shock.")));
  const told = [
    ...listOf(now).filter(({key}) => !(key in shocks)).map(({key, path, month, toml}) => {
      const lever = meaningOf(page, path);
      if (month === 0) return t("report_change.set", {lever, new: toml, old: before[key]!});
      return `${t("explore.from", {date: dateText(page, month, facts ?? bolivia)})}, ${lever}: ${toml}`;
    }),
    ...namesOfShocks(shocks).map((name) => shockText(page, shocks, name)),
  ];
  if (told.length === 0) return null;
  const most = 6;
  return (
    <p class="quiet">
      {t("explore.changes")} {told.slice(0, most).join("; ")}{told.length > most && `; ${t("explore.more_changes", {count: told.length - most})}`}.
    </p>
  );
}
