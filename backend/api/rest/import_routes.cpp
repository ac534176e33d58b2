// Imports: upload, preview, mend, commit, revert.
#include "api/edge/command.hpp"
#include "api/edge/multipart.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/import_encoding.hpp"
#include "api/rest/import_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Choice;
using platform::JsonObject;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t longest_file_name = 255;
constexpr std::int64_t last_row = 10'000'000;

Response show(const finance::Import& import) {
  platform::JsonWriter json(4096);
  append_import(json, import);
  return platform::json(std::move(json)).with("etag", platform::make_etag(import.id.uuid, import.version));
}

std::unexpected<Error> refuse_part(std::string_view name, std::string detail) {
  return fail(ErrorKind::Invalid, platform::problems::invalid_request, "The form is not filled in as it should be.",
              {{"/" + std::string(name), std::move(detail)}});
}

std::string shorten(std::string name) {
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  if (name.size() > longest_file_name) {
    std::size_t end = longest_file_name;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name.resize(end);
  }
  return name.empty() ? "file" : name;
}

Result<finance::NewImport> decode_upload(const Request& request) {
  COFFER_TRY(form, edge::Form::parse(request));
  COFFER_CHECK(form.refuse_others({"file", "account", "kind", "profile"}));
  const auto* file = form.find_file("file");
  if (file == nullptr) return refuse_part("file", "Choose a file.");
  finance::NewImport given;
  given.file_name = shorten(file->file_name.value_or(""));
  given.bytes = file->content;
  if (const auto account = form.find_value("account"); account && !account->empty()) {
    given.choices.account = parse_id<AccountId>(*account);
    if (!given.choices.account) return refuse_part("account", "Write the identifier of an account.");
  }
  if (const auto kind = form.find_value("kind"); kind && !kind->empty() && *kind != "auto") {
    given.choices.kind = finance::parse_import_kind(*kind);
    if (!given.choices.kind)
      return refuse_part("kind", "Write one of: transactions, prices, fx, corporate_actions, auto.");
  }
  if (const auto profile = form.find_value("profile"); profile && !profile->empty()) {
    if (profile->size() > 4 * finance::longest_profile_name)
      return refuse_part("profile", "Write the identifier or the name of a profile, or none.");
    given.profile = std::string(*profile);
  }
  return given;
}

Result<finance::ImportChange> decode_change(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  finance::ImportChange change;
  if (const auto kind = object.optional("kind").text({.max = 20})) {
    change.kind = finance::parse_import_kind(*kind);
    if (!change.kind) object.refuse("kind", "Write one of: transactions, prices, fx, corporate_actions.");
  }
  const auto profile = object.patch("profile").id<finance::ImportProfileId>();
  if (!profile.is_absent()) change.profile = profile.value;
  const auto account = object.patch("account").id<AccountId>();
  if (!account.is_absent()) change.account = account.value;
  if (object.has("mapping")) change.mapping = decode_mapping(object);
  decode_instruments(object, change);
  if (auto options = object.optional("options").object()) change.options = decode_options(*options);
  COFFER_CHECK(body.finish());
  return change;
}

Result<finance::RowMend> decode_mend(const Request& request) {
  constexpr Choice<finance::RowChoice> choices[] = {{"take", finance::RowChoice::Take},
                                                    {"skip", finance::RowChoice::Skip}};
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  finance::RowMend mend;
  if (auto values = object.optional("values").object()) mend.values = decode_values(*values);
  mend.choice = object.optional("choice").choice(choices).value_or(finance::RowChoice::None);
  COFFER_CHECK(body.finish());
  return mend;
}

Result<finance::CommitRequest> decode_commit(const Request& request) {
  finance::CommitRequest commit;
  if (request.body.empty()) return commit;
  COFFER_TRY(body, platform::JsonDocument::parse(request.body, {.bytes = 2U << 20, .values = 200'000}));
  auto object = body.object();
  const auto items = object.optional("rows").list({.min = 1, .max = 100'000});
  for (const auto& item : items.value_or(std::vector<platform::JsonValue>{}))
    commit.rows.push_back(item.integer({1, last_row}).value_or(0));
  if (auto profile = object.optional("profile").object())
    commit.profile = profile->required("name").text({.max = finance::longest_profile_name});
  COFFER_CHECK(body.finish());
  return commit;
}

Task<Response> list_imports(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.imports.list_imports(request.caller, std::move(page)));
  co_return platform::json(encode_list(list, append_import));
}

Task<Response> get_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  COFFER_CO_TRY(import, co_await parts.imports.get_import(request.caller, id));
  platform::JsonWriter json(4096);
  append_import(json, import);
  co_return platform::with_etag(request, platform::json(std::move(json)), platform::make_etag(id.uuid, import.version));
}

Task<Response> create_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(given, decode_upload(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(import, co_await parts.imports.create_import(request.caller, unit, given));
    auto response = show(import);
    response.status = 201;
    response.with("location", "/v1/imports/" + import.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  COFFER_CO_TRY(change, decode_change(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(import, co_await parts.imports.update_import(request.caller, unit, id, change,
                                                               version_check(request, id.uuid)));
    co_return show(import);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.imports.remove_import(request.caller, unit, id, version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> list_rows(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  platform::QueryReader query(request.query);
  std::optional<finance::RowState> state;
  if (const auto word = query.optional("status").text({.max = 20})) {
    state = finance::parse_row_state(*word);
    if (!state)
      query.refuse("status", "Write one of: new, duplicate, changed, error, ignored, skipped, committed, reverted.");
  }
  auto page = to_page(platform::read_page(query));
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(list, co_await parts.imports.list_rows(request.caller, id, state, std::move(page)));
  co_return platform::json(encode_list(list, append_import_row));
}

Task<Response> list_instruments(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.imports.list_instruments(request.caller, id, std::move(page)));
  co_return platform::json(encode_list(list, append_match));
}

Task<Response> update_row(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  const auto number = platform::parse_integer_value(request.param("row"), {1, last_row});
  if (!number) co_return fail(ErrorKind::NotFound, "request/not-found", "There is nothing here.");
  COFFER_CO_TRY(mend, decode_mend(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(row, co_await parts.imports.update_row(request.caller, unit, id, *number, mend));
    platform::JsonWriter json;
    append_import_row(json, row);
    co_return platform::json(std::move(json));
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> accept(ImportParts parts, UnitOfWork& unit, JobId id) {
  COFFER_CO_TRY(job, co_await parts.queue.get(unit, id));
  platform::JsonWriter json;
  append_job(json, job);
  co_return platform::accepted("/v1/jobs/" + id.text(), std::move(json));
}

Task<Response> commit_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  COFFER_CO_TRY(commit, decode_commit(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(
        job, co_await parts.imports.request_commit(request.caller, unit, id, commit, version_check(request, id.uuid)));
    co_return co_await accept(parts, unit, job);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> revert_import(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(job,
                  co_await parts.imports.request_revert(request.caller, unit, id, version_check(request, id.uuid)));
    co_return co_await accept(parts, unit, job);
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_import_routes(platform::Router& router, ImportParts parts) {
  router.get("/v1/imports", "list_imports", [parts](const Request& r) { return list_imports(parts, r); });
  router.post("/v1/imports", "create_import", [parts](const Request& r) { return create_import(parts, r); },
              {.body = platform::BodyKind::Multipart, .body_limit = platform::large_body});
  router.get("/v1/imports/{id}", "get_import", [parts](const Request& r) { return get_import(parts, r); });
  router.patch("/v1/imports/{id}", "update_import", [parts](const Request& r) { return update_import(parts, r); });
  router.remove("/v1/imports/{id}", "remove_import", [parts](const Request& r) { return remove_import(parts, r); });
  router.get("/v1/imports/{id}/rows", "list_import_rows", [parts](const Request& r) { return list_rows(parts, r); });
  router.get("/v1/imports/{id}/instruments", "list_import_instruments",
             [parts](const Request& r) { return list_instruments(parts, r); });
  router.patch("/v1/imports/{id}/rows/{row}", "update_import_row",
               [parts](const Request& r) { return update_row(parts, r); });
  router.post("/v1/imports/{id}/commit", "commit_import", [parts](const Request& r) { return commit_import(parts, r); },
              {.body = platform::BodyKind::Json, .body_limit = 2U << 20});
  router.post("/v1/imports/{id}/revert", "revert_import", [parts](const Request& r) { return revert_import(parts, r); },
              {.body = platform::BodyKind::None});
}

}  // namespace coffer::api::rest
