import { ROLES } from "./roles";

/** What each role may do, for whoever gives one. */
export function RolesExplained() {
  return (
    <dl className="grid gap-x-6 gap-y-3 text-13 sm:grid-cols-[7rem_1fr]">
      {ROLES.map(({ role, label, may }) => (
        <div key={role} className="contents">
          <dt className="font-medium">{label}</dt>
          <dd className="-mt-2 text-muted sm:mt-0">{may}</dd>
        </div>
      ))}
    </dl>
  );
}
