#include "connectors/http/connection.h"

#include <utility>  // before Boost 1.74's asio, which needs std::exchange and does not include it

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "connectors/http/body_path.h"
#include "connectors/http/faults.h"

namespace boussole::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using beast::error_code;
using Tls = beast::ssl_stream<beast::tcp_stream>;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint64_t kPassedOver = 64 << 10;  // of a redirect's body, before the connection is dropped instead

const Text kConnecting{"connexion", "connecting"};
const Text kProxy{"attente du proxy", "waiting for the proxy"};
const Text kHandshake{"connexion chiffrée", "encrypted connection"};
const Text kAsking{"envoi de la demande", "sending the request"};
const Text kHeaders{"attente de la réponse", "waiting for the answer"};
const Text kBody{"lecture de la réponse", "reading the answer"};

class SystemTrust : public Trust {
 public:
  ssl::context context{ssl::context::tls_client};
};

bool is_address(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

tcp::endpoint endpoint(const Address& address, std::uint16_t port) {
  if (address.v6) return {asio::ip::address_v6(address.bytes, address.scope), port};
  asio::ip::address_v4::bytes_type bytes{};
  std::copy_n(address.bytes.begin(), 4, bytes.begin());
  return {asio::ip::address_v4(bytes), port};
}

bool ended(const error_code& code) {
  return code == asio::error::eof || code == asio::error::connection_reset || code == asio::error::broken_pipe ||
         code == asio::error::connection_aborted || code == ssl::error::stream_truncated ||
         code == beast::http::error::end_of_stream || code == beast::http::error::partial_message;
}

Failure classify(const error_code& code, const std::string& host, const Text& during) {
  if (code == beast::error::timeout) return faults::timed_out(host, during);
  if (ended(code)) return faults::dropped(host);
  if (code == beast::http::error::header_limit || code == beast::http::error::buffer_overflow)
    return faults::too_many_headers(host);
  if (code == beast::http::error::body_limit) return faults::body_too_large(host);
  if (code.category() == beast::http::make_error_code(beast::http::error::bad_version).category())
    return faults::malformed(host, code.message());
  if (code.category() == asio::error::get_ssl_category()) return faults::tls(host, code.message());
  return faults::dropped(host);
}

Headers headers_of(const beast::http::fields& fields) {
  Headers out;
  for (const auto& field : fields) {
    std::string name(field.name_string());
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    out.emplace_back(std::move(name), std::string(field.value()));
  }
  return out;
}

class BeastConnection : public Connection {
 public:
  BeastConnection(const Route& route, const ClientOptions& options, std::shared_ptr<Trust> trust)
      : route_(route), options_(options), trust_(std::move(trust)), host_(route.url.host), plain_(context_) {}

  Result<void> start(Deadline deadline) {
    if (auto connected = connect(deadline); !connected) return connected;
    if (!route_.url.secure()) return {};
    if (route_.via) {
      if (auto through = tunnel(deadline); !through) return through;
    }
    return encrypt(deadline);
  }

  bool usable() override {
    if (!keep_) return false;
    char byte = 0;
    const int socket = lowest().socket().native_handle();
    return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }

  Result<Transfer> exchange(const Exchange& what, Deadline deadline, bool& nothing_came) override {
    keep_ = false;
    auto done = tls_ ? converse(*tls_, what, deadline, nothing_came) : converse(plain_, what, deadline, nothing_came);
    if (!keep_) close();
    return done;
  }

 private:
  beast::tcp_stream& lowest() { return tls_ ? tls_->next_layer() : plain_; }

  void close() {
    error_code ignored;
    lowest().socket().close(ignored);
  }

  void expire(milliseconds after, Deadline deadline) {
    lowest().expires_at(std::min(steady_clock::now() + after, deadline));
  }

  /// Runs one operation to its end, asking several times a second whether to stop.
  template <class Start>
  Result<error_code> run(const Start& start) {
    error_code result;
    bool done = false, stopped = false;
    start([&](const error_code& code, auto&&...) {
      result = code;
      done = true;
    });
    while (!done) {
      context_.restart();
      context_.run_one_for(milliseconds(100));
      if (!done && !stopped && options_.stop && options_.stop()) {
        stopped = true;
        close();
      }
    }
    if (stopped) return std::unexpected(faults::stopped());
    return result;
  }

  Result<void> connect(Deadline deadline) {
    const std::uint16_t port = route_.via ? route_.via->port : route_.url.port;
    error_code last = asio::error::host_unreachable;
    for (const Address& place : route_.places) {
      expire(options_.timeouts.connect, deadline);
      auto code = run([&](auto handler) { plain_.async_connect(endpoint(place, port), handler); });
      if (!code) return std::unexpected(std::move(code.error()));
      if (!*code) {
        error_code ignored;
        plain_.socket().set_option(tcp::no_delay(true), ignored);
        return {};
      }
      last = *code;
      close();
    }
    if (route_.via) return std::unexpected(faults::proxy_out_of_reach(host_, route_.via->host, last.message()));
    if (last == beast::error::timeout) return std::unexpected(faults::timed_out(host_, kConnecting));
    return std::unexpected(faults::not_connected(host_, last.message()));
  }

  Result<void> tunnel(Deadline deadline) {
    namespace http = beast::http;
    const std::string target =
        (host_.find(':') == std::string::npos ? host_ : "[" + host_ + "]") + ":" + std::to_string(route_.url.port);
    http::request<http::empty_body> ask(http::verb::connect, target, 11);
    ask.set(http::field::host, target);
    ask.set(http::field::user_agent, options_.user_agent);
    if (!route_.via->authorization.empty()) ask.set(http::field::proxy_authorization, route_.via->authorization);
    expire(options_.timeouts.handshake, deadline);
    auto code = run([&](auto handler) { http::async_write(plain_, ask, handler); });
    if (!code) return std::unexpected(std::move(code.error()));
    if (*code) return std::unexpected(by_proxy(*code));
    http::response_parser<http::empty_body> parser;
    parser.skip(true);
    parser.header_limit(options_.limits.header_bytes);
    beast::flat_buffer buffer(options_.limits.header_bytes + 4096U);
    code = run([&](auto handler) { http::async_read_header(plain_, buffer, parser, handler); });
    if (!code) return std::unexpected(std::move(code.error()));
    if (*code) return std::unexpected(by_proxy(*code));
    const int status = static_cast<int>(parser.get().result_int());
    if (status / 100 != 2) return std::unexpected(faults::proxy_refused(host_, status));
    // In TLS the client speaks first: what came behind the proxy's headers is the proxy's own.
    if (buffer.size() != 0) return std::unexpected(faults::not_a_proxy_answer(host_, "more bytes than announced"));
    return {};
  }

  Failure by_proxy(const error_code& code) const {
    if (code == beast::error::timeout) return faults::timed_out(host_, kProxy);
    if (ended(code)) return faults::proxy_dropped(host_);
    return faults::not_a_proxy_answer(host_, code.message());
  }

  Result<void> encrypt(Deadline deadline) {
    tls_.emplace(std::move(plain_), static_cast<SystemTrust&>(*trust_).context);
    SSL* handle = tls_->native_handle();
    SSL_set_hostflags(handle, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // Without a name to check, a certificate of any host would do: then there is no connection.
    const bool named = is_address(host_) ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), host_.c_str()) == 1
                                         : SSL_set1_host(handle, host_.c_str()) == 1 &&
                                               SSL_set_tlsext_host_name(handle, host_.c_str()) == 1;
    if (!named) return std::unexpected(faults::tls(host_, "SNI"));
    static constexpr unsigned char kProtocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    SSL_set_alpn_protos(handle, kProtocols, sizeof kProtocols);
    expire(options_.timeouts.handshake, deadline);
    auto code = run([&](auto handler) { tls_->async_handshake(ssl::stream_base::client, handler); });
    if (!code) return std::unexpected(std::move(code.error()));
    if (!*code) return {};
    if (*code == beast::error::timeout) return std::unexpected(faults::timed_out(host_, kHandshake));
    const long verified = SSL_get_verify_result(handle);
    if (verified != X509_V_OK)
      return std::unexpected(faults::certificate(host_, verified, X509_verify_cert_error_string(verified)));
    if (ended(*code)) return std::unexpected(route_.via ? faults::proxy_dropped(host_) : faults::dropped(host_));
    return std::unexpected(faults::tls(host_, code->message()));
  }

  /// Does a proxy read what is asked? (In a tunnel it does not.)
  bool in_clear() const { return route_.via && !route_.url.secure(); }

  beast::http::request<beast::http::string_body> message(const Exchange& what) const {
    namespace http = beast::http;
    const HttpRequest& request = what.request;
    http::request<http::string_body> out;
    out.version(11);
    out.method_string(request.method);
    out.target(in_clear() ? request.url.text() : request.url.target);
    out.set(http::field::host, request.url.authority());
    out.set(http::field::user_agent, options_.user_agent);
    out.set(http::field::accept_encoding, "gzip");
    for (const auto& [name, value] : request.headers) out.set(name, value);
    if (what.authorized && !request.authorization.empty()) out.set(http::field::authorization, request.authorization);
    if (in_clear() && !route_.via->authorization.empty())
      out.set(http::field::proxy_authorization, route_.via->authorization);
    out.body() = request.body;
    if (!request.body.empty() || request.method == "POST") out.prepare_payload();
    return out;
  }

  template <class Stream>
  Result<Transfer> converse(Stream& stream, const Exchange& what, Deadline deadline, bool& nothing_came) {
    namespace http = beast::http;
    const auto ask = message(what);
    expire(options_.timeouts.answer, deadline);
    auto code = run([&](auto handler) { http::async_write(stream, ask, handler); });
    if (!code) return std::unexpected(std::move(code.error()));
    if (*code) {
      nothing_came = true;
      return std::unexpected(classify(*code, host_, kAsking));
    }
    // Answers of the 100s come before the answer itself and say nothing.
    beast::flat_buffer buffer(options_.limits.header_bytes + (64U << 10));
    for (int before = 0; before < 8; ++before) {
      http::response_parser<http::buffer_body> parser;
      parser.header_limit(options_.limits.header_bytes);
      parser.body_limit(options_.limits.wire_bytes);
      if (what.request.method == "HEAD") parser.skip(true);
      expire(options_.timeouts.answer, deadline);
      code = run([&](auto handler) { http::async_read_header(stream, buffer, parser, handler); });
      if (!code) return std::unexpected(std::move(code.error()));
      if (*code) {
        nothing_came = before == 0 && ended(*code) && !parser.got_some();
        return std::unexpected(classify(*code, host_, kHeaders));
      }
      if (parser.get().result_int() / 100 != 1) return body(stream, buffer, parser, what, deadline);
    }
    return std::unexpected(faults::malformed(host_, "1xx"));
  }

  template <class Stream>
  Result<Transfer> body(Stream& stream, beast::flat_buffer& buffer,
                        beast::http::response_parser<beast::http::buffer_body>& parser, const Exchange& what,
                        Deadline deadline) {
    Head head{static_cast<int>(parser.get().result_int()), what.request.url, headers_of(parser.get().base())};
    if (in_clear() && head.status == 407) return std::unexpected(faults::proxy_refused(host_, head.status));
    // Beast undoes chunks and passes over any other coding (RFC 9112, 6.1): its bytes would be taken for the content.
    for (const auto& [name, value] : head.headers)
      if (name == "transfer-encoding" && !beast::iequals(value, "chunked"))
        return std::unexpected(faults::unasked_encoding(host_, value));
    auto sink = what.on_head(head);
    if (!sink) return std::unexpected(std::move(sink.error()));
    BodyPath path(host_, options_.limits);
    path.begin(head, *sink);
    std::array<char, 1 << 14> piece;
    while (!parser.is_done()) {
      parser.get().body().data = piece.data();
      parser.get().body().size = piece.size();
      parser.get().body().more = true;
      expire(options_.timeouts.idle, deadline);
      auto code = run([&](auto handler) { beast::http::async_read_some(stream, buffer, parser, handler); });
      if (!code) return std::unexpected(std::move(code.error()));
      if (*code && *code != beast::http::error::need_buffer) return std::unexpected(classify(*code, host_, kBody));
      if (auto taken = path.take({piece.data(), piece.size() - parser.get().body().size}); !taken)
        return std::unexpected(std::move(taken.error()));
      if (*sink == nullptr && path.transfer.wire_bytes > kPassedOver) return path.transfer;
    }
    if (auto whole = path.end(); !whole) return std::unexpected(std::move(whole.error()));
    // Some servers send a body to HEAD all the same: it is left behind with the connection.
    const bool more = buffer.size() != 0;
    if (more && what.request.method != "HEAD")
      return std::unexpected(faults::malformed(host_, "more bytes than announced"));
    keep_ = parser.keep_alive() && !more;
    return path.transfer;
  }

  Route route_;
  const ClientOptions& options_;
  std::shared_ptr<Trust> trust_;
  std::string host_;
  asio::io_context context_{1};
  beast::tcp_stream plain_;
  std::optional<Tls> tls_;
  bool keep_ = true;
};

}  // namespace

Result<std::shared_ptr<Trust>> Trust::load(const std::string& ca_file) {
  auto trust = std::make_shared<SystemTrust>();
  error_code code;
  trust->context.set_verify_mode(ssl::verify_peer, code);
  SSL_CTX_set_min_proto_version(trust->context.native_handle(), TLS1_2_VERSION);
  // Where the system has no authorities, every host is refused: that is said when it happens.
  trust->context.set_default_verify_paths(code);
  if (!ca_file.empty()) {
    trust->context.load_verify_file(ca_file, code);
    if (code) return std::unexpected(faults::unreadable_authorities(ca_file));
  }
  return std::shared_ptr<Trust>(std::move(trust));
}

Result<std::unique_ptr<Connection>> Connection::open(const Route& route, const ClientOptions& options,
                                                     const std::shared_ptr<Trust>& trust, Deadline deadline) {
  auto connection = std::make_unique<BeastConnection>(route, options, trust);
  if (auto started = connection->start(deadline); !started) return std::unexpected(std::move(started.error()));
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace boussole::http
