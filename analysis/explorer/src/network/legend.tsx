// What marks mean, and how many there are: the picture in numbers.

import {useEffect, useRef} from "preact/hooks";

import {colourOf} from "../charts/styles.ts";
import type {Pictures} from "../messages.ts";
import {usePage} from "../page/page.ts";
import type {ColourBy} from "./draw.ts";
import type {Ends} from "./frame.ts";
import {causeCounts, outletCounts} from "./frame.ts";
import type {Mark} from "./marks.ts";
import {causeColour, drawMark, outletMarks, outletsInOrder} from "./marks.ts";

interface Props {
  film: Pictures;
  ends: Ends;
  month: number;
  colourBy: ColourBy;
  /** Grows when the colours of the page change. */
  scheme: number;
}

export function Legend({film, ends, month, colourBy, scheme}: Props) {
  const {t, term} = usePage();
  const outlets = outletCounts(film, month);
  const causes = causeCounts(ends, month);
  const everyCause = [...causeCounts(ends, film.months).keys()].sort((a, b) => a - b);
  return (
    <div class="network-legend">
      {colourBy === "outlet" ? (
        <table>
          <caption>{t("network.groups_now")}</caption>
          <tbody>
            {outletsInOrder.map((outlet) => (
              <tr key={outlet}>
                <th scope="row"><MarkPicture mark={outletMarks[outlet]!} scheme={scheme} /> {t(`network.${outlet}`)}</th>
                <td>{outlets[outlet] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <table>
          <caption>{t("network.ends_so_far")}</caption>
          <tbody>
            {everyCause.map((cause) => (
              <tr key={cause}>
                <th scope="row">
                  <span class="cause-mark" style={{background: `var(${causeColour(cause)})`}} aria-hidden="true">{cause}</span> {term("cause", film.causeNames[cause]!)}
                </th>
                <td>{causes.get(cause) ?? 0}</td>
              </tr>
            ))}
            {everyCause.length === 0 && <tr><td>{t("network.no_end")}</td></tr>}
          </tbody>
        </table>
      )}
      <p class="hint">{t("network.others")}</p>
    </div>
  );
}

function MarkPicture({mark, scheme}: {mark: Mark; scheme: number}) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = place.current!;
    const dense = devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(20 * dense);
    const context = canvas.getContext("2d")!;
    context.scale(dense, dense);
    context.translate(10, 10);
    drawMark(context, mark, colourOf(mark.colour));
  }, [scheme]);
  return <canvas ref={place} class="mark-picture" aria-hidden="true" />;
}
