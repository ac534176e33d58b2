// The contract itself.
#pragma once

#include "platform/http/router.hpp"

namespace coffer::api::rest {

void add_contract_routes(platform::Router& router);

}  // namespace coffer::api::rest
