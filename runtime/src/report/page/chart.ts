/** The stalls over time. */
import uPlot from 'uplot';
import type { Timeline } from '../report.ts';
import { duration } from '../words.ts';

const HEIGHT = 220;

/** @returns what draws it anew, in the colours that the page has then */
export function drawTimeline(): () => void {
  const element = document.querySelector<HTMLElement>('#chart');
  const text = document.querySelector('#timeline')?.textContent;
  if (!element || !text) {
    return () => {
      // A comparison has no chart.
    };
  }
  const { start, width, slots } = JSON.parse(text) as Timeline;
  const values: uPlot.AlignedData = [
    slots.map((_, index) => (start + index * width) / 1000),
    // Slots without a stall have no bar, instead of one without height.
    slots.map(([longest]) => (longest > 0 ? longest : null)),
  ];
  let chart: uPlot | undefined;
  const draw = (): void => {
    chart?.destroy();
    chart = new uPlot(options(element.clientWidth, width), values, element);
  };
  new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height: HEIGHT })).observe(element);
  return draw;
}

function options(width: number, slot: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colour('soft'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line') },
  };
  const bars = uPlot.paths.bars;
  return {
    width,
    height: HEIGHT,
    // The time of day of the reader, and of a slot from its start on.
    scales: {
      x: { time: true, range: (_chart, from, to) => [from - slot / 2000, to + slot / 1000] },
      y: { range: (_chart, _from, to) => [0, Math.max(to || 0, 10) * 1.1] },
    },
    axes: [
      axis,
      {
        ...axis,
        size: 70,
        values: (_chart, ticks) => ticks.map((tick) => (tick === 0 ? '0' : duration(tick))),
      },
    ],
    series: [
      { label: 'time', value: '{HH}:{mm}:{ss}' },
      {
        label: 'longest stall',
        stroke: colour('accent'),
        fill: colour('accent'),
        points: { show: false },
        value: (_chart, value) => ((value as number | null) === null ? 'none' : duration(value)),
        ...(bars && { paths: bars({ size: [0.8, 40], align: 1 }) }),
      },
    ],
  };
}
