// What build.mjs puts into the bundle.

declare module "ayni:worker" {
  /** The code of worker.ts. */
  const code: string;
  export default code;
}
declare module "*.css" {
  const css: string;
  export default css;
}
