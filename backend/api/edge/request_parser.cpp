#include "api/edge/request_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace coffer::api::edge {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

[[nodiscard]] std::string_view view(string_view text) { return {text.data(), text.size()}; }

const ProtocolProblem method_unknown{501, "request/method-unknown", "Method not implemented",
                                     "Use one of GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS."};
const ProtocolProblem version_unknown{505, "request/version-unknown", "HTTP version not supported", "Use HTTP/1.1."};

class HeadSink final : public http::basic_parser<true> {
 public:
  explicit HeadSink(platform::Request& request) : request_(request) {}

  [[nodiscard]] const std::string& target() const { return target_; }
  [[nodiscard]] const ProtocolProblem* refusal() const { return refusal_; }
  [[nodiscard]] bool is_http_1_0() const { return version_ == 10; }

 private:
  void refuse(const ProtocolProblem& problem, error_code& error) {
    refusal_ = &problem;
    error = http::error::bad_value;
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version, error_code& error) override {
    if (version != 10 && version != 11) return refuse(version_unknown, error);
    const auto known = platform::parse_method(view(method));
    if (!known) return refuse(method_unknown, error);
    version_ = version;
    request_.method = *known;
    target_ = view(target);
  }
  void on_response_impl(int, string_view, int, error_code&) override {}

  void on_field_impl(http::field field, string_view name, string_view value, error_code& error) override {
    if (head_done_) return;  // a trailer must not pass for a header
    if (field == http::field::transfer_encoding && !boost::beast::iequals(value, "chunked")) {
      return refuse(protocol::bad_request, error);
    }
    request_.headers.add(view(name), view(value));
  }

  void on_header_impl(error_code& error) override {
    head_done_ = true;
    const auto hosts = request_.headers.count("host");
    if (hosts > 1 || (hosts == 0 && version_ == 11)) refuse(protocol::bad_request, error);
    // An HTTP/1.0 peer in between may not know chunks: where the body ends would be a guess.
    if (version_ == 10 && this->chunked()) refuse(protocol::bad_request, error);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) request_.body.reserve(static_cast<std::size_t>(*length));
  }
  std::size_t on_body_impl(string_view body, error_code&) override {
    request_.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    request_.body.append(body.data(), body.size());
    return body.size();
  }
  void on_finish_impl(error_code&) override {}

  platform::Request& request_;
  std::string target_;
  const ProtocolProblem* refusal_ = nullptr;
  bool head_done_ = false;
  int version_ = 11;
};

const ProtocolProblem* problem_of(const error_code& error) {
  if (error == http::error::header_limit) return &protocol::headers_too_large;
  if (error == http::error::body_limit) return &protocol::too_large;
  if (error == http::error::bad_version) return &version_unknown;
  return &protocol::bad_request;
}

}  // namespace

struct RequestParser::Impl {
  std::optional<HeadSink> parser;
  const ProtocolProblem* problem = nullptr;
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) {}
RequestParser::~RequestParser() = default;

void RequestParser::begin(platform::Request& request, std::size_t header_bytes) {
  request.method = platform::Method::Get;
  request.path.clear();
  request.params.clear();
  request.query.clear();
  request.headers.clear();
  request.body.clear();
  request.caller = {};
  impl_->problem = nullptr;
  impl_->parser.emplace(request);
  impl_->parser->header_limit(static_cast<std::uint32_t>(header_bytes));
  impl_->parser->body_limit(boost::none);
}

std::size_t RequestParser::feed(std::string_view bytes) {
  error_code error;
  const auto used = impl_->parser->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error && error != http::error::need_more) {
    impl_->problem = impl_->parser->refusal() != nullptr ? impl_->parser->refusal() : problem_of(error);
  }
  return used;
}

void RequestParser::allow_body(std::size_t bytes) {
  impl_->parser->body_limit(bytes);
  impl_->parser->eager(true);
}

bool RequestParser::head_done() const { return impl_->parser->is_header_done(); }
bool RequestParser::done() const { return impl_->parser->is_done(); }
const ProtocolProblem* RequestParser::problem() const { return impl_->problem; }
std::string_view RequestParser::target() const { return impl_->parser->target(); }
bool RequestParser::keep_alive() const { return impl_->parser->keep_alive(); }

bool RequestParser::is_http_1_0() const { return impl_->parser->is_http_1_0(); }

bool RequestParser::has_body() const {
  const auto length = content_length();
  return length ? *length > 0 : impl_->parser->chunked();
}

std::optional<std::uint64_t> RequestParser::content_length() const {
  const auto length = impl_->parser->content_length();
  if (!length) return std::nullopt;
  return *length;
}

}  // namespace coffer::api::edge
