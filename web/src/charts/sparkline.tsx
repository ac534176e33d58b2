import { layOut, EXTENT, type PlotPoint, valuePath } from "./geometry";

type SparklineProps = { points: PlotPoint[]; label: string; className?: string };

export function Sparkline({ points, label, className }: SparklineProps) {
  if (points.length < 2) return <span className={className} />;
  const plot = layOut(points, "fitted");
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${EXTENT} ${EXTENT}`} preserveAspectRatio="none" className={className}>
      <path
        d={valuePath(points, plot)}
        fill="none"
        stroke="var(--c-accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
