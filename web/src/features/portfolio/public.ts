export { AllocationChart } from "./allocation-chart";
export { ChartSkeleton } from "./chart-skeleton";
export { ValueChart } from "./value-chart";
export { WarningsNote } from "./warnings-note";
