// Curves with intervals, and the table behind them.

import {useEffect, useRef, useState} from "preact/hooks";
import uPlot from "uplot";

import {usePage} from "../page/page.ts";
import {drawingOf, drawingSize} from "./drawing.ts";
import {axisText, numberText} from "./numbers.ts";
import {download, downloadCsv, pngOf} from "./saving.ts";
import {armStyles, colourOf, faint} from "./styles.ts";

export interface Line {
  name: string;
  mean: ArrayLike<number>;
  /** Of the interval; absent where there is none. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
  /** Place in armStyles. */
  style: number;
  /** A setting that was: pale, and dashed. */
  former?: boolean;
}

export interface CurvesProps {
  /** What is shown, for the table and those who hear the page. */
  title: string;
  x: ArrayLike<number>;
  xLabel: string;
  unit: string;
  lines: Line[];
  height?: number;
  /** Where the axis ends, whatever the intervals of the first replicates hold. */
  yMinimum?: number;
  yMaximum?: number;
  /** The axis holds zero: of differences. */
  zero?: boolean;
  /** Of the files that are saved; nothing is offered where absent. */
  fileName?: string;
  /** How x is written in table and reading; as a number where absent. */
  xText?: (x: number) => string;
}

/** A table of months would be long: every so many positions. */
const rowsOfTable = 24;

function plain(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function dataOf({x, lines}: CurvesProps): uPlot.AlignedData {
  const missing = Array.from(x, () => null);
  const columns = lines.flatMap(({mean, low, high}) => [plain(mean), low ? plain(low) : missing, high ? plain(high) : missing]);
  return [Array.from(x), ...columns];
}

/** Lines of the same kinds can take new values without a new chart. */
function kindsOf({lines, unit}: CurvesProps, language: string): string {
  return JSON.stringify([language, unit, lines.map(({style, former, low}) => [style, former, !!low])]);
}

function seriesOf(line: Line): uPlot.Series[] {
  const {colour, dash} = armStyles[line.style]!;
  const stroke = line.former ? faint(colourOf(colour), "99") : colourOf(colour);
  const points = {show: false};
  return [
    {stroke, width: line.former ? 1.5 : 2, dash: line.former ? [4, 4] : dash, points},
    {stroke: "transparent", width: 0, points},
    {stroke: "transparent", width: 0, points},
  ];
}

function optionsOf(props: CurvesProps, width: number, language: "en" | "es", read: (place: number | null) => void): uPlot.Options {
  const {lines, unit, height = 260, yMinimum, yMaximum, zero} = props;
  const ink = colourOf("--quiet");
  const grid = {stroke: colourOf("--line"), width: 1};
  const axis = {stroke: ink, grid, ticks: {...grid, size: 4}, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif"};
  const range = (_: uPlot, low: number | null, high: number | null): [number, number] => {
    const least = Math.min(low ?? 0, zero ? 0 : Infinity);
    const most = Math.max(high ?? 1, zero ? 0 : -Infinity);
    const room = (most - least || 1) * 0.05;
    return [yMinimum ?? least - room, yMaximum ?? most + room];
  };
  return {
    width,
    height,
    scales: {x: {time: false}, y: {range}},
    series: [{}, ...lines.flatMap(seriesOf)],
    bands: lines.flatMap(({low, style}, k) =>
      low ? [{series: [3 * k + 3, 3 * k + 2] as [number, number], fill: faint(colourOf(armStyles[style]!.colour), "22")}] : [],
    ),
    axes: [
      {...axis, label: props.xLabel, labelSize: 20, size: 34, values: (_, ticks) => ticks.map((tick) => axisText(language, tick, "1"))},
      {...axis, size: 58, values: (_, ticks) => ticks.map((tick) => axisText(language, tick, unit))},
    ],
    legend: {show: false},
    cursor: {y: false, points: {show: false}, drag: {x: false, y: false}},
    hooks: {setCursor: [({cursor}) => read(cursor.idx ?? null)]},
  };
}

export function Curves(props: CurvesProps) {
  const {language, t} = usePage();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [read, setRead] = useState<number | null>(null);
  const [scheme, setScheme] = useState(0);
  const kinds = kindsOf(props, language);

  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const change = () => setScheme((n) => n + 1);
    dark.addEventListener("change", change);
    return () => dark.removeEventListener("change", change);
  }, []);
  useEffect(() => {
    const element = place.current!;
    const made = new uPlot(optionsOf(props, element.clientWidth, language, setRead), dataOf(props), element);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({width: element.clientWidth, height: props.height ?? 260}));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, [kinds, scheme]);
  useEffect(() => plot.current?.setData(dataOf(props)), [props.x, props.lines]);

  const shown = read ?? props.x.length - 1;
  const xText = props.xText ?? ((x: number) => numberText(language, x));
  return (
    <figure class="curves">
      <div class="legend" aria-hidden="true">
        {props.lines.map((line, k) => (
          <span key={k}>
            <Swatch style={line.style} former={line.former} /> {line.name}{" "}
            <output>{numberText(language, line.mean[shown], props.unit)}</output>
          </span>
        ))}
        <span class="at">{props.x.length > 0 && `${props.xLabel}: ${xText(props.x[shown]!)}`}</span>
      </div>
      <div ref={place} class="plot" role="img" aria-label={t("chart.picture", {title: props.title})} />
      <div class="below">
        <CurvesTable {...props} />
        <Saving {...props} />
      </div>
    </figure>
  );
}

export function Swatch({style, former}: {style: number; former?: boolean | undefined}) {
  const {colour, dash} = armStyles[style]!;
  return (
    <svg class="swatch" width="26" height="10" aria-hidden="true">
      <line
        x1="0" y1="5" x2="26" y2="5" stroke-width={former ? 1.5 : 2.5} stroke={`var(${colour})`}
        stroke-opacity={former ? 0.6 : 1} stroke-dasharray={(former ? [4, 4] : dash).join(" ")}
      />
    </svg>
  );
}

function Saving(props: CurvesProps) {
  const {language, t, runs} = usePage();
  const {fileName, x, xLabel, lines} = props;
  if (!fileName) return null;
  const drawing = async () => {
    const {version, commit} = await runs.about;
    return drawingOf(props, language, t("chart.source", {version, commit: commit.slice(0, 10)}));
  };
  const savePng = async () => {
    const {width, height} = drawingSize;
    download(`${fileName}.png`, [await pngOf(await drawing(), width, height)], "image/png");
  };
  const saveCsv = () => {
    const head = [xLabel, ...lines.flatMap(({name}) => [name, `${name} low`, `${name} high`])];
    const rows = Array.from(x, (value, k) => [value, ...lines.flatMap(({mean, low, high}) => [mean[k]!, low?.[k] ?? null, high?.[k] ?? null])]);
    downloadCsv(fileName, head, rows, language);
  };
  return (
    <p class="saving">
      <button type="button" class="plain" onClick={savePng}>{t("chart.save_png")}</button>
      <button type="button" class="plain" onClick={async () => download(`${fileName}.svg`, [await drawing()], "image/svg+xml")}>
        {t("chart.save_svg")}
      </button>
      <button type="button" class="plain" onClick={saveCsv}>{t("chart.save_csv")}</button>
    </p>
  );
}

function CurvesTable({title, x, xLabel, unit, lines, xText}: CurvesProps) {
  const {language, t} = usePage();
  const [open, setOpen] = useState(false);
  const step = Math.max(1, Math.ceil((x.length - 1) / rowsOfTable));
  const places = Array.from({length: Math.ceil(x.length / step)}, (_, k) => k * step);
  return (
    <details class="behind" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("chart.table")}</summary>
      {open && (
        <div class="scroll" tabIndex={0} role="region" aria-label={title}>
          <table>
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">{xLabel}</th>
                {lines.map(({name}, k) => <th key={k} scope="col">{name}</th>)}
              </tr>
            </thead>
            <tbody>
              {places.map((k) => (
                <tr key={k}>
                  <th scope="row">{xText ? xText(x[k]!) : numberText(language, x[k])}</th>
                  {lines.map(({mean, low, high}, n) => (
                    <td key={n}>
                      {numberText(language, mean[k], unit)}
                      {low && high && !Number.isNaN(low[k]) && (
                        <small> ({t("chart.range", {low: numberText(language, low[k], unit), high: numberText(language, high[k], unit)})})</small>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
