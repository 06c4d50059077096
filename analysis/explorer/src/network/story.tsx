// Why an alliance ended: what happened to one group, in sentences with dates, and its prices and trust.

import {useEffect, useState} from "preact/hooks";

import {Curves} from "../charts/curves.tsx";
import type {Facts, Source, Story} from "../core.mjs";
import {usePage} from "../page/page.ts";
import {Stopped} from "../remote.ts";
import {dateText} from "./moments.ts";
import {sentencesOf} from "./sentences.ts";

interface Props {
  source: Source;
  replicate: number;
  group: number;
  facts: Facts;
}

export function StoryOf({source, replicate, group, facts}: Props) {
  const {runs} = usePage();
  const [story, setStory] = useState<Story | null>(null);
  const [failure, setFailure] = useState("");
  const key = JSON.stringify([source, replicate, group]);
  useEffect(() => {
    const asked = runs.story(source, replicate, group);
    setFailure("");
    asked.answer.then(setStory, (error: Error) => error instanceof Stopped || setFailure(error.message));
    return asked.stop;
  }, [key]);
  if (failure) return <p role="alert">{failure}</p>;
  return story && story.group === group ? <Told story={story} facts={facts} /> : null;
}

function Told({story, facts}: {story: Story; facts: Facts}) {
  const page = usePage();
  const {t, term} = page;
  const sentences = sentencesOf(page, story);
  return (
    <div class="story-of">
      <h3>{t("story.title", {group: story.group + 1, product: term("product", story.product), region: term("region", story.region)})}</h3>
      <ol>
        {sentences.map(({month, text, more, end}, k) => (
          <li key={k} class={end ? "end" : ""}>
            <span class="when">{sentences[k - 1]?.month === month ? "" : dateText(page, facts, month)}</span> <span>{text}{more && <small>{more}</small>}</span>
          </li>
        ))}
      </ol>
      <div class="also">
        <StoryCurve title={t("story.prices")} unit="1" facts={facts} lines={[[t("story.contract_price"), story.months.contractPrice], [t("story.spot_price"), story.months.spotPrice]]} />
        <StoryCurve title={t("story.trust")} unit="share" facts={facts} lines={[[t("story.trust_of_group"), story.months.trust], [t("story.trust_of_buyer"), story.months.buyerTrust]]} />
      </div>
    </div>
  );
}

function StoryCurve({title, unit, lines, facts}: {title: string; unit: string; lines: [string, (number | null)[]][]; facts: Facts}) {
  const page = usePage();
  const months = lines[0]![1].map((_, k) => k);
  return (
    <div class="also-curve">
      <h3>{title}</h3>
      <Curves
        title={title} unit={unit} height={170} yMinimum={0} {...(unit === "share" && {yMaximum: 1})}
        x={months.map((k) => k / 12)} xLabel={page.t("teach.years_since_start")} xText={(years) => dateText(page, facts, Math.round(12 * years))}
        lines={lines.map(([name, values], k) => ({name, style: k + 1, mean: values.map((value) => value ?? NaN)}))}
      />
    </div>
  );
}
