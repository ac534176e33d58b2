export { SaveRow } from "./save-row";
export { SettingsSection } from "./settings-section";
