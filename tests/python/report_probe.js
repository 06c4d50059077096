// Looks at the page it is put into as a reader would see it, and tells the page round it what is wrong.
(() => {
  const wrong = [];
  const about = (element) => `${element.tagName} ${(element.textContent || "").trim().slice(0, 40)}`;
  const light = (colour) => {
    const parts = colour.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const numbers = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const seen = (element) => element.getClientRects().length > 0 && !element.closest(".hidden, .skip, desc, title");
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const report = () => {
    document.querySelectorAll("details").forEach((each) => { each.open = true; });
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      wrong.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
      document.querySelectorAll("body *").forEach((each) => {
        const wider = each.getBoundingClientRect().right > width + 1 && !each.parentElement.closest(".wide, pre, svg");
        if (wider && !each.closest(".skip, .hidden")) wrong.push(`too wide: ${about(each)}`);
      });
    }
    document.querySelectorAll("body *").forEach((each) => {
      if (!ownText(each) || !seen(each)) return;
      const style = getComputedStyle(each);
      const drawing = each.closest("svg");
      const scale = drawing ? drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width : 1;
      const size = parseFloat(style.fontSize) * scale;
      if (size < window.leastText - 0.05) wrong.push(`text of ${size.toFixed(1)} px: ${about(each)}`);
      const colour = numbers(drawing ? (style.fill === "none" ? "0" : style.fill) : style.color).slice(0, 3);
      const needed = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700) ? 3 : 4.5;
      const found = contrast(colour.length === 3 ? colour : [0, 0, 0], drawing ? [255, 255, 255] : behind(each));
      if (found < needed) wrong.push(`contrast ${found.toFixed(2)}: ${about(each)}`);
      if (drawing) {
        const [inner, outer] = [each.getBoundingClientRect(), drawing.getBoundingClientRect()];
        if (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1) {
          wrong.push(`cut off in its picture: ${about(each)}`);
        }
      }
    });
    document.querySelectorAll("figure").forEach((each) => {
      const drawing = each.querySelector("svg");
      const box = drawing && drawing.getBoundingClientRect();
      if (!drawing || box.width < 100 || box.height < 80) wrong.push(`no picture: ${about(each)}`);
    });
    document.querySelectorAll("a, summary").forEach((each) => {
      const box = each.getBoundingClientRect();
      if (seen(each) && box.height < 24) wrong.push(`target of ${box.height} px: ${about(each)}`);
    });
    document.querySelectorAll(".wide").forEach((each) => {
      if (window.noScrolling && each.scrollWidth > each.clientWidth + 1) {
        wrong.push(`${each.scrollWidth} of ${each.clientWidth} px: ${each.getAttribute("aria-label")}`);
      }
    });
    parent.postMessage({ name: window.name, wrong: wrong.slice(0, 12), pictures: document.querySelectorAll("figure svg").length }, "*");
  };
  window.addEventListener("load", report);
})();
