#include "tests/support/connect_proxy.h"

#include <utility>  // before Boost 1.74's asio, which needs std::exchange and does not include it

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <mutex>
#include <thread>

namespace boussole::test {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One thread runs everything; the mutex is for those who read what was seen.
struct ConnectProxy::State {
  explicit State(Manners given) : manners(std::move(given)) {}

  Manners manners;
  asio::io_context context{1};
  tcp::acceptor acceptor{context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  mutable std::mutex mutex;
  std::vector<std::string> asked;
  std::string seen;
  std::thread thread;

  void accept();
  void note(std::string_view bytes) {
    const std::lock_guard lock(mutex);
    seen += bytes;
  }
};

/// One connection and its tunnel. What waits in the context keeps it alive.
struct ConnectProxy::Session : std::enable_shared_from_this<Session> {
  Session(State& owner, tcp::socket socket) : state(owner), client(std::move(socket)), target(owner.context) {}

  void start() {
    asio::async_read_until(client, asio::dynamic_buffer(head, 64 << 10), "\r\n\r\n",
                           [self = shared_from_this()](const error_code& code, std::size_t size) {
                             if (!code) self->greet(size);
                           });
  }

  void greet(std::size_t size) {
    state.note(head);
    {
      const std::lock_guard lock(state.mutex);
      state.asked.push_back(head.substr(0, size));
    }
    const Manners& manners = state.manners;
    error_code code;
    if (manners.tunnels) {
      const std::string place = head.substr(0, head.find(' ', 8));  // "CONNECT host:port"
      const auto port = static_cast<std::uint16_t>(std::stoul(place.substr(place.rfind(':') + 1)));
      const bool v6 = place.find('[') != std::string::npos;
      const asio::ip::address loopback = v6 ? asio::ip::address(asio::ip::address_v6::loopback())
                                            : asio::ip::address(asio::ip::address_v4::loopback());
      target.connect({loopback, port}, code);
    }
    asio::write(client, asio::buffer(code ? "HTTP/1.1 502 Bad Gateway\r\n\r\n" : manners.answer), code);
    if (manners.tunnels && !code && target.is_open()) {
      pump(client, target, forth, std::nullopt);
      pump(target, client, back, manners.cuts_after);
    } else {
      end();
    }
  }

  using Buffer = std::array<char, 1 << 14>;
  void pump(tcp::socket& from, tcp::socket& to, Buffer& buffer, std::optional<std::size_t> left) {
    from.async_read_some(asio::buffer(buffer), [this, self = shared_from_this(), &from, &to, &buffer, left](
                                                   const error_code& code, std::size_t size) mutable {
      if (code) return end();
      const std::size_t passed = left ? std::min(size, *left) : size;
      state.note({buffer.data(), passed});
      error_code failed;
      asio::write(to, asio::buffer(buffer.data(), passed), failed);
      if (left) *left -= passed;
      if (failed || (left && *left == 0)) return end();
      pump(from, to, buffer, left);
    });
  }

  void end() {
    error_code ignored;
    for (tcp::socket* socket : {&client, &target}) {
      socket->shutdown(tcp::socket::shutdown_both, ignored);
      socket->close(ignored);
    }
  }

  State& state;
  tcp::socket client, target;
  std::string head;
  Buffer forth{}, back{};
};

void ConnectProxy::State::accept() {
  acceptor.async_accept([this](const error_code& code, tcp::socket socket) {
    if (code) return;
    std::make_shared<Session>(*this, std::move(socket))->start();
    accept();
  });
}

ConnectProxy::ConnectProxy() : ConnectProxy(Manners{}) {}

ConnectProxy::ConnectProxy(Manners manners) : state_(std::make_shared<State>(std::move(manners))) {
  state_->accept();
  state_->thread = std::thread([state = state_.get()] { state->context.run(); });
}

ConnectProxy::~ConnectProxy() {
  state_->context.stop();
  state_->thread.join();
}

std::string ConnectProxy::origin() const {
  return "http://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

std::vector<std::string> ConnectProxy::asked() const {
  const std::lock_guard lock(state_->mutex);
  return state_->asked;
}

std::string ConnectProxy::seen() const {
  const std::lock_guard lock(state_->mutex);
  return state_->seen;
}

}  // namespace boussole::test
