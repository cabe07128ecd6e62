// Unpacks the drawing library, draws the pictures in the colours of the page, and redraws them for paper.
(async () => {
  const dark = JSON.parse(document.getElementById("dark").textContent);
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const pictures = [...document.querySelectorAll("script[data-for]")].map((data) => ({
    place: document.getElementById(data.dataset.for),
    text: data.textContent,
  }));
  const paperWidth = 660;

  function coloured(text, isDark) {
    return isDark ? Object.entries(dark).reduce((t, [light, night]) => t.replaceAll(light, night), text) : text;
  }

  function draw(picture, isDark, width) {
    const figure = JSON.parse(coloured(picture.text, isDark));
    delete figure.layout.title;
    figure.layout.margin = { ...figure.layout.margin, t: figure.layout.annotations ? 34 : 12 };
    figure.layout.autosize = !width;
    if (width) Object.assign(figure.layout, { width, height: 0.72 * figure.layout.height });
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
