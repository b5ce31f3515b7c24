#include "connectors/http/body_path.h"

#include <algorithm>
#include <vector>

#include "connectors/http/faults.h"

namespace boussole::http {
namespace {

/// The encodings of all Content-Encoding lines, in their order and in lower case (RFC 9110, 8.4); "identity" is none.
std::vector<std::string> encodings(const Head& head) {
  std::vector<std::string> out;
  std::string name;
  const auto take = [&] {
    if (!name.empty() && name != "identity") out.push_back(name);
    name.clear();
  };
  for (const auto& [key, value] : head.headers) {
    if (key != "content-encoding") continue;
    for (const char c : value) {
      if (c == ',') {
        take();
      } else if (c != ' ' && c != '\t') {
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
    }
    take();
  }
  return out;
}

}  // namespace

void BodyPath::begin(const Head& head, BodySink* sink) {
  sink_ = sink;
  const auto found = encodings(head);
  if (sink == nullptr || found.empty()) return;
  if (found.size() == 1 && (found[0] == "gzip" || found[0] == "x-gzip")) {
    gunzip_ = std::make_unique<Gunzip>(limits_.decoded_bytes, limits_.ratio);
    return;
  }
  for (const std::string& name : found) unasked_ += (unasked_.empty() ? "" : ", ") + name;
}

Result<void> BodyPath::take(std::string_view bytes) {
  transfer.wire_bytes += bytes.size();
  if (sink_ == nullptr || bytes.empty()) return {};
  if (!unasked_.empty()) return std::unexpected(faults::unasked_encoding(host_, unasked_));
  if (gunzip_ == nullptr) {
    if (!put(bytes)) return std::unexpected(*refused_);
    return {};
  }
  switch (gunzip_->feed(bytes, [this](std::string_view piece) { return put(piece); })) {
    case Gunzip::State::more:
      return {};
    case Gunzip::State::damaged:
      return std::unexpected(faults::bad_gzip(host_));
    case Gunzip::State::too_large:
      return std::unexpected(faults::bomb(host_));
    case Gunzip::State::refused:
      return std::unexpected(*refused_);
  }
  return {};
}

Result<void> BodyPath::end() const {
  if (gunzip_ != nullptr && transfer.wire_bytes > 0 && !gunzip_->whole())
    return std::unexpected(faults::bad_gzip(host_));
  return {};
}

bool BodyPath::put(std::string_view bytes) {
  transfer.bytes += bytes.size();
  if (transfer.bytes > limits_.decoded_bytes) {
    refused_ = faults::body_too_large(host_);
    return false;
  }
  if (auto written = sink_->write(bytes); !written) {
    refused_ = faults::sink(std::move(written.error()));
    return false;
  }
  return true;
}

}  // namespace boussole::http
