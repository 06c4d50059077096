// The page carries its code, the core and the texts packed: each in an element of its own, gzipped, as base64.

/** The bytes of an element, which is gone afterwards. */
export async function unpacked(id: string): Promise<ArrayBuffer> {
  const element = document.getElementById(id)!;
  const text = atob(element.textContent!.trim());
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; ++k) bytes[k] = text.charCodeAt(k);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
