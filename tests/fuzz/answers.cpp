#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

#include "tests/unit/http/fetching.h"

// A whole HTTP answer, whatever it is, through the client: an answer or an error, never anything else.

namespace {

using namespace boussole;
using namespace boussole::test;

/// A server that sends the bytes it is given to whoever asks, and ends the connection.
struct Server {
  std::mutex mutex;
  std::string bytes;
  FaultServer server{[this](const Asked&, Wire& wire) {
    std::unique_lock lock(mutex);
    const std::string own = bytes;
    lock.unlock();
    wire.send(own);
    wire.close();
  }};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Server served;
  {
    const std::lock_guard lock(served.mutex);
    served.bytes.assign(reinterpret_cast<const char*>(data), size);
  }
  const Fetched got = fetch(served.server.origin() + "/x");
  if (!got.done && got.done.error().error.what.empty()) __builtin_trap();
  return 0;
}
