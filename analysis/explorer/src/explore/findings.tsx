// What the policies do, in words: the sentences of the program's own summary, and how far the evidence bears each out.

import {Swatch} from "../charts/curves.tsx";
import {usePage} from "../page/page.ts";
import type {Compared} from "./comparison.ts";
import {verdictOf} from "./evidence.ts";
import {findingsOf, sectionOf, textAt} from "./report.ts";

const signs: Record<string, string> = {more: "▲", less: "▼", "no difference": "＝"};

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
          <Changes rows={changes.filter((row) => row.changed_in === name)} />
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

function Changes({rows}: {rows: Record<string, string | number | null>[]}) {
  const {t, term} = usePage();
  if (rows.length === 0) return null;
  const most = 6;
  const list = rows.slice(0, most).map((row) => {
    const lever = textAt(row, "changed");
    return t("report_change.set", {lever: term("report_parameter", lever), new: textAt(row, "changed_to"), old: textAt(row, "changed_from")});
  });
  return (
    <p class="quiet">
      {t("explore.changes")} {list.join("; ")}{rows.length > most && `; ${t("explore.more_changes", {count: rows.length - most})}`}.
    </p>
  );
}
