// How groups are told apart: each outlet has a colour and a shape, each cause of an end a colour and a number.

export type Shape = "small ring" | "disc" | "diamond" | "triangle" | "barred ring" | "cross";

export interface Mark {
  /** Name of the colour in teach.css. */
  colour: string;
  shape: Shape;
}

export const outletMarks: Record<string, Mark> = {
  first_buyer: {colour: "--net-first", shape: "disc"},
  new_buyer: {colour: "--net-new", shape: "diamond"},
  free_market: {colour: "--net-free", shape: "triangle"},
  suspended: {colour: "--net-first", shape: "barred ring"},
  dissolved: {colour: "--net-gone", shape: "cross"},
  unfunded: {colour: "--quiet", shape: "small ring"},
};
export const outletsInOrder = Object.keys(outletMarks);

/** Path of a mark around the origin. */
export function pathOf(shape: Shape): Path2D {
  const path = new Path2D();
  if (shape === "disc") path.arc(0, 0, 6.5, 0, 2 * Math.PI);
  if (shape === "small ring") path.arc(0, 0, 4, 0, 2 * Math.PI);
  if (shape === "barred ring") path.arc(0, 0, 6, 0, 2 * Math.PI);
  const corners: Partial<Record<Shape, [number, number][]>> = {
    diamond: [[0, -8], [8, 0], [0, 8], [-8, 0]],
    triangle: [[0, -8], [7.5, 6], [-7.5, 6]],
  };
  corners[shape]?.forEach(([x, y], k) => (k === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  if (corners[shape]) path.closePath();
  if (shape === "barred ring") path.rect(-4, -1, 8, 2);
  if (shape === "cross") {
    path.moveTo(-5, -5);
    path.lineTo(5, 5);
    path.moveTo(5, -5);
    path.lineTo(-5, 5);
  }
  return path;
}

export const hollow = (shape: Shape) => shape === "small ring" || shape === "barred ring" || shape === "cross";

/** "--cause-3" */
export const causeColour = (cause: number) => `--cause-${cause}`;

/** Draws the mark of an outlet at the origin. */
export function drawMark(context: CanvasRenderingContext2D, {shape}: Mark, colour: string) {
  const path = pathOf(shape);
  context.lineWidth = shape === "cross" ? 2.5 : 1.75;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  if (hollow(shape)) context.stroke(path);
  else context.fill(path);
}
