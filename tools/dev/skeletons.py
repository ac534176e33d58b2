"""The texts of ./dev new. @word@ is filled in."""
import re


def fill(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@(\w+)@", lambda match: values[match[1]], text)


ENDPOINT_TEST = '''#include <gtest/gtest.h>

namespace coffer::api::rest {

TEST(@name@, does_what_the_contract_says) {
  FAIL() << "Build a router with add_@noun@_routes, ask it for @name@, and state what contracts/openapi.yaml promises.";
}

}  // namespace coffer::api::rest
'''

ROUTES_HEADER = '''#pragma once

#include "platform/http/router.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

struct @Noun@Parts {
  platform::Database& database;
};

void add_@noun@_routes(platform::Router& router, @Noun@Parts parts);

}  // namespace coffer::api::rest
'''

ROUTES_SOURCE = '''#include "api/rest/@noun@_routes.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;

namespace {

}  // namespace

void add_@noun@_routes(platform::Router& router, @Noun@Parts parts) {
}

}  // namespace coffer::api::rest
'''

# It does not compile until it calls a service.
HANDLER = '''Task<Response> @name@(@Noun@Parts parts, const Request& request) {
  COFFER_CO_TRY(found, co_await parts.@noun@s.@name@(request.caller));
  co_return platform::json(encode_@noun@(found));
}

'''

ROUTE = '''  router.@method@("/v1/@noun@s", "@name@", [parts](const Request& request) { return @name@(parts, request); });
'''

QUERY = '''-- What it finds or changes, in one sentence.
-- $1 household
SELECT id
  FROM @schema@.@name@
 WHERE household_id = $1
'''

MIGRATION = '''-- What changes, and why.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.@name@ (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (household_id, id)
);
SELECT auth.guard('finance.@name@', 'household');
'''

PAGE = '''import type { Metadata } from "next";
import { @Name@Screen } from "@/features/@name@/@name@-screen";

export const metadata: Metadata = { title: "@title@" };

export default function @Name@Page() {
  return <@Name@Screen />;
}
'''

SCREEN = '''import { PageHeader } from "@/ui/page-header";

export function @Name@Screen() {
  return <PageHeader title="@title@" />;
}
'''

SCREEN_TEST = '''import { describe, expect, it } from "vitest";

describe("@title@", () => {
  it.each(["loading", "empty", "error with retry", "stale", "full"])("shows the state: %s", (state) => {
    expect.fail(`render the panel in the state "${state}" and say what a person sees`);
  });
});
'''
