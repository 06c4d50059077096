// What a link holds is anybody's text: these tell whether it is what it should be.

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isTableOfTexts(value: unknown): value is Record<string, string> {
  return isTable(value) && Object.values(value).every((text) => typeof text === "string");
}
