#include "connectors/http/gzip.h"

#include <zlib.h>

#include <array>
#include <new>

namespace boussole::http {

struct Gunzip::Stream {
  z_stream z{};
  std::uint64_t most = 0, in = 0, out = 0;
  double ratio = 0;
  bool ended = false;
};

Gunzip::Gunzip(std::uint64_t most, double ratio) : stream_(std::make_unique<Stream>()) {
  stream_->most = most;
  stream_->ratio = ratio;
  if (inflateInit2(&stream_->z, 15 + 16) != Z_OK) throw std::bad_alloc();
}

Gunzip::~Gunzip() { inflateEnd(&stream_->z); }

bool Gunzip::whole() const { return stream_->ended; }

Gunzip::State Gunzip::feed(std::string_view packed, const std::function<bool(std::string_view)>& out) {
  constexpr std::uint64_t kFree = std::uint64_t{10} << 20;
  Stream& s = *stream_;
  std::array<unsigned char, 1 << 15> buffer;
  s.in += packed.size();
  s.z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(packed.data()));  // zlib does not write there
  s.z.avail_in = static_cast<unsigned>(packed.size());
  for (;;) {
    if (s.ended) {
      if (s.z.avail_in == 0) return State::more;
      if (inflateReset(&s.z) != Z_OK) return State::damaged;  // another member follows
      s.ended = false;
    }
    s.z.next_out = buffer.data();
    s.z.avail_out = buffer.size();
    const int code = inflate(&s.z, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return State::damaged;
    const std::size_t made = buffer.size() - s.z.avail_out;
    s.out += made;
    if (s.out > s.most) return State::too_large;
    if (s.out > kFree && static_cast<double>(s.out) > s.ratio * static_cast<double>(s.in)) return State::too_large;
    if (made > 0 && !out({reinterpret_cast<const char*>(buffer.data()), made})) return State::refused;
    s.ended = code == Z_STREAM_END;
    if (!s.ended && s.z.avail_in == 0 && s.z.avail_out > 0) return State::more;
    if (code == Z_BUF_ERROR && made == 0) return State::more;
  }
}

}  // namespace boussole::http
