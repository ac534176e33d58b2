import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

const no = (group, message) => ({ regex: group, message });

const PUBLIC_ONLY = no("^@/features/[^/]+/(?!public(-server)?$)", "Features meet through public.ts or public-server.ts.");
const NO_API = no("^@/api/", "ui and charts know no API.");
const NO_FEATURES = no("^@/(features|app)/", "Imports go app → features → ui, charts, api, lib.");
const NO_REACT = no("^(react|react-dom|next)(/|$)", "lib is pure, hooks excepted.");

const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

/** The rule of imports: app → features → { charts, ui, api, lib }. */
const config = [
  { ignores: [".next/**", "next-env.d.ts", "src/api/gen/**", "test-results/**", "playwright-report/**"] },
  ...next,
  ...typescript,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "TSAsExpression:not([typeAnnotation.typeName.name='const'])", message: "Parse at the border instead of asserting a type." },
        { selector: "CallExpression[callee.name='parseFloat']", message: "Figures are strings." },
        { selector: "NewExpression[callee.name='Date'][arguments.0.type='Literal']", message: "Dates go through lib/date." },
      ],
      // After sign-in and sign-out a full load is wanted: nothing of the other session stays in memory.
      "@next/next/no-location-assign-relative-destination": "off",
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
    },
  },
  { files: ["src/**/*.test.{ts,tsx}", "e2e/**"], rules: { "no-restricted-syntax": "off" } },
  { files: ["src/features/**"], rules: restrict(PUBLIC_ONLY, no("^@/app/", "Features do not know routes.")) },
  { files: ["src/ui/**", "src/charts/**"], rules: restrict(NO_API, NO_FEATURES) },
  { files: ["src/api/**"], rules: restrict(NO_FEATURES, no("^@/(ui|charts)/", "api draws nothing.")) },
  { files: ["src/lib/**"], ignores: ["src/lib/use-*.ts"], rules: restrict(NO_API, NO_FEATURES, no("^@/(ui|charts)/", "lib draws nothing."), NO_REACT) },
];

export default config;
