export { COST_BASIS_LABELS, KIND_LABELS } from "./kinds";
