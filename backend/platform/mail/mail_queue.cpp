#include "platform/mail/mail_queue.hpp"

#include "platform/crypto/envelope.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::platform {
namespace {

constexpr std::size_t largest_body = 64 * 1024;

std::string identity_of(std::string_view id) { return "jobs.queue/mail/" + std::string(id); }

std::string encode(const MailMessage& message) {
  JsonWriter json(512 + message.text.size() + message.html.size());
  json.begin_object()
      .field("to", message.to.email)
      .field("name", message.to.name)
      .field("subject", message.subject)
      .field("text", message.text)
      .field("html", message.html)
      .end_object();
  return json.take();
}

Result<MailMessage> decode(std::string_view plain, std::string id) {
  COFFER_TRY(document, JsonDocument::parse(plain));
  auto object = document.object();
  MailMessage message;
  message.id = std::move(id);
  const TextRule line{.min = 0, .max = 1'000};
  const TextRule body{.max = largest_body, .shape = TextShape::Paragraphs};
  message.to.email = object.required("to").text(line);
  message.to.name = object.required("name").text(line);
  message.subject = object.required("subject").text(line);
  message.text = object.required("text").text(body);
  message.html = object.required("html").text(body);
  COFFER_CHECK(document.finish());
  return message;
}

}  // namespace

Task<JobId> enqueue_mail(UnitOfWork& unit, const MasterKey& key, MailMessage message) {
  const auto id = format_uuid(unit.random().uuid());
  auto plain = encode(message);
  auto sealed = seal_secret(key, as_bytes(plain), identity_of(id));
  wipe(plain);
  if (!sealed) co_return fail(std::move(sealed).error());
  JsonWriter json(sealed->size() * 2);
  json.begin_object().field("mail", id).field("sealed", to_base64url(*sealed)).end_object();
  JobRequest request;
  request.kind = mail_send_job;
  request.max_attempts = mail_attempts;
  request.payload = json.take();
  co_return co_await unit.enqueue(std::move(request));
}

Result<MailMessage> open_mail(const MasterKey& key, std::string_view payload) {
  COFFER_TRY(document, JsonDocument::parse(payload));
  auto object = document.object();
  auto id = object.required("mail").text({.max = 36});
  const auto sealed = from_base64url(object.required("sealed").text({.max = 1U << 18}));
  if (!sealed) object.refuse("sealed", "Must be base64url.");
  COFFER_CHECK(document.finish());
  COFFER_TRY(plain, open_secret(key, *sealed, identity_of(id)));
  auto message = decode({reinterpret_cast<const char*>(plain.data()), plain.size()}, std::move(id));
  wipe(plain);
  return message;
}

}  // namespace coffer::platform
