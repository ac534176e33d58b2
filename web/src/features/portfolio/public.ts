export { AllocationChart } from "./allocation-chart";
export { ChartSkeleton } from "./chart-skeleton";
export { ValueChart } from "./value-chart";
export { WarningsNote } from "./warnings-note";
export { LotsTable } from "./lots-table";
export { PerformanceFigures } from "./performance-figures";
export { TradesTable } from "./trades-table";
