import "server-only";

export { METHODS, parsePortfolioAddress, seriesQuery } from "./address";
export { AllocationPanel } from "./allocation-panel";
export { HoldingsPanel } from "./holdings-panel";
export { PerformancePanel } from "./performance-panel";
export { PriceDate } from "./price-date";
export { loadHoldings, loadPerformance } from "./queries";
export { ReturnsPanel } from "./returns-panel";
