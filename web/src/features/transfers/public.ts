export { useTakeApart } from "./use-transfers";
