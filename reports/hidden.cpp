#include "reports/hidden.h"

namespace boussole::reports {

std::string without_hidden_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0; };
    const bool embedding = at(0) == 0xE2 && at(1) == 0x80 && at(2) >= 0xAA && at(2) <= 0xAE;
    const bool isolate = at(0) == 0xE2 && at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;
    const bool control = (at(0) < 0x20 && text[i] != '\n' && text[i] != '\t' && text[i] != '\r') || at(0) == 0x7F;
    if (control) {
      out += "\uFFFD";
      continue;
    }
    if (!embedding && !isolate) {
      out += text[i];
      continue;
    }
    out += "\uFFFD";
    i += 2;
  }
  return out;
}

}  // namespace boussole::reports
