// Draws one month of a film on a canvas.

import {colourOf} from "../charts/styles.ts";
import type {Pictures} from "../messages.ts";
import type {Ends} from "./frame.ts";
import {isOpen, outletOf, partnerOf, takesPart} from "./frame.ts";
import type {Layout, Spot} from "./layout.ts";
import {causeColour, drawMark, outletMarks} from "./marks.ts";

export type ColourBy = "outlet" | "cause";

export interface Frame {
  film: Pictures;
  ends: Ends;
  layout: Layout;
  month: number;
  colourBy: ColourBy;
  chosen: number | null;
  /** Names of the regions, one a market town; empty with a single one. */
  captions: string[];
}

function line(context: CanvasRenderingContext2D, from: Spot, to: Spot) {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

function drawGround(context: CanvasRenderingContext2D, {film, layout, captions}: Frame) {
  const {road} = film;
  context.strokeStyle = colourOf("--line");
  context.lineWidth = 3;
  context.lineCap = "round";
  for (let row = 0; row < road.rows; ++row) {
    const to = road.values.to![row]!;
    const from = road.values.from![row]!;
    const numbers = [...new Set(film.place.values.catchment!)].sort((a, b) => a - b);
    const town = layout.towns[numbers.indexOf(road.values.catchment![row]!)];
    const end = (place: number) => (place < 0 ? town : layout.municipalities[place]);
    const [a, b] = [end(from), end(to)];
    if (a && b) line(context, a, b);
  }
  context.fillStyle = colourOf("--quiet");
  for (const {x, y} of layout.municipalities) {
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fill();
  }
  context.font = "12px system-ui, sans-serif";
  layout.towns.forEach(({x, y, left, top}, n) => {
    context.strokeStyle = colourOf("--quiet");
    context.lineWidth = 1.5;
    for (const size of [5, 9]) context.strokeRect(x - size, y - size, 2 * size, 2 * size);
    if (captions[n]) context.fillText(captions[n]!, left + 6, top + 16);
  });
}

function drawAgreements(context: CanvasRenderingContext2D, {film, layout, month, chosen}: Frame) {
  for (let g = 0; g < film.groups; ++g) {
    const partner = partnerOf(film, month, g);
    if (partner < 0) continue;
    const outlet = outletOf(film, month, g);
    context.strokeStyle = colourOf(outlet === "unfunded" ? "--quiet" : outletMarks[outlet]!.colour);
    context.globalAlpha = g === chosen ? 1 : 0.55;
    context.lineWidth = g === chosen ? 2.5 : 1.25;
    context.setLineDash(outlet === "new_buyer" ? [5, 3] : outlet === "first_buyer" ? [] : [2, 3]);
    line(context, layout.groups[g]!, layout.buyers[partner]!);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawBuyers(context: CanvasRenderingContext2D, {film, layout, month}: Frame) {
  const paper = colourOf("--sheet");
  const ink = colourOf("--ink");
  layout.buyers.forEach(({x, y}, b) => {
    if (!layout.trading[b]) return;
    const open = isOpen(film, month, b);
    const size = open ? 7 : 4;
    context.fillStyle = open ? ink : paper;
    context.strokeStyle = open ? paper : colourOf("--quiet");
    context.lineWidth = 1.5;
    context.fillRect(x - size, y - size, 2 * size, 2 * size);
    context.strokeRect(x - size, y - size, 2 * size, 2 * size);
  });
}

function drawGroups(context: CanvasRenderingContext2D, {film, ends, layout, month, colourBy, chosen}: Frame) {
  const paper = colourOf("--sheet");
  for (let g = 0; g < film.groups; ++g) {
    if (!takesPart(film, g)) continue;
    const {x, y} = layout.groups[g]!;
    const ended = ends.month[g];
    const hasEnded = ended !== null && ended !== undefined && ended <= month;
    context.save();
    context.translate(x, y);
    if (g === chosen || ended === month) {
      // Whom one watches, and whose agreement ends in this month.
      context.strokeStyle = colourOf(g === chosen ? "--accent" : "--ink");
      context.lineWidth = g === chosen ? 3 : 1.5;
      context.beginPath();
      context.arc(0, 0, 12, 0, 2 * Math.PI);
      context.stroke();
    }
    if (colourBy === "cause" && hasEnded) {
      context.fillStyle = colourOf(causeColour(ends.cause[g]!));
      context.beginPath();
      context.arc(0, 0, 7.5, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = paper;
      context.font = "bold 11px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(ends.cause[g]), 0, 0.5);
    } else {
      const mark = outletMarks[outletOf(film, month, g)]!;
      drawMark(context, mark, colourOf(colourBy === "cause" ? "--quiet" : mark.colour));
    }
    context.restore();
  }
}

export function draw(canvas: HTMLCanvasElement, frame: Frame) {
  const {width, height} = frame.layout;
  const dense = devicePixelRatio || 1;
  canvas.width = Math.round(width * dense);
  canvas.height = Math.round(height * dense);
  const context = canvas.getContext("2d")!;
  context.scale(dense, dense);
  drawGround(context, frame);
  drawAgreements(context, frame);
  drawBuyers(context, frame);
  drawGroups(context, frame);
}
