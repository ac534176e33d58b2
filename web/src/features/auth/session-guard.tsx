"use client";

import { useEffect, useState } from "react";
import { answerWanted, type Wanted } from "@/api/session-gate";
import { SessionDialog } from "./session-dialog";
import { StepUpDialog } from "./step-up-dialog";

type Asked = { wanted: Wanted; settle: (given: boolean) => void };

/**
 * Over whatever page is shown: when a request meets an ended session or wants a fresh proof, a dialog asks for it and the
 * request goes out again. Nothing of the page below is lost.
 */
export function SessionGuard({ person, email }: { person: string; email: string }) {
  const [asked, setAsked] = useState<Asked[]>([]);

  useEffect(
    () => answerWanted((wanted) => new Promise<boolean>((settle) => setAsked((before) => [...before, { wanted, settle }]))),
    [],
  );

  const settle = (one: Asked) => (given: boolean) => {
    setAsked((before) => before.filter((each) => each !== one));
    one.settle(given);
  };

  return asked.map((one) =>
    one.wanted === "proof" ? (
      <StepUpDialog key="proof" onSettled={settle(one)} />
    ) : (
      <SessionDialog key="sign-in" person={person} email={email} onSettled={settle(one)} />
    ),
  );
}
