// What Explore asks of a comparison, and how each is told.

/** A curve: its name in the texts (course.NAME), what is asked of the core, and bounds of the picture. */
export interface Course {
  name: string;
  asked: string;
  minimum?: number;
  maximum?: number;
}

export const courses: readonly Course[] = [
  {name: "lasting", asked: "kaplan_meier_from_signing", minimum: 0, maximum: 1},
  {name: "lasting_from_funding", asked: "kaplan_meier", minimum: 0, maximum: 1},
  {name: "first_buyer", asked: "first_buyer[region=sum]", minimum: 0},
  {name: "funded", asked: "funded[region=sum]", minimum: 0},
  {name: "members", asked: "members[region=sum]", minimum: 0},
  {name: "income", asked: "potential_income"},
  {name: "poor", asked: "potential_poor"},
  {name: "member_income", asked: "member_income"},
  {name: "member_poverty", asked: "member_moderate_poverty"},
  {name: "side_selling", asked: "side_selling[region=mean]", minimum: 0},
  {name: "trust", asked: "trust[region=mean]"},
  {name: "disbursed", asked: "disbursed_million_usd", minimum: 0},
];

/** Curves along names rather than time: shown as tables and dots. */
export const breakdowns = {
  causes: "cumulative_incidence_from_signing[duration=last]",
  paid: "account_flow[season=sum, payee=sum]",
  received: "account_flow[season=sum, payer=sum]",
  spent: "project_spent[time=last]",
} as const;
export type Breakdown = keyof typeof breakdowns;

export const askedCurves: string[] = [...courses.map(({asked}) => asked), ...Object.values(breakdowns)];

export function placeOfBreakdown(name: Breakdown): number {
  return courses.length + Object.keys(breakdowns).indexOf(name);
}

/** Findings of the summary, and which figures of the evaluation tell how far to trust each, by the start of their names: as
    in analysis/ayni/report/headline.py. */
export const figuresBehind: Record<string, string[]> = {
  lasting: ["survival.state_after_7_years.same_buyer", "survival.share_of_breakups_within_first_year_of_funding"],
  funded: ["scale.alliances_funded"],
  income: ["income."],
  poverty: ["poverty.after"],
  money: ["project.disbursed"],
  buyers: [],
};

/** More households than this, and a worker would take more than 64 MiB: four Bolivias take 55. */
export const mostHouseholds = 400_000;
