import "server-only";

import { cache } from "react";
import { load, serverApi } from "@/api/server";

/** The deletion of the account that is under way; not found where there is none. */
export const loadDeletion = cache(async () => load((await serverApi()).GET("/v1/me/deletion")));
