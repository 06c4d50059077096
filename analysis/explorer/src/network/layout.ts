// Where everybody stands in the picture: municipalities by their place around the market town, groups and buyers around their
// municipality, pushed apart until each can be seen. A country of several market towns is a grid of small pictures.

import {forceCollide, forceSimulation, forceX, forceY} from "d3-force";

import type {Pictures} from "../messages.ts";

export interface Spot {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Buyers that sign with a group in some month; the others are not shown. */
  trading: boolean[];
  /** One a market town, in the order of the catchments' numbers. */
  towns: (Spot & {region: string; left: number; top: number; width: number; height: number})[];
  municipalities: Spot[];
  groups: Spot[];
  buyers: Spot[];
}

const margin = 26;
const radii = {group: 9.5, buyer: 10.5, municipality: 4, town: 16};
const rounds = 240;

interface Node extends Spot {
  home: Spot;
  radius: number;
  fixed: boolean;
  fx?: number;
  fy?: number;
}

/** Distances are shortened by a square root, or those near the town would lie on each other. */
function shortened(east: number, north: number): Spot {
  const far = Math.hypot(east, north);
  return far === 0 ? {x: 0, y: 0} : {x: east / Math.sqrt(far), y: -north / Math.sqrt(far)};
}

/** Spots, the last of them the town, stretched to fill a cell. */
function fitted(spots: Spot[], {left, top, width, height}: {left: number; top: number; width: number; height: number}): Spot[] {
  const along = (values: number[], from: number, size: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = size - 4 * margin;
    return values.map((value) => from + 2 * margin + (most > least ? ((value - least) / (most - least)) * room : room / 2));
  };
  if (spots.length === 2) {
    // A single municipality: it has the middle, and the town stands aside.
    return [{x: left + width * 0.56, y: top + height * 0.52}, {x: left + width * 0.12, y: top + height * 0.8}];
  }
  const across = along(spots.map(({x}) => x), left, width);
  const down = along(spots.map(({y}) => y), top, height);
  return spots.map((_, k) => ({x: across[k]!, y: down[k]!}));
}

export function layOut({place, group, buyer, buyers: count, partner}: Pictures, width: number): Layout {
  const partners = new Set(partner);
  const trading = Array.from({length: count}, (_, b) => partners.has(b));
  const catchment = Array.from(place.values.catchment!);
  const numbers = [...new Set(catchment)].sort((a, b) => a - b);
  const columns = numbers.length === 1 ? 1 : width < 560 ? 2 : 3;
  const cellWidth = width / columns;
  const cellHeight = numbers.length === 1 ? Math.max(320, Math.min(460, width * 0.6)) : Math.max(210, cellWidth * 0.8);
  const regions = place.columns.find(({name}) => name === "region")!.flags;
  const municipalities: Spot[] = [];
  const towns = numbers.map((number, n) => {
    const left = (n % columns) * cellWidth;
    const top = Math.floor(n / columns) * cellHeight;
    const region = regions[place.values.region![catchment.indexOf(number)]!] ?? "";
    const cell = {left, top, width: cellWidth, height: cellHeight};
    const own = catchment.map((_, m) => m).filter((m) => catchment[m] === number);
    const spots = fitted([...own.map((m) => shortened(place.values.east![m]!, place.values.north![m]!)), {x: 0, y: 0}], cell);
    own.forEach((m, k) => (municipalities[m] = spots[k]!));
    return {region, ...cell, ...spots[spots.length - 1]!};
  });
  const at = (kind: "group" | "buyer", municipality: Float64Array) =>
    Array.from(municipality, (m, k): Node => {
      const home = municipalities[m] ?? towns[0]!;
      // Nobody starts on another, in a spiral that is the same each time.
      const turn = 2.4 * k;
      return {home, radius: radii[kind], fixed: false, x: home.x + Math.cos(turn) * (4 + k / 8), y: home.y + Math.sin(turn) * (4 + k / 8)};
    });
  const fixed = (spot: Spot, radius: number): Node => ({x: spot.x, y: spot.y, fx: spot.x, fy: spot.y, home: spot, radius, fixed: true});
  const groups = at("group", group.values.municipality!);
  const buyers = at("buyer", buyer.values.municipality!);
  const nodes = [...groups, ...buyers.filter((_, b) => trading[b]), ...municipalities.map((spot) => fixed(spot, radii.municipality)), ...towns.map((spot) => fixed(spot, radii.town))];
  forceSimulation(nodes)
    .force("x", forceX<Node>(({home}) => home.x).strength(0.12))
    .force("y", forceY<Node>(({home}) => home.y).strength(0.12))
    .force("apart", forceCollide<Node>(({radius}) => radius).strength(0.9).iterations(3))
    .stop()
    .tick(rounds);
  const inside = (list: Node[], of: Float64Array) =>
    list.map(({x, y}, k): Spot => {
      const town = towns[numbers.indexOf(catchment[of[k]!]!)] ?? towns[0]!;
      const held = (value: number, from: number, size: number) => Math.max(from + margin / 2, Math.min(from + size - margin / 2, value));
      return {x: held(x, town.left, town.width), y: held(y, town.top, town.height)};
    });
  return {
    trading,
    width,
    height: Math.ceil(numbers.length / columns) * cellHeight,
    towns,
    municipalities,
    groups: inside(groups, group.values.municipality!),
    buyers: inside(buyers, buyer.values.municipality!),
  };
}

/** The group nearest to a point among those that are shown, if it is near. */
export function groupAt({groups}: Layout, x: number, y: number, isShown: (group: number) => boolean): number | null {
  let nearest: number | null = null;
  let least = 16;
  groups.forEach((spot, g) => {
    const distance = isShown(g) ? Math.hypot(spot.x - x, spot.y - y) : Infinity;
    if (distance < least) [nearest, least] = [g, distance];
  });
  return nearest;
}
