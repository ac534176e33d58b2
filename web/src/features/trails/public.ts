export { Traced } from "./traced";
export { TrailProvider } from "./trail-provider";
