"use client";

import { ChevronDown } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { Menu, MenuChoice, MenuChoices } from "@/ui/menu";

type WhosePickerProps = { people: { user: string; name: string }[]; current: string | undefined };

const EVERYONE = "everyone";

/** The household's net worth, or one person's part of it. */
export function WhosePicker({ people, current }: WhosePickerProps) {
  const router = useRouter();
  const query = useSearchParams();

  const choose = (user: string) => {
    const next = new URLSearchParams(query);
    if (user === EVERYONE) next.delete("of");
    else next.set("of", user);
    router.replace(`/dashboard?${next}`, { scroll: false });
  };

  return (
    <Menu
      align="start"
      label="Whose net worth"
      trigger={
        <button type="button" className="inline-flex max-w-56 items-center gap-1 rounded-mark text-accent">
          <span className="truncate">{people.find(({ user }) => user === current)?.name ?? "Everyone"}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">, choose whose</span>
        </button>
      }
    >
      <MenuChoices value={current ?? EVERYONE} onValueChange={choose}>
        <MenuChoice value={EVERYONE}>Everyone</MenuChoice>
        {people.map(({ user, name }) => (
          <MenuChoice key={user} value={user}>
            {name}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
