"use client";

import { ImageUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useRef } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Profile } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Face } from "@/ui/face";
import { FormProblem } from "@/ui/form-problem";
import { squarePicture } from "./square-picture";

type AvatarFieldProps = { profile: Profile; etag: string | null };

export function AvatarField({ profile, etag }: AvatarFieldProps) {
  const router = useRouter();
  const labelId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { pending, problem, run } = useCommand<Problem>();

  const keep = async (avatar: string | null): Promise<Loaded<Profile>> =>
    toLoaded(
      browserApi.PATCH("/v1/me/profile", {
        params: etag ? { header: { "If-Match": etag } } : {},
        body: { avatar },
      }),
    );

  const upload = async (file: File | undefined) => {
    if (!file) return;
    const kept = await run(async () => {
      const picture = await squarePicture(file);
      return picture ? keep(picture) : { ok: false as const, problem: NO_PICTURE };
    });
    if (kept) router.refresh();
  };

  const remove = async () => {
    if (await run(() => keep(null))) router.refresh();
  };

  return (
    <div role="group" aria-labelledby={labelId} className="grid gap-3">
      <div className="flex items-center gap-4">
        <Face name={profile.name} picture={profile.avatar ? `/avatar?version=${profile.version}` : null} className="size-16 text-20" />
        <div className="min-w-0">
          <p id={labelId} className="text-13 font-medium">
            Picture
          </p>
          <div className="mt-1.5 flex flex-wrap gap-2">
            <Button size="small" disabled={pending} onClick={() => input.current?.click()}>
              <ImageUp aria-hidden />
              {pending ? "Saving…" : profile.avatar ? "Change the picture" : "Choose a picture"}
            </Button>
            {profile.avatar ? (
              <Button size="small" tone="quiet" disabled={pending} onClick={() => void remove()}>
                Remove
              </Button>
            ) : null}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-label="Picture file"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void upload(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {problem ? <FormProblem title={problem.title} detail={problemsByField(problem).avatar ?? problem.detail} /> : null}
    </div>
  );
}

const NO_PICTURE: Problem = {
  type: "urn:coffer:problem:web:no-picture",
  title: "This file is not a picture that can be read",
  status: 422,
  detail: "Choose a PNG, JPEG or WebP picture.",
  errors: [],
};
