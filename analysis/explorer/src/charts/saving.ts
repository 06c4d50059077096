// Files that the page gives: tables as CSV, texts, pictures.

import type {Language} from "../texts.ts";

export function download(name: string, parts: BlobPart[], type: string) {
  const address = URL.createObjectURL(new Blob(parts, {type}));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export type Cell = string | number | null;

/** In Spanish with semicolons and decimal commas, as `--csv-style es` of the program: what spreadsheets there read. */
export function csvOf(head: string[], rows: Cell[][], language: Language): string {
  const separator = language === "es" ? ";" : ",";
  const cell = (value: Cell) => {
    if (value === null || (typeof value === "number" && Number.isNaN(value))) return "";
    const text = typeof value === "number" && language === "es" ? String(value).replace(".", ",") : String(value);
    return /[",;\n]/.test(text) && (typeof value === "string" || text.includes(separator)) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => row.map(cell).join(separator)).join("\r\n") + "\r\n";
}

export function downloadCsv(name: string, head: string[], rows: Cell[][], language: Language) {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  download(`${name}.csv`, ["\ufeff", csvOf(head, rows, language)], "text/csv");
}

/** Draws an SVG into a PNG of twice its size. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], {type: "image/svg+xml"}));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture was made"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
