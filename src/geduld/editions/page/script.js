// Unpacks the drawing library, draws the pictures in the colours of the page, and redraws them for paper.
(async () => {
  const dark = JSON.parse(document.getElementById("dark").textContent);
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const pictures = [...document.querySelectorAll("script[data-for]")].map((data) => ({
    place: document.getElementById(data.dataset.for),
    text: data.textContent,
  }));
  const paperWidth = 660;
  const narrow = 520;

  function coloured(text, isDark) {
    return isDark ? Object.entries(dark).reduce((t, [light, night]) => t.replaceAll(light, night), text) : text;
  }

  // On a phone: smaller letters, fewer marks on the axis, and more room beside the bars for their values.
  function makeNarrow(figure) {
    const { layout } = figure;
    layout.font.size = 11;
    if (layout.meta?.panels) beside(layout, 2);
    if (layout.margin.r > 60) layout.margin.r = Math.round(0.78 * layout.margin.r);
    if (figure.data[0].type !== "waterfall") return;
    const [low, high] = layout.xaxis.range;
    layout.xaxis.range = [low - 0.25 * (high - low), high + 0.15 * (high - low)];
    layout.xaxis.nticks = 4;
  }

  // Panels in so many columns: axes move, and the names above the panels go with them.
  function beside(layout, columns) {
    const { panels, row, across, down, top } = layout.meta;
    const rows = Math.ceil(panels / columns);
    const wide = (1 - across * (columns - 1)) / columns;
    for (let i = 0; i < panels; i++) {
      const [x, y] = ["xaxis", "yaxis"].map((axis) => layout[axis + (i ? i + 1 : "")]);
      const left = (i % columns) * (wide + across);
      const high = 1 - Math.floor(i / columns) / rows;
      const gap = down / (2 * rows * row);
      Object.assign(x, { domain: [left, left + wide], showticklabels: i + columns >= panels, nticks: 4 });
      Object.assign(y, { domain: [high - 1 / rows + gap, high - gap], showticklabels: i % columns === 0 });
    }
    layout.height = top + rows * row;
  }

  function draw(picture, isDark, width) {
    const figure = JSON.parse(coloured(picture.text, isDark));
    const room = figure.layout.meta ?? {};
    delete figure.layout.title;
    figure.layout.margin = { ...figure.layout.margin, t: room.top ?? (figure.layout.annotations ? 34 : 12) };
    figure.layout.autosize = !width;
    const share = room.paper ?? (figure.data[0].type === "waterfall" ? 0.88 : 0.72);
    if (width) Object.assign(figure.layout, { width, height: share * figure.layout.height });
    if (!width && picture.place.clientWidth < narrow) makeNarrow(figure);
    const options = { displayModeBar: false, responsive: !width, scrollZoom: false, doubleClick: false };
    return window.Plotly.react(picture.place, figure.data, figure.layout, options);
  }

  const drawAll = (isDark, width) => Promise.all(pictures.map((picture) => draw(picture, isDark, width)));

  async function unpack() {
    const packed = atob(document.getElementById("plotly").textContent.trim());
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const library = document.createElement("script");
    library.textContent = await new Response(stream).text();
    document.head.append(library);
  }

  window.addEventListener("beforeprint", () => drawAll(false, paperWidth));
  window.addEventListener("afterprint", () => drawAll(prefersDark.matches));
  prefersDark.addEventListener("change", () => drawAll(prefersDark.matches));
  await unpack();
  await drawAll(prefersDark.matches);
  document.documentElement.dataset.drawn = "yes";
})();
