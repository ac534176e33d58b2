"use client";

import { Copy, Ellipsis, History, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { useRemoveTransaction } from "./use-remove-transaction";

type TransactionActionsProps = { id: string; href: string; copy: string; name: string };

export function TransactionActions({ id, href, copy, name }: TransactionActionsProps) {
  const can = useCan();
  const remove = useRemoveTransaction();
  if (!can("edit_transactions")) return null;
  return (
    <Menu
      label={name}
      trigger={
        <Button
          tone="quiet"
          size="iconSmall"
          aria-label={`Actions for ${name}`}
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem asChild>
        <Link href={href} scroll={false}>
          <Pencil aria-hidden />
          Edit
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={copy} scroll={false}>
          <Copy aria-hidden />
          Duplicate
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={`/transactions/${id}`}>
          <History aria-hidden />
          History
        </Link>
      </MenuItem>
      <MenuItem tone="danger" onSelect={() => void remove(id)}>
        <Trash2 aria-hidden />
        Delete
      </MenuItem>
    </Menu>
  );
}
