// One connection: reads requests, has them answered, writes the answers. All of it on one loop.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "api/edge/dispatcher.hpp"
#include "api/edge/gzip.hpp"
#include "api/edge/request_parser.hpp"
#include "api/edge/response_writer.hpp"
#include "platform/async/compute_pool.hpp"

namespace coffer::api::edge {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class Connection;

// What the connections of one loop share; touched on that loop alone.
struct LoopState {
  LoopState(platform::Loop& on, std::uint64_t seed)
      : loop(on), traces(seed), timer(std::make_unique<platform::Timer>(on)) {}
  platform::Loop& loop;
  TraceSource traces;
  Gzip gzip;
  std::string date;
  std::int64_t lag_micros = 0;
  std::unordered_set<Connection*> open;
  std::unique_ptr<platform::Timer> timer;
};

// What all connections share.
struct ConnectionParts {
  const ServerSettings& settings;
  Dispatcher& dispatcher;
  const ResponseWriter& writer;
  platform::ComputePool& compression;
  const std::atomic<bool>& stopping;
};

class Connection {
 public:
  Connection(Socket socket, std::string peer, LoopState& loop, const ConnectionParts& parts,
             const platform::Router& router);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Until the connection has ended.
  [[nodiscard]] platform::Task<> run();

  // From the loop's tick.
  void check_deadline(std::int64_t now_micros);
  // A resting connection gets a moment in which a request that is on its way may still arrive.
  void begin_stop(std::int64_t now_micros);
  // Ends every wait for the socket, now and later.
  void cut();

 private:
  enum class Reading : std::uint8_t { Head, Body };
  struct ReadSome;
  struct WaitWritable;

  [[nodiscard]] platform::Task<bool> serve_one();
  [[nodiscard]] platform::Task<bool> read_head();
  [[nodiscard]] platform::Task<const ProtocolProblem*> read_body(std::size_t limit);
  [[nodiscard]] platform::Task<platform::Response> answer_request(AfterAnswer& after);
  [[nodiscard]] platform::Task<bool> write_answer(platform::Response& response, AfterAnswer after);
  [[nodiscard]] platform::Task<bool> write_out(std::string_view body);
  [[nodiscard]] platform::Task<bool> compress(platform::Response& response);
  [[nodiscard]] platform::Task<> linger();

  [[nodiscard]] ReadSome read_some();
  // Feeds what is buffered; whether the parser took any of it.
  bool feed();
  [[nodiscard]] std::string_view buffered() const { return std::string_view(in_).substr(in_at_, in_end_ - in_at_); }
  void make_room(std::size_t most);
  void set_deadline(std::int64_t in_micros);
  [[nodiscard]] std::int64_t body_time_micros() const;
  [[nodiscard]] std::int64_t stop_grace_micros() const;

  Socket socket_;
  LoopState& loop_;
  const ConnectionParts& parts_;
  const platform::Router& router_;
  const std::string peer_;

  RequestParser parser_;
  Exchange exchange_;
  ServerLoad::BodyShare body_share_;
  std::string in_;  // bytes from in_at_ to in_end_ are not parsed yet
  std::size_t in_at_ = 0;
  std::size_t in_end_ = 0;
  std::string out_;
  std::int64_t deadline_micros_ = 0;  // 0: none
  bool resting_ = false;              // between two requests
  bool has_served_ = false;
  bool timed_out_ = false;
  bool cut_ = false;
};

}  // namespace coffer::api::edge
