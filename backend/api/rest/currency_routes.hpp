// The currencies that people may choose from.
#pragma once

#include "platform/http/router.hpp"

namespace coffer::api::rest {

void add_currency_routes(platform::Router& router);

}  // namespace coffer::api::rest
