// One replicate month by month: who sells to whom, and why agreements ended.

import {useEffect, useMemo, useRef, useState} from "preact/hooks";

import type {Facts, Source} from "../core.mjs";
import type {Pictures} from "../messages.ts";
import {usePage} from "../page/page.ts";
import {Stopped} from "../remote.ts";
import type {ColourBy} from "./draw.ts";
import {draw} from "./draw.ts";
import {endsOf, takesPart} from "./frame.ts";
import {groupAt, layOut} from "./layout.ts";
import {Legend} from "./legend.tsx";
import {dateText} from "./moments.ts";
import {Player} from "./player.tsx";
import {StoryOf} from "./story.tsx";
import {GroupChoice} from "./group-choice.tsx";

interface Props {
  source: Source;
  facts: Facts;
}

/** Replicates that a lesson has run. */
const mostReplicate = 50;

export function Network({source, facts}: Props) {
  const {t, runs} = usePage();
  const [replicate, setReplicate] = useState(0);
  const [film, setFilm] = useState<Pictures | null>(null);
  const [failure, setFailure] = useState("");
  const key = JSON.stringify([source, replicate]);
  useEffect(() => {
    const asked = runs.film(source, replicate);
    setFailure("");
    asked.answer.then(setFilm, (error: Error) => error instanceof Stopped || setFailure(error.message));
    return asked.stop;
  }, [key]);
  return (
    <section class="sheet step network">
      <h2>{t("network.title")}</h2>
      <p class="hint">{t("network.hint")}</p>
      <p>
        <label>
          {t("network.replicate")}{" "}
          <input
            type="number" min={1} max={mostReplicate} step={1} value={replicate + 1}
            onChange={({currentTarget}) => currentTarget.validity.valid && currentTarget.value && setReplicate(Number(currentTarget.value) - 1)}
          />
        </label>
      </p>
      {failure && <p role="alert">{failure}</p>}
      {film && <Moving film={film} source={source} replicate={replicate} facts={facts} />}
    </section>
  );
}

function Moving({film, source, replicate, facts}: Props & {film: Pictures; replicate: number}) {
  const page = usePage();
  const {t, term} = page;
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [month, setMonth] = useState(film.months - 1);
  const [chosen, setChosen] = useState<number | null>(null);
  const [colourBy, setColourBy] = useState<ColourBy>("outlet");
  const [scheme, setScheme] = useState(0);
  const ends = useMemo(() => endsOf(film), [film]);
  const layout = useMemo(() => (width > 0 ? layOut(film, width) : null), [film, width]);
  const shown = Math.min(month, film.months - 1);
  const group = chosen !== null && chosen < film.groups ? chosen : null;
  const regions = layout && layout.towns.length > 1 ? layout.towns.map(({region}) => term("region", region)) : [];

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watch.observe(frame.current!);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const change = () => setScheme((n) => n + 1);
    dark.addEventListener("change", change);
    return () => {
      watch.disconnect();
      dark.removeEventListener("change", change);
    };
  }, []);
  useEffect(() => {
    if (layout) draw(canvas.current!, {film, ends, layout, month: shown, colourBy, chosen: group, captions: regions});
  }, [film, layout, shown, colourBy, group, scheme, page.language]);

  const date = dateText(page, facts, shown);
  return (
    <>
      <div class="stage">
        <div>
          <Player months={film.months} month={shown} move={setMonth} date={date} />
          <div ref={frame} class="picture">
            <canvas
              ref={canvas} role="img" aria-label={t("network.picture", {date})} style={{width: "100%", height: `${layout?.height ?? 320}px`}}
              onClick={({offsetX, offsetY}) => {
                const near = layout && groupAt(layout, offsetX, offsetY, (g) => takesPart(film, g));
                if (near !== null) setChosen(near);
              }}
            />
          </div>
        </div>
        <div>
          <fieldset class="colour-by">
            <legend>{t("network.colour_by")}</legend>
            {(["outlet", "cause"] as const).map((by) => (
              <label key={by}>
                <input type="radio" name="colour-by" checked={colourBy === by} onChange={() => setColourBy(by)} /> {t(`network.by_${by}`)}
              </label>
            ))}
          </fieldset>
          <Legend film={film} ends={ends} month={shown} colourBy={colourBy} scheme={scheme} />
        </div>
      </div>
      <h3>{t("network.why")}</h3>
      <GroupChoice film={film} ends={ends} facts={facts} chosen={group} choose={setChosen} />
      {group !== null && <StoryOf source={source} replicate={replicate} group={group} facts={facts} />}
    </>
  );
}
