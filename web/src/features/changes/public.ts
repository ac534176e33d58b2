export { counted } from "./sentences";
export { useSayDone } from "./use-say-done";
export { useUndo } from "./use-undo";
