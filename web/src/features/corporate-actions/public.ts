export { labelOf, sentenceOf } from "./kinds";
