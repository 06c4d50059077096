// Curves as an SVG of their own, for print and slides: always on white, with title, axes, legend and where it comes from.

import type {Language} from "../texts.ts";
import {axisText} from "./numbers.ts";
import {armStyles} from "./styles.ts";
import type {CurvesProps, Line} from "./curves.tsx";

export const drawingSize = {width: 900, height: 520};
const frame = {left: 80, right: 24, top: 96, bottom: 88};
const ink = "#1d2125";
const quiet = "#5a6169";
const gridColour = "#dcdedf";
/** As --arm-0 to --arm-3 of page.css on white. */
const colours = ["#3c4248", "#0068ab", "#b8430b", "#00785a"];

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** About five round numbers between two. */
export function ticksBetween(low: number, high: number, about = 5): number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough)!;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high * (1 + 1e-9) + 1e-12; ++k) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

function boundsOf({lines, yMinimum, yMaximum, zero}: CurvesProps): [number, number] {
  const all = lines.flatMap(({mean, low = [], high = []}) => [...Array.from(mean), ...Array.from(low), ...Array.from(high)]);
  const there = [...all.filter((value) => !Number.isNaN(value)), ...(zero ? [0] : [])];
  const low = yMinimum ?? there.reduce((least, value) => Math.min(least, value), Infinity);
  const high = yMaximum ?? there.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low < high ? [low, high] : [low - 1, low + 1];
}

export function drawingOf(props: CurvesProps, language: Language, source: string): string {
  const {width, height} = drawingSize;
  const {x, lines} = props;
  const [low, high] = boundsOf(props);
  const first = x[0] ?? 0;
  const last = x[x.length - 1] ?? 1;
  const across = (value: number) => frame.left + ((value - first) / (last - first || 1)) * (width - frame.left - frame.right);
  const up = (value: number) => height - frame.bottom - ((value - low) / (high - low)) * (height - frame.top - frame.bottom);
  const at = (k: number, value: number) => `${across(x[k]!).toFixed(1)},${up(value).toFixed(1)}`;
  const text = (left: number, top: number, words: string, more = "") => `<text x="${left}" y="${top}" ${more}>${escaped(words)}</text>`;

  const grid = ticksBetween(low, high).map((tick) => {
    const y = up(tick).toFixed(1);
    return `<path d="M${frame.left} ${y}H${width - frame.right}" stroke="${gridColour}"/>` +
      text(frame.left - 8, Number(y) + 4, axisText(language, tick, props.unit), `text-anchor="end" fill="${quiet}"`);
  });
  const below = ticksBetween(first, last, 8).map((tick) =>
    text(across(tick), height - frame.bottom + 20, axisText(language, tick, "1"), `text-anchor="middle" fill="${quiet}"`));
  const places = (values: ArrayLike<number>) => Array.from(values, (value, k) => [k, value] as const).filter(([, value]) => !Number.isNaN(value));
  const band = ({low: lower, high: upper, style}: Line) => {
    if (!lower || !upper) return "";
    const there = places(upper).map(([k, value]) => at(k, value));
    const back = places(lower).reverse().map(([k, value]) => at(k, value));
    return there.length > 1 ? `<polygon points="${[...there, ...back].join(" ")}" fill="${colours[style]}" fill-opacity="0.13"/>` : "";
  };
  const curve = ({mean, style, former}: Line) =>
    `<polyline points="${places(mean).map(([k, value]) => at(k, value)).join(" ")}" fill="none" stroke="${colours[style]}"` +
    ` stroke-width="2" stroke-dasharray="${(former ? [4, 4] : armStyles[style]!.dash).join(" ")}"${former ? ' stroke-opacity="0.6"' : ""}/>`;
  let left = frame.left;
  const legend = lines.map(({name, style, former}) => {
    const sample = `<path d="M${left} 72h28" stroke="${colours[style]}" stroke-width="2.5" stroke-dasharray="${(former ? [4, 4] : armStyles[style]!.dash).join(" ")}"/>`;
    const words = text(left + 34, 76, name, `fill="${ink}"`);
    left += 60 + 7.5 * name.length;
    return sample + words;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">
<clipPath id="frame"><rect x="${frame.left}" y="${frame.top - 2}" width="${width - frame.left - frame.right}" height="${height - frame.top - frame.bottom + 4}"/></clipPath>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${text(frame.left, 40, props.title, `font-size="19" font-weight="600" fill="${ink}"`)}
${legend.join("")}
${grid.join("")}${below.join("")}
${text((width + frame.left - frame.right) / 2, height - frame.bottom + 42, props.xLabel, `text-anchor="middle" fill="${quiet}"`)}
<g clip-path="url(#frame)">${lines.map(band).join("")}${lines.map(curve).join("")}</g>
${text(frame.left, height - 16, source, `font-size="11" fill="${quiet}"`)}
</svg>`;
}
