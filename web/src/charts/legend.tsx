type LegendItem = { label: string; mark: "value" | "base" };

export function Legend({ items }: { items: LegendItem[] }) {
  return (
    <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted">
      {items.map((item) => (
        <li key={item.label} className="inline-flex items-center gap-2">
          <span aria-hidden className={item.mark === "value" ? "h-0.5 w-4 rounded-full bg-accent" : "h-px w-4 bg-control"} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
