#include "tests/support/fault_server.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <stdexcept>
#include <tuple>

namespace boussole::test {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

template <class T, class Read>
T* from_pem(const std::string& text, const Read& read) {
  BIO* in = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
  T* out = read(in, nullptr, nullptr, nullptr);
  BIO_free(in);
  return out;
}

/// A socket that listens on the loopback, and its port; -1 where there is none.
std::pair<int, std::uint16_t> listening(bool v6) {
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_loopback;
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* place = v6 ? reinterpret_cast<sockaddr*>(&six) : reinterpret_cast<sockaddr*>(&four);
  socklen_t size = v6 ? sizeof six : sizeof four;
  const int out = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (out >= 0 && ::bind(out, place, size) == 0 && ::listen(out, 16) == 0 && ::getsockname(out, place, &size) == 0)
    return {out, ntohs(v6 ? six.sin6_port : four.sin_port)};
  if (out >= 0) ::close(out);
  return {-1, 0};
}

}  // namespace

bool has_ipv6() {
  const int socket = listening(true).first;
  if (socket >= 0) ::close(socket);
  return socket >= 0;
}

struct FaultServer::Tls {
  explicit Tls(const Credentials& credentials) : context(SSL_CTX_new(TLS_server_method())) {
    X509* certificate = from_pem<X509>(credentials.certificate, PEM_read_bio_X509);
    EVP_PKEY* key = from_pem<EVP_PKEY>(credentials.key, PEM_read_bio_PrivateKey);
    SSL_CTX_use_certificate(context, certificate);
    SSL_CTX_use_PrivateKey(context, key);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  ~Tls() { SSL_CTX_free(context); }
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  SSL_CTX* context;
};

/// One connection; reads wait at most 100 ms at a time so that the server can stop.
class FaultServer::Connection : public Wire {
 public:
  Connection(int socket, Tls* tls, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {
    if (tls == nullptr) return;
    ssl_ = SSL_new(tls->context);
    SSL_set_fd(ssl_, socket);
    open_ = wait_readable() && SSL_accept(ssl_) == 1;
  }
  ~Connection() override {
    close();
    if (ssl_ != nullptr) SSL_free(ssl_);
    ::close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool send(std::string_view bytes) override {
    while (open_ && !bytes.empty()) {
      const int size = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 14));
      pollfd place{socket_, POLLOUT, 0};
      while (::poll(&place, 1, 100) == 0)
        if (stopping_) return false;
      const auto n =
          ssl_ != nullptr
              ? SSL_write(ssl_, bytes.data(), size)
              : static_cast<int>(::send(socket_, bytes.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL));
      if (n <= 0) open_ = false;
      if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return open_;
  }

  void close() override {
    if (open_ && ssl_ != nullptr) SSL_shutdown(ssl_);
    open_ = false;
    ::shutdown(socket_, SHUT_RDWR);
  }

  void cut() override {
    open_ = false;
    ::shutdown(socket_, SHUT_RDWR);
  }

  bool pause(std::chrono::milliseconds length) override {
    const auto until = std::chrono::steady_clock::now() + length;
    while (!stopping_ && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return !stopping_;
  }

  bool read_request(Asked& asked) {
    std::size_t end = std::string::npos;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return false;
    asked.headers = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    const std::size_t space = asked.headers.find(' '), second = asked.headers.find(' ', space + 1);
    asked.method = asked.headers.substr(0, space);
    asked.target = asked.headers.substr(space + 1, second - space - 1);
    const std::string length = asked.header("content-length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size)
      if (!more()) return false;
    asked.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return true;
  }

 private:
  bool wait_readable() {
    pollfd place{socket_, POLLIN, 0};
    while (::poll(&place, 1, 100) == 0)
      if (stopping_) return false;
    return true;
  }

  bool more() {
    char bytes[4096];
    if (!open_ || ((ssl_ == nullptr || SSL_pending(ssl_) == 0) && !wait_readable())) return false;
    const auto n = ssl_ != nullptr ? SSL_read(ssl_, bytes, sizeof bytes)
                                   : static_cast<int>(::recv(socket_, bytes, sizeof bytes, 0));
    if (n <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(n));
    return true;
  }

  int socket_;
  const std::atomic<bool>& stopping_;
  SSL* ssl_ = nullptr;
  bool open_ = true;
  std::string buffer_;
};

std::string Asked::header(std::string_view name) const {
  const std::string all = lower(headers);
  const std::size_t at = all.find("\r\n" + std::string(name) + ":");
  if (at == std::string::npos) return {};
  std::size_t from = at + 3 + name.size();
  while (from < headers.size() && headers[from] == ' ') ++from;
  return headers.substr(from, headers.find("\r\n", from) - from);
}

void Wire::answer(int status, const std::string& headers, std::string_view body) {
  send("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
       headers + "\r\n" + std::string(body));
}

FaultServer::FaultServer(Handler handler, std::optional<Credentials> tls, Family family)
    : handler_(std::move(handler)), family_(family) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  if (tls) tls_ = std::make_shared<Tls>(*tls);
  std::tie(socket_, port_) = listening(family == Family::v6);
  if (socket_ < 0) throw std::runtime_error("no server socket");
  accepting_ = std::thread([this] { accept_all(); });
}

FaultServer::~FaultServer() {
  stopping_ = true;
  accepting_.join();
  for (Serving& one : serving_) one.thread.join();
  ::close(socket_);
}

std::string FaultServer::origin() const {
  return std::string(tls_ ? "https" : "http") + (family_ == Family::v6 ? "://[::1]:" : "://127.0.0.1:") +
         std::to_string(port_);
}

std::vector<Asked> FaultServer::log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

std::size_t FaultServer::count(std::string_view target) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(log_.begin(), log_.end(), [&](const Asked& asked) { return asked.target == target; }));
}

void FaultServer::accept_all() {
  for (int number = 1; !stopping_;) {
    pollfd place{socket_, POLLIN, 0};
    if (::poll(&place, 1, 50) <= 0) continue;
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    // A thread that nobody joins keeps its stack: over a million connections that is all the memory there is.
    std::erase_if(serving_, [](Serving& one) {
      if (!*one.done) return false;
      one.thread.join();
      return true;
    });
    auto done = std::make_unique<std::atomic<bool>>(false);
    std::atomic<bool>& ended = *done;
    serving_.push_back({std::move(done), std::thread([this, connection, number, &ended] {
                          serve(connection, number);
                          ended = true;
                        })});
    ++number;
  }
}

void FaultServer::serve(int socket, int number) {
  Connection connection(socket, tls_.get(), stopping_);
  for (;;) {
    Asked asked;
    asked.connection = number;
    if (!connection.read_request(asked)) return;
    {
      const std::lock_guard lock(mutex_);
      log_.push_back(asked);
    }
    handler_(asked, connection);
  }
}

std::string gzip(std::string_view bytes, bool damaged) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<unsigned>(bytes.size());
  z.next_out = reinterpret_cast<unsigned char*>(out.data());
  z.avail_out = static_cast<unsigned>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  if (damaged) out[out.size() / 2] = static_cast<char>(out[out.size() / 2] ^ 0x55);
  return out;
}

}  // namespace boussole::test
