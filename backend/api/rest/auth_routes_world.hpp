// What the tests of sign-in, sessions, tokens and keys stand on: the routes over a real database, and
// clients that keep cookies.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "api/edge/problem_table.hpp"
#include "api/rest/api_key_routes.hpp"
#include "api/rest/auth_routes.hpp"
#include "api/rest/me_routes.hpp"
#include "api/rest/session_lookup.hpp"
#include "api/rest/session_routes.hpp"
#include "api/rest/token_routes.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/mail/mail_test_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

struct AuthRoutesWorld : auth::AuthWorld {
  platform::Router router;
  auth::SigningKeys signing_keys{database, clock, random, *master_key};
  auth::TokenService tokens{database, clock, random, signing_keys, parties(), auth::SessionSettings{}};
  auth::MailTestParts mail{database, passwords, sessions, clock, random};
  auth::ApiKeyService& api_keys = mail.api_keys;
  auth::SecondFactorService second_factor{database, mail.proofs, random};
  SessionLookup lookup{CredentialServices{sessions, nullptr, &tokens, &api_keys}};

  static auth::TokenParties parties() { return {"https://coffer.example", "https://coffer.example/v1"}; }

  AuthRoutesWorld() {
    add_auth_routes(router, AuthParts{EntranceParts{database, identity, sessions, devices, limits, mail.mailing,
                                                    edge::CookieScheme::Loopback},
                                      mail.email, second_factor});
    add_me_routes(router, MeParts{database, identity});
    add_session_routes(router, SessionParts{database, sessions});
    add_token_routes(router, TokenParts{database, tokens, edge::CookieScheme::Loopback});
    add_api_key_routes(router, ApiKeyParts{database, api_keys});
  }

  // A browser, or a program: what it calls itself, where it is, and its cookies.
  struct Client {
    std::string user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    std::string network_address = "192.0.2.7";
    std::map<std::string, std::string> cookies;
    std::string bearer;  // goes before cookies
    std::map<std::string, std::string> headers;
  };

  // As the edge does: the session of the cookie, the handler, errors as problems.
  platform::Response send(Client& client, platform::Method method, std::string path, std::string body = "",
                          std::string query_name = "", std::string query_value = "") {
    platform::Request request;
    request.method = method;
    request.path = std::move(path);
    request.body = std::move(body);
    if (!query_name.empty()) request.query.emplace_back(std::move(query_name), std::move(query_value));
    request.headers.add("user-agent", client.user_agent);
    std::string cookie;
    for (const auto& [name, value] : client.cookies) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
    if (!cookie.empty()) request.headers.add("cookie", cookie);
    for (const auto& [name, value] : client.headers) request.headers.add(name, value);
    if (!client.bearer.empty()) {
      if (auto caller = run(lookup.resolve_bearer(client.bearer))) request.caller = std::move(*caller);
    } else if (auto token = edge::find_session_token(edge::CookieScheme::Loopback, request)) {
      if (auto caller = run(lookup.resolve(std::move(*token)))) request.caller = std::move(*caller);
    }
    request.caller.trace_id = stranger().trace_id;
    request.caller.network_address = client.network_address;
    const auto match = router.match(request);
    EXPECT_NE(match.route, nullptr) << request.path;
    platform::Response response;
    if (match.route->options.access == platform::Access::Session && request.caller.kind != CallerKind::Person) {
      response.status = 401;
      return response;
    }
    auto handled = run(match.route->handler(request));
    if (!handled) return edge::problem_response(handled.error(), request.caller.trace_id);
    for (const auto& [name, value] : handled->headers) {
      if (name == "set-cookie") keep_cookie(client, value);
    }
    return std::move(*handled);
  }
  static void keep_cookie(Client& client, const std::string& set_cookie) {
    const auto equals = set_cookie.find('=');
    const auto end = set_cookie.find(';');
    const auto name = set_cookie.substr(0, equals);
    const auto value = set_cookie.substr(equals + 1, end - equals - 1);
    if (value.empty()) {
      client.cookies.erase(name);
    } else {
      client.cookies[name] = value;
    }
  }
  platform::Response sign_up(Client& client, const std::string& email = "ada@example.org") {
    return send(client, platform::Method::Post, "/v1/auth/sign-up",
                R"({"email":")" + email + R"(","password":"correct horse battery staple","name":"Ada Byron"})");
  }
  platform::Response sign_in(Client& client, const std::string& password = "correct horse battery staple",
                             const std::string& email = "ada@example.org") {
    return send(client, platform::Method::Post, "/v1/auth/sign-in",
                R"({"email":")" + email + R"(","password":")" + password + R"("})");
  }
  static std::string text_of(const platform::Response& response, std::string_view key) {
    auto document = platform::JsonDocument::parse(response.body);
    EXPECT_TRUE(document) << response.body;
    return document->object().required(key).text({.max = 4000});
  }
  struct Item {
    std::map<std::string, std::string> texts;
    std::map<std::string, bool> flags;
  };
  static std::vector<Item> items_of(const platform::Response& response) {
    std::vector<Item> items;
    auto document = platform::JsonDocument::parse(response.body);
    EXPECT_TRUE(document) << response.body;
    for (auto object : document->object().required("items").objects()) {
      Item item;
      for (const auto key : object.keys()) {
        const auto value = object.optional(key).value();
        if (!value) continue;
        if (value->is_text()) {
          item.texts[std::string(key)] = std::string(value->raw_text());
        } else if (const auto flag = value->flag()) {
          item.flags[std::string(key)] = *flag;
        }
      }
      items.push_back(std::move(item));
    }
    return items;
  }
};

}  // namespace coffer::api::rest
