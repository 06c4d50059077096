// A story in sentences: its events, and the deliveries that changed something between them.

import {numberText} from "../charts/numbers.ts";
import type {Story} from "../core.mjs";
import type {Page} from "../page/page.ts";

export interface Sentence {
  month: number;
  text: string;
  /** What lay behind it. */
  more?: string;
  /** It tells the end of an agreement. */
  end: boolean;
}

/** What is worth a sentence: shares of a delivery, a gap between prices, a fall of trust, what weighs on a partner. */
const worth = {share: 0.1, gap: 0.1, fall: 0.04, weight: 0.1};

type Say = (key: string, fill?: Record<string, string | number>) => string;

function words({t, language}: Page) {
  const share = (value: number) => numberText(language, value, "share", 0);
  const price = (value: number) => numberText(language, value, "1", value < 20 ? 2 : 0);
  const say: Say = (key, fill) => t(`story.${key}`, fill);
  return {share, price, say};
}

/** In months in which a settlement changed something: what was not paid, not taken, sold elsewhere, and what trust made of it. */
function deliveries(page: Page, {months}: Story): Sentence[] {
  const {share, price, say} = words(page);
  const found: Sentence[] = [];
  const rose = (values: (number | null)[], k: number) => (values[k] ?? 0) >= worth.share && (values[k] ?? 0) > (values[k - 1] ?? 0) + 0.05;
  let below = false;
  for (let k = 1; k < months.trust.length; ++k) {
    if (months.partner[k] === null || months.partner[k] !== months.partner[k - 1]) {
      below = false;
      continue;
    }
    const parts: string[] = [];
    const [contract, spot] = [months.contractPrice[k], months.spotPrice[k]];
    const gap = contract && spot ? spot / contract - 1 : 0;
    const newGap = gap > worth.gap && !below;
    below = gap > worth.gap;
    if (rose(months.sideSelling, k)) parts.push(say("side_selling", {share: share(months.sideSelling[k]!)}));
    if (rose(months.unpaid, k)) parts.push(months.unpaid[k]! > 0.995 ? say("unpaid_all") : say("unpaid", {share: share(months.unpaid[k]!)}));
    if (rose(months.refused, k)) parts.push(say("refused", {share: share(months.refused[k]!)}));
    if ((newGap || (parts.length > 0 && rose(months.sideSelling, k))) && contract && spot) {
      parts.push(say("price_gap", {spot: price(spot), contract: price(contract)}));
    }
    for (const [key, values] of [["trust_falls", months.trust], ["buyer_trust_falls", months.buyerTrust]] as const) {
      const [was, is] = [values[k - 1] ?? null, values[k] ?? null];
      if (was !== null && is !== null && was - is >= worth.fall) parts.push(say(key, {was: share(was), is: share(is)}));
    }
    if (parts.length > 0) found.push({month: k, text: parts.join(" "), end: false});
  }
  return found;
}

/** What both sides thought of each other, and what the agreement paid, before it ended. */
function standing(page: Page, {months}: Story, month: number): string {
  const {share, price, say} = words(page);
  const [trust, back, contract, spot] = [months.trust, months.buyerTrust, months.contractPrice, months.spotPrice].map((values) => values[month - 1] ?? null);
  const parts: string[] = [];
  if (trust != null && back != null) parts.push(say("trust_before", {trust: share(trust), back: share(back)}));
  if (contract != null && spot != null) parts.push(say("price_gap", {spot: price(spot), contract: price(contract)}));
  return parts.map((part) => ` ${part}`).join("");
}

/** What weighed on the partners when their agreement ended, heaviest first. */
function weights({t}: Page, {grievances}: Story, month: number): string {
  const heavy = Object.entries(grievances)
    .map(([reason, values]) => ({reason, weight: Math.max(values[month] ?? 0, values[month - 1] ?? 0)}))
    .filter(({weight}) => weight >= worth.weight)
    .sort((a, b) => b.weight - a.weight)
    .map(({reason}) => t(`reason.${reason}`));
  return heavy.length > 0 ? ` ${t("story.weighed", {reasons: heavy.join(", ")})}` : "";
}

function events(page: Page, story: Story): Sentence[] {
  const {t, term} = page;
  const {share, say} = words(page);
  const {months, alliance} = story;
  let ends = 0;
  return story.events.map(({month, kind, cause, buyer}) => {
    const number = buyer === null ? "" : buyer + 1;
    const trust = months.trust[month] ?? months.trust[month + 1] ?? null;
    if (kind === "agreement_signed") {
      return {month, end: false, text: say("signed", {buyer: number}) + (trust === null ? "" : ` ${say("signed_trust", {trust: share(trust)})}`)};
    }
    if (kind === "agreement_ended") {
      const first = ++ends === 1 && alliance?.ended === 1;
      const by = first && typeof alliance.ended_by === "string" && alliance.ended_by !== "none" ? ` ${t(`story.by_${alliance.ended_by}`)}` : "";
      return {month, end: true, text: say("ended", {buyer: number, cause: term("cause", cause)}) + by, more: standing(page, story, month) + weights(page, story, month)};
    }
    if (kind === "funded") return {month, end: false, text: say("funded", {members: months.members[month] ?? 0})};
    return {month, end: false, text: say(kind)};
  });
}

/** Changes of outlet that no event tells. */
function turns(page: Page, {months}: Story): Sentence[] {
  const {say} = words(page);
  const {outlet} = months;
  const found: Sentence[] = [];
  for (let k = 1; k < outlet.length; ++k) {
    const [was, is] = [outlet[k - 1]!, outlet[k]!];
    if (is === was) continue;
    if (is === "suspended" || is === "free_market") found.push({month: k, text: say(`turns_${is}`), end: false});
    if (was === "suspended" && is === "first_buyer") found.push({month: k, text: say("turns_back"), end: false});
  }
  return found;
}

export function sentencesOf(page: Page, story: Story): Sentence[] {
  const {say} = words(page);
  const {outlet, members} = story.months;
  const last = outlet.length - 1;
  // In a month, what a delivery brought comes before what followed from it: the sort keeps the order of the list.
  const all = [...deliveries(page, story), ...events(page, story), ...turns(page, story)].sort((a, b) => a.month - b.month);
  return [...all, {month: last, text: say("at_the_end", {outlet: page.t(`network.${outlet[last]}`), members: members[last] ?? 0}), end: false}];
}
