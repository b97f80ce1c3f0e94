// <live-chart data-chart='{"bars":false,"labels":[…],"series":[{"name":…,"kind":"count","earlier":false,"values":[…],"texts":[…]}]}'>
// Draws what its attribute says, anew when that changes, in the colours of the page's theme. Words of people never become markup: the library writes some of
// what it is given as HTML, so it is given none of them; legend and tooltip are made here.

// The page does not wait for it: figures come first.
const library = import('/lib/apexcharts/apexcharts.esm.js');

const colours = ['--bar-answered', '--state-break', '--bar-abandoned', '--state-after-call', '--state-ringing', '--state-ready', '--state-away', '--bar-other'];
const plain = text => String(text).replace(/[<>&"]/g, sign => ({ '<': '‹', '>': '›', '&': '＆', '"': '”' })[sign]);

/** An hour says its year in the tooltip only. */
const short = label => plain(/^\d{4}-\d\d-\d\d \d\d:00$/.test(label) ? label.slice(5) : label);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** As the table writes it, but short: an axis has little room. */
function tick(kind, value) {
  if (value === null || !Number.isFinite(value)) return '';
  if (kind === 'rate') return `${+(value * 100).toFixed(1)}%`;
  if (kind !== 'duration') return Number(value.toFixed(2)).toLocaleString('en');
  const seconds = Math.round(value);
  return `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Steps of whole labels, of hours half a day at least, from the first to past the last: as many of them, up to 16, as leave the least room behind it. */
function steps(labels) {
  const unit = / \d\d:00$/.test(labels[0]) ? 12 : 1;
  let best = null;
  for (let most = 16; most >= 10; most--) {
    const step = Math.ceil((labels.length - 1) / most / unit) * unit;
    const amount = Math.ceil((labels.length - 1) / step);
    if (!best || amount * step < best.last) best = { amount, last: amount * step };
  }
  return best;
}

class LiveChart extends HTMLElement {
  static observedAttributes = ['data-chart'];

  connectedCallback() {
    this.theme = new MutationObserver(() => this.plan());
    this.theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.plan();
  }

  disconnectedCallback() {
    this.theme.disconnect();
    cancelAnimationFrame(this.planned);
    this.chart?.destroy();
    this.chart = null;
  }

  attributeChangedCallback() {
    if (this.theme) this.plan();
  }

  /** Once what stands around it has been painted: to draw and to measure takes longer than the table under it. */
  plan() {
    cancelAnimationFrame(this.planned);
    this.planned = requestAnimationFrame(() => setTimeout(async () => {
      const { default: ApexCharts } = await library;
      if (this.isConnected) await this.draw(ApexCharts);
    }));
  }

  async draw(ApexCharts) {
    const data = JSON.parse(this.dataset.chart);
    const style = getComputedStyle(this);
    const token = name => style.getPropertyValue(name).trim();
    // An earlier series has the colour of the one that it belongs to.
    const measures = data.series.filter(series => !series.earlier).length;
    const paint = data.series.map((_, i) => token(colours[(i % measures) % colours.length]));
    const box = element('div', { className: 'drawing' });
    const legend = element('ul', { className: 'legend', ariaHidden: 'true' });
    data.series.forEach((series, i) => {
      const mark = element('span', { className: series.earlier ? 'dashed' : 'solid' });
      mark.style.color = paint[i];
      legend.append(element('li', {}, mark, series.name));
    });
    this.chart?.destroy();
    this.replaceChildren(legend, box);
    const many = data.labels.length > 62;
    const bar = series => data.bars || (!many && !series.earlier && series.kind === 'count' && measures < 4);
    const step = many && steps(data.labels);
    const kinds = [...new Set(data.series.map(series => series.kind))];
    const chart = this.chart = new ApexCharts(box, {
      chart: {
        type: 'line', height: 320, background: 'transparent', fontFamily: token('--font'), foreColor: token('--text-quiet'),
        animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false }, redrawOnParentResize: true,
      },
      colors: paint,
      series: data.series.map((series, i) => ({ name: `s${i}`, type: bar(series) ? 'column' : 'line', data: many ? series.values.map((y, x) => ({ x, y })) : series.values })),
      stroke: { width: data.series.map(series => (bar(series) ? 0 : 2)), dashArray: data.series.map(series => (series.earlier ? 6 : 0)), curve: 'straight' },
      markers: { size: many ? 0 : 3, strokeWidth: 0 },
      dataLabels: { enabled: false },
      legend: { show: false },
      states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
      grid: { borderColor: token('--line') },
      plotOptions: { bar: { columnWidth: '70%' } },
      xaxis: {
        // Of each category the library writes and measures a label, also of those that it then leaves out: a second for a year of days.
        ...(many ? { type: 'numeric', min: 0, max: step.last, tickAmount: step.amount }
          : { categories: data.labels.map(short), tickAmount: data.bars ? undefined : Math.min(data.labels.length, 16), tickPlacement: data.series.some(bar) ? 'between' : 'on' }),
        labels: { formatter: many ? at => short(data.labels[Math.round(at)] ?? '') : undefined, rotate: -35, hideOverlappingLabels: !data.bars, trim: false, maxHeight: data.bars ? 120 : 90 }, axisBorder: { color: token('--line') }, axisTicks: { color: token('--line') },
        tooltip: { enabled: false }, crosshairs: { show: !data.bars },
      },
      yaxis: kinds.map((kind, i) => ({
        seriesName: data.series.flatMap((series, at) => (series.kind === kind ? [`s${at}`] : [])), opposite: i > 0, min: 0, forceNiceScale: kind !== 'duration',
        labels: { formatter: value => tick(kind, value) },
      })),
      tooltip: { shared: true, intersect: false, followCursor: true, custom: ({ dataPointIndex }) => this.tip(data, paint, dataPointIndex) },
      noData: { text: '—' },
    });
    // It would write a style element for a legend that it does not draw, which the page's policy refuses; reports.css has what is needed.
    Object.getPrototypeOf(chart.legend.legendHelpers).appendToForeignObject = () => {};
    await chart.render();
    if (this.chart === chart) this.dataset.drawn = String(data.series.length);
  }

  tip(data, paint, at) {
    const tip = element('div', { className: 'tip' }, element('strong', { textContent: data.labels[at] }));
    data.series.forEach((series, i) => {
      const mark = element('span', { className: series.earlier ? 'dashed' : 'solid' });
      mark.style.color = paint[i];
      tip.append(element('div', {}, mark, `${series.name}  `, element('b', { textContent: series.texts[at] })));
    });
    return tip;
  }
}

customElements.define('live-chart', LiveChart);
