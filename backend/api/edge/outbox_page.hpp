// The mails that this machine would have sent, had it a mail server: for whoever sits at it. On the private
// port alone, which listens on loopback.
#pragma once

#include <filesystem>

#include "platform/http/router.hpp"

namespace coffer::api::edge {

// GET /outbox lists, GET /outbox/{id} shows one as a mail program would. Requests that name another host
// than this machine are refused: a page of the web could have its own name point here.
void add_outbox_page(platform::Router& router, std::filesystem::path folder);

}  // namespace coffer::api::edge
