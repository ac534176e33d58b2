export { BeforeAfter } from "./before-after";
export { InstrumentPicker } from "./instrument-picker";
export { TransactionTitle } from "./transaction-title";
export { TransactionsTabs } from "./transactions-tabs";
export { typeWords } from "./types";
